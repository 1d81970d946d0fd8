package io.opsframework.model;

import java.util.Objects;
import java.util.function.Supplier;

import io.opsframework.json.Json;
import io.opsframework.mapping.MappingException;
import io.opsframework.mapping.RecordMapper;
import org.jspecify.annotations.Nullable;

/**
 * How a stored value is kept: as JSON has it.
 *
 * @param name the name under which it is kept
 * @param type its type
 * @param mapper gives what reads and writes it
 * @param <T> its type
 */
record StoredForm<T>(String name, Class<T> type, Supplier<RecordMapper> mapper) {

	T read(Object plain) {
		try {
			return make(plain);
		}
		catch (MappingException ex) {
			throw new ModelException(
					"Stored value '%s' is no %s: %s. Did an earlier version of the charm set it? Then %s, or give the %s another name"
						.formatted(this.name, this.type.getSimpleName(), ex.getMessage(),
								this.type.isRecord() ? "make a component that is new Optional or @Nullable"
										: "read it with the type that it had",
								this.type.isRecord() ? "record" : "new one"),
					ex);
		}
	}

	Object write(@Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException(
					"Stored value '%s' cannot be set to null: remove() it".formatted(this.name));
		}
		try {
			Object plain = normalized(this.mapper.get().writeValue(value));
			if (value.equals(make(plain))) {
				return plain;
			}
		}
		catch (MappingException ex) {
			throw refused(ex.getMessage() + " when it is read back");
		}
		catch (IllegalArgumentException ex) {
			throw refused(ex.getMessage());
		}
		throw refused("it does not equal what is read back");
	}

	private T make(Object plain) {
		return Objects.requireNonNull(this.type.cast(this.mapper.get().readValue(plain, this.type)));
	}

	// As a store gives it back, long for int included.
	private static Object normalized(@Nullable Object plain) {
		return Objects.requireNonNull(Json.parse(Json.write(plain)));
	}

	private IllegalArgumentException refused(@Nullable String problem) {
		return new IllegalArgumentException(
				"Stored value '%s' cannot be set to this %s: %s. Make it a text, a number, a boolean, an enum, or a record of these, of records, lists and maps"
					.formatted(this.name, this.type.getSimpleName(), problem));
	}

}
