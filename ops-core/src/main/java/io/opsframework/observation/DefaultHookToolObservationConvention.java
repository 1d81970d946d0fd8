package io.opsframework.observation;

import io.micrometer.common.KeyValues;
import io.opsframework.observation.CharmObservationDocumentation.Key;

/**
 * The name and keys that {@link CharmObservationDocumentation#HOOK_TOOL} has where the
 * charm says nothing else.
 */
public class DefaultHookToolObservationConvention implements HookToolObservationConvention {

	private static final String DEFAULT_NAME = "ops.hook-tool";

	private final String name;

	/**
	 * Create a convention with the name {@code ops.hook-tool}.
	 */
	public DefaultHookToolObservationConvention() {
		this(DEFAULT_NAME);
	}

	/**
	 * Create a convention with another name.
	 * @param name the name
	 */
	public DefaultHookToolObservationConvention(String name) {
		this.name = name;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(HookToolObservationContext context) {
		return KeyValues.of(Key.TOOL.withValue(context.getTool()),
				Key.EXIT_CODE.withValue(String.valueOf(context.getExitCode())),
				Key.FORKED.withValue(String.valueOf(context.isForked())));
	}

}
