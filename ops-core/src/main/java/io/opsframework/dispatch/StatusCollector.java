package io.opsframework.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CollectAppStatusEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.invocation.LastValidConfig;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.StatusAggregator;
import io.opsframework.state.CharmState;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Collects the statuses at the end of a hook, the application's first and only on the
 * leader, and sets the most urgent ones.
 */
final class StatusCollector {

	private final Model model;

	private final ApplicationEventPublisher publisher;

	private final StatusAggregator aggregator;

	private final CharmListeners listeners;

	private final LastValidConfig config;

	StatusCollector(Model model, ApplicationEventPublisher publisher, StatusAggregator aggregator,
			CharmListeners listeners, LastValidConfig config) {
		this.model = model;
		this.publisher = publisher;
		this.aggregator = aggregator;
		this.listeners = listeners;
		this.config = config;
	}

	void collect(CharmState state) {
		if (this.model.unit().isLeader()) {
			collect(new CollectAppStatusEvent(), this.model.application()::setStatus);
		}
		CollectUnitStatusEvent event = new CollectUnitStatusEvent();
		String problem = this.config.validate();
		if (problem != null) {
			event.add(Status.blocked(problem));
		}
		parked(state.value(DeferralQueue.STATE_KEY).parked()).ifPresent(event::add);
		this.listeners.unmetStatuses().forEach(event::add);
		collect(event, this.model.unit()::setStatus);
	}

	private static Optional<Status> parked(List<DeferredEvent> parked) {
		return parked.stream()
			.findFirst()
			.map((entry) -> Status
				.blocked("deferred %s failed %d times in %s%s".formatted(entry.name(), entry.attempts(),
						entry.listener(), (parked.size() > 1) ? ", and %d more".formatted(parked.size() - 1) : "")));
	}

	private void collect(CollectStatusEvent event, Consumer<Status> setter) {
		this.publisher.publishEvent(event);
		List<Status> statuses = event.statuses();
		if (!statuses.isEmpty()) {
			setter.accept(this.aggregator.aggregate(statuses).requireSettable());
		}
	}

}
