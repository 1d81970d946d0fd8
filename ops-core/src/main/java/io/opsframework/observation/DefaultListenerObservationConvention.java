package io.opsframework.observation;

import io.micrometer.common.KeyValues;
import io.opsframework.observation.CharmObservationDocumentation.Key;

/**
 * The name and keys that {@link CharmObservationDocumentation#LISTENER} has where the
 * charm says nothing else.
 */
public class DefaultListenerObservationConvention implements ListenerObservationConvention {

	private static final String DEFAULT_NAME = "ops.listener";

	private final String name;

	/**
	 * Create a convention with the name {@code ops.listener}.
	 */
	public DefaultListenerObservationConvention() {
		this(DEFAULT_NAME);
	}

	/**
	 * Create a convention with another name.
	 * @param name the name
	 */
	public DefaultListenerObservationConvention(String name) {
		this.name = name;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ListenerObservationContext context) {
		return KeyValues.of(Key.LISTENER.withValue(context.getListener()), Key.EVENT.withValue(context.getEvent()),
				Key.REPLAY.withValue(String.valueOf(context.isReplay())));
	}

}
