package io.opsframework.model;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.opsframework.state.StateKey;
import org.jspecify.annotations.Nullable;

/**
 * What a charm keeps from hook to hook. A bean, of which the charm and its libraries get
 * their {@link StoredValue}s, each under a name that must stay the same for as long as
 * what is kept is wanted:
 *
 * <pre class="code">
 * private final StoredValue&lt;Integer&gt; restarts;
 *
 * WikiCharm(StoredValues stored) {
 *     this.restarts = stored.value("restarts", Integer.class);
 * }
 * </pre>
 *
 * They are kept in the charm's {@link io.opsframework.state.StateStore}, by default a
 * file in its directory, which on Kubernetes is lost with the pod.
 * <p>
 * A library names itself first, {@link #of(String)}, so that its names are its own.
 */
public final class StoredValues {

	/** Where the values stand in the charm's state. */
	public static final StateKey<Map<String, Object>> STATE_KEY = new StateKey<>("values", StoredValues::read,
			(values) -> values.isEmpty() ? null : values);

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[-_.][a-z0-9]+)*+", Pattern.CASE_INSENSITIVE);

	private final CurrentHook hook;

	private final String prefix;

	private final Map<String, Class<?>> types;

	/**
	 * Create the values of a charm.
	 * @param hook the current hook
	 */
	public StoredValues(CurrentHook hook) {
		this(hook, "", new ConcurrentHashMap<>());
	}

	private StoredValues(CurrentHook hook, String prefix, Map<String, Class<?>> types) {
		this.hook = hook;
		this.prefix = prefix;
		this.types = types;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> read(@Nullable Object state) {
		if (state == null) {
			return Map.of();
		}
		if (!(state instanceof Map<?, ?> values) || values.containsValue(null)) {
			throw new IllegalArgumentException("its values are no map of values");
		}
		return new TreeMap<>((Map<String, Object>) values);
	}

	/**
	 * The values of a library, which share no names with those of the charm and of other
	 * libraries.
	 * @param library the library's name: letters and digits, with dashes, dots and
	 * underscores between them
	 * @return its values
	 * @throws IllegalArgumentException if the library cannot be called so
	 */
	public StoredValues of(String library) {
		requireName("A library that stores values", library);
		return new StoredValues(this.hook, this.prefix + library + "/", this.types);
	}

	/**
	 * A value under a name. Whoever asks for the same name and type gets the same value.
	 * @param name its name: letters and digits, with dashes, dots and underscores between
	 * them
	 * @param type its type: a record, a text, a number, a boolean, an enum, or what is
	 * converted from a text; lists and maps as components of a record
	 * @param <T> its type
	 * @return the value, which can be asked for before there is a hook
	 * @throws IllegalArgumentException if the value cannot be called so, or not be of the
	 * type
	 * @throws IllegalStateException if the name stands for a value of another type
	 */
	public <T> StoredValue<T> value(String name, Class<T> type) {
		requireName("A stored value", name);
		String fullName = this.prefix + name;
		if (type.isPrimitive() || type.isArray() || type == Object.class || Collection.class.isAssignableFrom(type)
				|| Map.class.isAssignableFrom(type)) {
			throw new IllegalArgumentException(
					"Stored value '%s' cannot be a %s, of which nothing more is known: take a record with such a component"
						.formatted(fullName, type.getSimpleName()));
		}
		Class<?> known = this.types.putIfAbsent(fullName, type);
		if (known != null && known != type) {
			throw new IllegalStateException(
					"Stored value '%s' is a %s already and cannot be a %s too: give one of them another name, or have a library name itself, StoredValues.of(\"...\")"
						.formatted(fullName, known.getName(), type.getName()));
		}
		return new StoredValue<>(this.hook, new StoredForm<>(fullName, type, () -> this.hook.get().mapper()));
	}

	private static void requireName(String what, String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"%s cannot be called '%s': take letters and digits, with dashes, dots or underscores between them"
						.formatted(what, name));
		}
	}

}
