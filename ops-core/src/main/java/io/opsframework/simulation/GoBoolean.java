package io.opsframework.simulation;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The spellings of booleans that Go's flags accept.
 */
final class GoBoolean {

	private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

	private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

	private GoBoolean() {
	}

	static @Nullable String problem(String value, HookContext hook) {
		return (TRUE.contains(value) || FALSE.contains(value)) ? null
				: "strconv.ParseBool: parsing %s: invalid syntax".formatted(GoText.quote(value));
	}

	static boolean isTrue(@Nullable String value) {
		return value != null && TRUE.contains(value);
	}

}
