package io.opsframework.observation;

import io.micrometer.common.KeyValues;
import io.opsframework.observation.CharmObservationDocumentation.Key;

/**
 * The name and keys that {@link CharmObservationDocumentation#PEBBLE} has where the charm
 * says nothing else.
 */
public class DefaultPebbleObservationConvention implements PebbleObservationConvention {

	private static final String DEFAULT_NAME = "ops.pebble";

	private final String name;

	/**
	 * Create a convention with the name {@code ops.pebble}.
	 */
	public DefaultPebbleObservationConvention() {
		this(DEFAULT_NAME);
	}

	/**
	 * Create a convention with another name.
	 * @param name the name
	 */
	public DefaultPebbleObservationConvention(String name) {
		this.name = name;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(PebbleObservationContext context) {
		return KeyValues.of(Key.CONTAINER.withValue(context.getContainer()), Key.METHOD.withValue(context.getMethod()),
				Key.ENDPOINT.withValue(context.getEndpoint()),
				Key.STATUS.withValue(String.valueOf(context.getStatus())));
	}

}
