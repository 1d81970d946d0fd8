package io.opsframework.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.HookToolInput;
import io.opsframework.hooktool.RelationNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The databag of a unit or an application in a relation: strings by strings, read with
 * {@code relation-get} when first asked and written with {@code relation-set}, the
 * differences only. An empty value removes its key. Who may read and write is checked at
 * once. Its sets of keys, values and entries are read-only.
 * <p>
 * Records are read and written with plain texts as their values, or with JSON where they
 * are {@link JsonRelationData}.
 */
public final class Databag extends AbstractMap<String, String> {

	private final Hook hook;

	private final Relation relation;

	private final String owner;

	private final boolean application;

	private final boolean local;

	private final Map<String, String> changes = new LinkedHashMap<>();

	private final PendingWrites.Write pending = new PendingWrites.Write() {

		@Override
		public void send() {
			sendChanges();
		}

		@Override
		public void drop() {
			Databag.this.changes.clear();
		}

	};

	Databag(Hook hook, Relation relation, String owner, boolean application, boolean local) {
		this.hook = hook;
		this.relation = relation;
		this.owner = owner;
		this.application = application;
		this.local = local;
	}

	@Override
	public @Nullable String get(@Nullable Object key) {
		return content().get(key);
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return content().containsKey(key);
	}

	/**
	 * Write a value. In a listener it is sent when the outermost call returns.
	 * @param key the key
	 * @param value the value; empty to remove the key
	 * @return what the key had before, or {@code null}
	 * @throws RelationDataAccessException if this unit may not write this databag
	 * @throws RelationDataException if Juju could not read the key or value
	 */
	@Override
	public @Nullable String put(String key, String value) {
		return write(Collections.singletonMap(key, value)).get(key);
	}

	/**
	 * Write several values with one {@code relation-set}.
	 * @param values the values; an empty one removes its key
	 * @throws RelationDataTypeException if a key or value is not a string
	 * @throws RelationDataAccessException if this unit may not write this databag
	 * @throws RelationDataException if Juju could not read a key or value
	 */
	@Override
	public void putAll(Map<? extends String, ? extends String> values) {
		write(values);
	}

	@Override
	public @Nullable String remove(@Nullable Object key) {
		return (key instanceof String name) ? write(Map.of(name, "")).get(name) : null;
	}

	@Override
	public void clear() {
		checkWrite();
		Map<String, String> removals = new LinkedHashMap<>();
		content().keySet().forEach((key) -> removals.put(key, ""));
		write(removals);
	}

	/**
	 * Write a record, each component under its key. Keys of components that are empty are
	 * removed; keys that are none of the record's stay as they are.
	 * @param data the record
	 * @throws RelationDataAccessException if this unit may not write this databag
	 * @throws RelationDataException if the record has what cannot be written as JSON
	 */
	public void set(Record data) {
		checkWrite();
		write(changes(data));
	}

	private Map<String, String> changes(Record data) {
		try {
			return records(data.getClass()).write(data, content());
		}
		catch (IllegalArgumentException ex) {
			throw new RelationDataException(
					"The %s cannot take this %s: %s".formatted(this, data.getClass().getSimpleName(), ex.getMessage()),
					ex);
		}
	}

	/**
	 * Read a record. Keys that it has no component for may hold anything.
	 * @param <T> the record's type
	 * @param type the record's type
	 * @return the record, or empty while keys that it requires are missing
	 * @throws RelationDataAccessException if this unit may not read this databag
	 * @throws RelationDataException if a value is not what its component takes
	 */
	public <T extends Record> Optional<T> as(Class<T> type) {
		Map<String, String> content = content();
		RelationDataMapper<T> records = records(type);
		return records.missingKeys(content).isEmpty() ? Optional.of(records.read(content, this)) : Optional.empty();
	}

	/**
	 * The keys that are missing for a record.
	 * @param type the record's type
	 * @return the keys in the order of the record; empty where it can be read
	 * @throws RelationDataAccessException if this unit may not read this databag
	 */
	public List<String> missingKeys(Class<? extends Record> type) {
		return records(type).missingKeys(content());
	}

	private <T extends Record> RelationDataMapper<T> records(Class<T> type) {
		return new RelationDataMapper<>(this.hook.mapper(), type);
	}

	@Override
	public Set<Entry<String, String>> entrySet() {
		// A change through a view would not reach Juju.
		Map<String, String> content = Collections.unmodifiableMap(content());
		return new AbstractSet<>() {

			@Override
			public Iterator<Entry<String, String>> iterator() {
				return content.entrySet().iterator();
			}

			@Override
			public int size() {
				return content.size();
			}

		};
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || super.equals(other);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

	/**
	 * Whose databag this is, without its content: that may hold secrets, and reading it
	 * would call a hook tool.
	 */
	@Override
	public String toString() {
		return "databag of %s in relation %s".formatted(this.owner, this.relation.id());
	}

	private void sendChanges() {
		Map<String, String> toSend = new LinkedHashMap<>(this.changes);
		this.changes.clear();
		if (!toSend.isEmpty()) {
			this.hook.tools().relationSet(this.relation.id(), this.application, toSend);
		}
	}

	private Map<String, String> content() {
		checkRead();
		Map<String, String> stored = stored();
		if (this.changes.isEmpty()) {
			return stored;
		}
		Map<String, String> content = new TreeMap<>(stored);
		this.changes.forEach((key, value) -> {
			if (value.isEmpty()) {
				content.remove(key);
			}
			else {
				content.put(key, value);
			}
		});
		return content;
	}

	private Map<String, String> stored() {
		try {
			return this.hook.tools().relationGet(this.relation.id(), this.owner, this.application);
		}
		catch (RelationNotFoundException ex) {
			return Map.of();
		}
		catch (HookToolException ex) {
			if (this.relation.isActive()) {
				throw ex;
			}
			return Map.of();
		}
	}

	private Map<String, String> write(Map<?, ?> values) {
		checkTypes(values);
		checkWrite();
		Map<String, String> stored = stored();
		Map<String, String> before = content();
		values.forEach((key, value) -> change(stored, (String) key, (String) value));
		this.hook.writes().write(this.pending);
		return before;
	}

	private void change(Map<String, String> stored, String key, String value) {
		if (value.equals(stored.getOrDefault(key, ""))) {
			this.changes.remove(key);
		}
		else {
			this.changes.put(key, value);
		}
	}

	private void checkTypes(Map<?, ?> values) {
		values.forEach((key, value) -> {
			if (!(key instanceof String)) {
				throw new RelationDataTypeException(
						"The %s takes strings, but a key is a %s".formatted(this, className(key)));
			}
			if (!(value instanceof String)) {
				throw new RelationDataTypeException(
						"The %s takes strings, but the value of '%s' is a %s; write its text".formatted(this, key,
								className(value)));
			}
			checkForm((String) key, (String) value);
		});
	}

	private void checkForm(String key, String value) {
		String problem = HookToolInput.problem(key, value);
		if (problem != null) {
			throw new RelationDataException("The %s cannot take a key: %s".formatted(this, problem));
		}
	}

	private static String className(@Nullable Object value) {
		return (value != null) ? value.getClass().getName() : "null";
	}

	private void checkRead() {
		if (this.local && this.application && !this.relation.isPeer()) {
			checkLeader("read");
		}
	}

	private void checkWrite() {
		if (!this.local) {
			throw new RelationDataAccessException(
					"The %s can be written only by %s itself".formatted(this, this.owner));
		}
		if (this.application) {
			checkLeader("write");
		}
	}

	private void checkLeader(String what) {
		if (!this.hook.tools().isLeader()) {
			throw new RelationDataAccessException("Unit %s is not the leader; only the leader may %s the %s"
				.formatted(this.hook.context().unit(), what, this));
		}
	}

}
