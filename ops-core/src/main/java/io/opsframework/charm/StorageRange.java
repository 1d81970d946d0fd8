package io.opsframework.charm;

import org.jspecify.annotations.Nullable;

/**
 * How many instances of a storage a unit can have.
 *
 * @param minimum the smallest number
 * @param maximum the largest number; {@code null} for any
 */
public record StorageRange(int minimum, @Nullable Integer maximum) {

	static final StorageRange SINGLE = new StorageRange(1, 1);

	// 'n', 'n-m', 'n+', and 'n-', which means the same as 'n+'.
	static StorageRange read(YamlValue value) {
		String what = "a number or range such as '2', '0-3' or '1+'";
		String text = value.textOrNumber(what);
		if (text != null && text.matches("\\d{1,9}([-+]|-\\d{1,9})?")) {
			String[] bounds = text.split("[-+]", 2);
			int minimum = Integer.parseInt(bounds[0]);
			@Nullable Integer maximum = (bounds.length == 1) ? Integer.valueOf(minimum) : maximum(bounds[1]);
			if (maximum != null && maximum == 0) {
				throw value.mustBe("a number or range that allows one or more");
			}
			return new StorageRange(minimum, maximum);
		}
		throw value.mustBe(what);
	}

	private static @Nullable Integer maximum(String bound) {
		return bound.isEmpty() ? null : Integer.valueOf(bound);
	}

}
