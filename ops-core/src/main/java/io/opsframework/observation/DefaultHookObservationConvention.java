package io.opsframework.observation;

import io.micrometer.common.KeyValues;
import io.opsframework.observation.CharmObservationDocumentation.Key;

/**
 * The name and keys that {@link CharmObservationDocumentation#HOOK} has where the charm
 * says nothing else.
 */
public class DefaultHookObservationConvention implements HookObservationConvention {

	private static final String DEFAULT_NAME = "ops.hook";

	private static final String UNKNOWN = "unknown";

	private final String name;

	/**
	 * Create a convention with the name {@code ops.hook}.
	 */
	public DefaultHookObservationConvention() {
		this(DEFAULT_NAME);
	}

	/**
	 * Create a convention with another name.
	 * @param name the name
	 */
	public DefaultHookObservationConvention(String name) {
		this.name = name;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(HookObservationContext context) {
		String event = context.getEvent();
		return KeyValues.of(Key.EVENT.withValue((event != null) ? event : UNKNOWN));
	}

}
