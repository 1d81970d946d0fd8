package io.opsframework.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Name and keys of the observation of a hook tool's call. A bean of this type takes the
 * place of {@link DefaultHookToolObservationConvention}.
 */
public interface HookToolObservationConvention extends ObservationConvention<HookToolObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof HookToolObservationContext;
	}

}
