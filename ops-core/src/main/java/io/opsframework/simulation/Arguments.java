package io.opsframework.simulation;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The argument list of a hook tool, taken apart.
 *
 * @param options the values by the first name of their option, the last one where an
 * option was repeated
 * @param positional what is not an option
 */
record Arguments(Map<String, String> options, List<String> positional) {

	boolean flag(String option) {
		return GoBoolean.isTrue(this.options.get(option));
	}

	@Nullable String option(String option) {
		return this.options.get(option);
	}

	/**
	 * An argument.
	 * @param index which one, from 0
	 * @return the argument, {@code null} if there are fewer
	 */
	@Nullable String get(int index) {
		return (index < this.positional.size()) ? this.positional.get(index) : null;
	}

	boolean isEmpty() {
		return this.positional.isEmpty();
	}

	void requireAtMost(int count) {
		if (this.positional.size() > count) {
			throw ToolException
				.usage("unrecognized args: " + GoText.quote(this.positional.subList(count, this.positional.size())));
		}
	}

}
