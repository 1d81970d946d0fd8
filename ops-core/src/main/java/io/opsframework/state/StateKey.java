package io.opsframework.state;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a charm's state holds: its name there, and how it is read and written.
 *
 * @param name the name in the state
 * @param reader makes the value of what stands there, {@code null} where nothing does;
 * throws an {@code IllegalArgumentException} for what the writer cannot have made, by
 * which the whole state counts as unreadable
 * @param writer makes plain values as JSON has them, {@code null} for nothing
 * @param <T> the type of the value
 */
public record StateKey<T>(String name, Function<@Nullable Object, T> reader, Function<T, @Nullable Object> writer) {

	/**
	 * Read the value from a state.
	 * @param state plain values by name
	 * @return the value
	 */
	public T readFrom(Map<String, Object> state) {
		return this.reader.apply(state.get(this.name));
	}

	/**
	 * Put a value into a state, or take it out.
	 * @param value the value
	 * @param state plain values by name, to be changed
	 */
	public void writeTo(T value, Map<String, Object> state) {
		Object plain = this.writer.apply(value);
		if (plain != null) {
			state.put(this.name, plain);
		}
		else {
			state.remove(this.name);
		}
	}

}
