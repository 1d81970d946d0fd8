package io.opsframework.simulation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An option of a hook tool.
 *
 * @param names its names without dashes, the first one being how handlers ask for it
 * @param flag whether it is a boolean, whose value may be left out
 * @param check what its value must be
 */
record Option(List<String> names, boolean flag, Check check) {

	String name() {
		return this.names.get(0);
	}

	/**
	 * What is wrong with an option's value.
	 */
	@FunctionalInterface
	interface Check {

		/**
		 * Lets every value pass.
		 */
		Check NONE = (value, hook) -> null;

		/**
		 * Check a value where it stands in the argument list, as Juju does.
		 * @param value the value
		 * @param hook the current hook
		 * @return what is wrong with it, or {@code null}
		 */
		@Nullable String problem(String value, HookContext hook);

	}

}
