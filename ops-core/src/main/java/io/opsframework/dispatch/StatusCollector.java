package io.opsframework.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CollectAppStatusEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.invocation.LastValidConfig;
import io.opsframework.model.Hook;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.StatusAggregator;
import io.opsframework.state.CharmState;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Collects the statuses at the end of a hook, the application's first and only on the
 * leader, and sets the most urgent ones. Where only the framework had one to set, the
 * unit gets back what it had when that is over.
 */
final class StatusCollector {

	/** What Juju itself sets before the first hook. */
	private static final Status INSTALLING = Status.maintenance("installing charm software");

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

	void collect(Hook hook) {
		CharmState state = hook.state();
		// Most charms leave the application's status to Juju, and need no leader for it.
		if (this.listeners.hasOneFor(CollectAppStatusEvent.class) && this.model.unit().isLeader()) {
			List<Status> statuses = collect(new CollectAppStatusEvent(), List.of());
			if (!statuses.isEmpty()) {
				this.model.application().setStatus(this.aggregator.aggregate(statuses));
			}
		}
		List<Status> ours = ours(state);
		List<Status> statuses = new ArrayList<>(collect(new CollectUnitStatusEvent(), ours));
		List<Status> charm = List.copyOf(statuses.subList(ours.size(), statuses.size()));
		// Also of those that listeners of the status were waiting for.
		statuses.addAll(hook.goneContainers());
		Status chosen = statuses.isEmpty() ? null : this.aggregator.aggregate(statuses).requireSettable();
		boolean charms = statuses.size() == charm.size() || charm.contains(chosen);
		set(chosen, charms, state);
	}

	private void set(@Nullable Status chosen, boolean charms, CharmState state) {
		Optional<StatusOverride> known = state.value(StatusOverride.STATE_KEY);
		if (chosen == null) {
			known.ifPresent(this::putBack);
			state.set(StatusOverride.STATE_KEY, Optional.empty());
		}
		else if (charms) {
			this.model.unit().setStatus(chosen);
			state.set(StatusOverride.STATE_KEY, Optional.empty());
		}
		else {
			Status before = before(known, chosen);
			this.model.unit().setStatus(chosen);
			state.set(StatusOverride.STATE_KEY, Optional.of(new StatusOverride(before, this.model.unit().status())));
		}
	}

	// One that equals ours was left by a hook that failed after it had set it.
	private Status before(Optional<StatusOverride> known, Status chosen) {
		Status current = this.model.unit().status();
		Status unless = current.equals(chosen) ? Status.unknown() : current;
		return known.filter((override) -> override.set().equals(current)).map(StatusOverride::before).orElse(unless);
	}

	// Where the charm has never set a status there is none to go back to.
	private void putBack(StatusOverride override) {
		if (override.set().equals(this.model.unit().status())) {
			boolean charms = override.before().name().isSettable() && !override.before().equals(INSTALLING);
			this.model.unit().setStatus(charms ? override.before() : Status.active());
		}
	}

	private List<Status> ours(CharmState state) {
		List<Status> ours = new ArrayList<>();
		String problem = this.config.validate();
		if (problem != null) {
			ours.add(Status.blocked(problem));
		}
		parked(state.value(DeferralQueue.STATE_KEY).parked()).ifPresent(ours::add);
		ours.addAll(this.listeners.unmetStatuses());
		return ours;
	}

	private static Optional<Status> parked(List<DeferredEvent> parked) {
		return parked.stream()
			.findFirst()
			.map((entry) -> Status
				.blocked("deferred %s failed %d times in %s%s".formatted(entry.name(), entry.attempts(),
						entry.listener(), (parked.size() > 1) ? ", and %d more".formatted(parked.size() - 1) : "")));
	}

	private List<Status> collect(CollectStatusEvent event, List<Status> ours) {
		ours.forEach(event::add);
		this.publisher.publishEvent(event);
		return event.statuses();
	}

}
