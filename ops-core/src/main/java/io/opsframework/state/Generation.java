package io.opsframework.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The state as one hook left it.
 *
 * @param number counts the generations of which Juju was told; 0 for a state that it
 * never heard of
 * @param values plain values by name
 * @param previous the one before, while it is not known whether Juju has committed this
 * one
 */
record Generation(long number, Map<String, Object> values, @Nullable Generation previous) {

	private static final String NUMBER = "generation";

	private static final String PREVIOUS = "previous";

	// Far less than JSON has: the previous generation stands within the next one.
	private static final int MAXIMUM_DEPTH = 256;

	Generation {
		if (depth(values) > MAXIMUM_DEPTH) {
			throw new IllegalArgumentException("it is nested deeper than " + MAXIMUM_DEPTH + " levels");
		}
	}

	private static int depth(@Nullable Object value) {
		Collection<?> children = (value instanceof Map<?, ?> map) ? map.values()
				: (value instanceof Collection<?> list) ? list : null;
		if (children == null) {
			return 0;
		}
		return 1 + children.stream().mapToInt(Generation::depth).max().orElse(0);
	}

	/**
	 * Read what a store holds.
	 * @param stored plain values by name
	 * @return the newest generation
	 * @throws IllegalArgumentException if it was not written by {@link #toStored()}
	 */
	static Generation read(Map<String, Object> stored) {
		Map<String, Object> values = new LinkedHashMap<>(stored);
		long number = number(values.remove(NUMBER));
		Object previous = values.remove(PREVIOUS);
		return new Generation(number, values, (previous != null) ? readPrevious(previous, number) : null);
	}

	private static long number(@Nullable Object number) {
		if (number == null) {
			return 0;
		}
		if (!(number instanceof Long positive) || positive <= 0) {
			throw new IllegalArgumentException("its generation is no positive number");
		}
		return positive;
	}

	@SuppressWarnings("unchecked")
	private static Generation readPrevious(Object stored, long next) {
		Generation previous = (stored instanceof Map) ? read((Map<String, Object>) stored) : null;
		if (previous == null || previous.previous() != null || previous.number() >= next) {
			throw new IllegalArgumentException("its previous generation is none");
		}
		return previous;
	}

	Map<String, Object> toStored() {
		Map<String, Object> stored = new LinkedHashMap<>();
		if (this.number > 0) {
			stored.put(NUMBER, this.number);
		}
		stored.putAll(this.values);
		if (this.previous != null) {
			stored.put(PREVIOUS, this.previous.toStored());
		}
		return stored;
	}

	/**
	 * The same generation with other values.
	 * @param newValues the values
	 * @return a generation of this number
	 */
	Generation with(Map<String, Object> newValues) {
		return new Generation(this.number, newValues, this.previous);
	}

}
