package io.opsframework.listener;

import io.micrometer.observation.ObservationRegistry;
import io.opsframework.observation.CharmObservation;

/**
 * Observes the call.
 */
final class ObserveStep implements ListenerStep {

	private final ObservationRegistry registry;

	ObserveStep(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void call(ListenerInvocation invocation, Runnable rest) {
		if (this.registry.isNoop()) {
			rest.run();
			return;
		}
		CharmObservation.LISTENER.observation(this.registry)
			.lowCardinalityKeyValue(CharmObservation.Key.LISTENER.withValue(invocation.listener().id()))
			.lowCardinalityKeyValue(CharmObservation.Key.EVENT.withValue(invocation.event().getClass().getSimpleName()))
			.lowCardinalityKeyValue(
					CharmObservation.Key.REPLAY.withValue(String.valueOf(invocation.replayed() != null)))
			.observe(rest);
	}

}
