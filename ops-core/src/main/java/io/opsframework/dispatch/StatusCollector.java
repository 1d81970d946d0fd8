package io.opsframework.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.opsframework.event.CollectAppStatusEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.invocation.CharmConfig;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.model.Hook;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.StatusAggregator;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Collects the statuses at the end of a hook, the application's first and only on the
 * leader, and sets the most urgent ones.
 */
public final class StatusCollector {

	private final Model model;

	private final ApplicationEventPublisher publisher;

	private final StatusAggregator aggregator;

	private final CharmListeners listeners;

	private final CharmConfig config;

	/**
	 * Create a new collector.
	 * @param model the model
	 * @param publisher publishes the collect-status events
	 * @param aggregator picks from the statuses
	 * @param listeners the charm's listeners, whose unmet conditions are statuses too
	 * @param config what the charm's configuration is bound to
	 */
	public StatusCollector(Model model, ApplicationEventPublisher publisher, StatusAggregator aggregator,
			CharmListeners listeners, CharmConfig config) {
		this.model = model;
		this.publisher = publisher;
		this.aggregator = aggregator;
		this.listeners = listeners;
		this.config = config;
	}

	/**
	 * Collect and set the statuses.
	 * @param hook the running hook
	 * @return the configuration, if the charm uses it and it is valid
	 */
	Optional<Map<String, Object>> collect(Hook hook) {
		if (this.model.unit().isLeader()) {
			collect(new CollectAppStatusEvent(), this.model.application()::setStatus);
		}
		CollectUnitStatusEvent event = new CollectUnitStatusEvent();
		String problem = this.config.isUsed() ? this.config.validate() : null;
		if (problem != null) {
			event.add(Status.blocked(problem));
		}
		this.listeners.unmetStatuses().forEach(event::add);
		collect(event, this.model.unit()::setStatus);
		return (this.config.isUsed() && problem == null) ? Optional.of(hook.config()) : Optional.empty();
	}

	private void collect(CollectStatusEvent event, Consumer<Status> setter) {
		this.publisher.publishEvent(event);
		List<Status> statuses = event.statuses();
		if (!statuses.isEmpty()) {
			setter.accept(this.aggregator.aggregate(statuses).requireSettable());
		}
	}

}
