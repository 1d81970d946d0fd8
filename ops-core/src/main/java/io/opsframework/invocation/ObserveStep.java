package io.opsframework.invocation;

import io.opsframework.observation.CharmObservations;

/**
 * Observes the call.
 */
final class ObserveStep implements ListenerStep {

	private final CharmObservations observations;

	ObserveStep(CharmObservations observations) {
		this.observations = observations;
	}

	@Override
	public void call(ListenerCall call, Runnable rest) {
		this.observations.observeListener(call.listener().id(), call.event().getClass().getSimpleName(),
				call.replayed() != null, rest);
	}

}
