package io.opsframework.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Name and keys of the observation of a hook. A bean of this type takes the place of
 * {@link DefaultHookObservationConvention}.
 */
public interface HookObservationConvention extends ObservationConvention<HookObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof HookObservationContext;
	}

}
