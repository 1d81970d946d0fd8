package io.opsframework.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Name and keys of the observation of a request to Pebble. A bean of this type takes the
 * place of {@link DefaultPebbleObservationConvention}.
 */
public interface PebbleObservationConvention extends ObservationConvention<PebbleObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof PebbleObservationContext;
	}

}
