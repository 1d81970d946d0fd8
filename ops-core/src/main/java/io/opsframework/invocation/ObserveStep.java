package io.opsframework.invocation;

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
	public void call(ListenerCall call, Runnable rest) {
		if (this.registry.isNoop()) {
			rest.run();
			return;
		}
		CharmObservation.LISTENER.observation(this.registry)
			.lowCardinalityKeyValue(CharmObservation.Key.LISTENER.withValue(call.listener().id()))
			.lowCardinalityKeyValue(CharmObservation.Key.EVENT.withValue(call.event().getClass().getSimpleName()))
			.lowCardinalityKeyValue(CharmObservation.Key.REPLAY.withValue(String.valueOf(call.replayed() != null)))
			.observe(rest);
	}

}
