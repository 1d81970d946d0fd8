package io.opsframework.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.HookKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a charm remembers, for the time of one hook: read once, changed in memory, and
 * saved when the hook is about to succeed. Juju may still drop the hook then, and run it
 * again: that one finds what was there before.
 */
public final class CharmState {

	private static final Logger logger = LoggerFactory.getLogger(CharmState.class);

	private static final Generation NONE = new Generation(0, Map.of(), null);

	private final StateStore store;

	private final JujuGeneration committed;

	private final Map<StateKey<?>, Object> values = new LinkedHashMap<>();

	private Generation newest = NONE;

	// What this hook starts from: the newest one as it is stored, or what Juju says that
	// counts, with Juju's number.
	private Generation base = NONE;

	/**
	 * Create the state of a hook.
	 * @param store where it is kept
	 * @param tools the hook's tools, by which Juju is asked and told which state it has
	 * committed, where the store does not know
	 * @param kind the hook's kind; a restricted one neither asks nor tells
	 */
	public CharmState(StateStore store, HookTools tools, HookKind kind) {
		this.store = store;
		this.committed = new JujuGeneration(tools, !kind.isRestricted());
	}

	/**
	 * Read what the last hook that Juju committed has saved: all of it, or nothing if any
	 * of it cannot be read.
	 * @param keys all that the charm remembers
	 * @throws StateException if there is something that this version must not replace
	 */
	public void load(Collection<? extends StateKey<?>> keys) {
		Map<String, Object> stored = this.store.load();
		try {
			start(Generation.read(stored), keys);
		}
		catch (IllegalArgumentException ex) {
			this.store.setAside(String.valueOf(ex.getMessage()));
			start(NONE, keys);
		}
	}

	private void start(Generation generation, Collection<? extends StateKey<?>> keys) {
		this.newest = generation;
		this.base = findCommitted(generation);
		keys.forEach((key) -> this.values.put(key, key.readFrom(this.base.values())));
	}

	// Juju is asked only where there are two, which is until one hook has asked.
	private Generation findCommitted(Generation generation) {
		Generation previous = generation.previous();
		OptionalLong number = (previous != null) ? this.committed.find() : OptionalLong.empty();
		if (previous == null || number.isEmpty()) {
			return generation;
		}
		boolean dropped = number.getAsLong() == previous.number();
		if (!dropped && number.getAsLong() != generation.number()) {
			logger.warn(
					"Juju has committed generation {} of the charm's state, but {} and {} are there: "
							+ "the newest is taken. Was one of the two restored from a backup?",
					number.getAsLong(), previous.number(), generation.number());
		}
		return new Generation(number.getAsLong(), (dropped ? previous : generation).values(), null);
	}

	/**
	 * A value.
	 * @param key which one
	 * @param <T> its type
	 * @return the value; changes of it are kept
	 * @throws IllegalStateException if it was not loaded
	 */
	@SuppressWarnings("unchecked")
	public <T> T value(StateKey<T> key) {
		Object value = this.values.get(key);
		if (value == null) {
			throw new IllegalStateException(
					"'%s' is not among what was loaded of the charm's state".formatted(key.name()));
		}
		return (T) value;
	}

	/**
	 * Replace a value.
	 * @param key which one
	 * @param value the new value
	 * @param <T> its type
	 */
	public <T> void set(StateKey<T> key, T value) {
		this.values.put(key, value);
	}

	/**
	 * Save the state, where it has changed.
	 */
	public void save() {
		Map<String, Object> after = new LinkedHashMap<>(this.base.values());
		this.values.keySet().forEach((key) -> write(key, after));
		if (!after.equals(this.base.values())) {
			save(after);
		}
		else if (this.base != this.newest) {
			// Juju need not be asked again.
			this.store.save(this.base.toStored());
		}
	}

	/**
	 * Keep a value at once, so that it outlives a hook that fails, until the state is
	 * saved.
	 * @param key which one
	 * @param value the value
	 * @param <T> its type
	 */
	public <T> void journal(StateKey<T> key, T value) {
		Map<String, Object> journal = new LinkedHashMap<>(this.store.loadJournal());
		key.writeTo(value, journal);
		this.store.saveJournal(journal);
	}

	/**
	 * What was kept so by hooks that failed since.
	 * @param key which one
	 * @param <T> its type
	 * @return the value, as it is where nothing was kept if none was
	 */
	public <T> T journalled(StateKey<T> key) {
		return key.readFrom(this.store.loadJournal());
	}

	private <T> void write(StateKey<T> key, Map<String, Object> state) {
		key.writeTo(value(key), state);
	}

	private void save(Map<String, Object> after) {
		if (this.store.isCommittedWithHook()) {
			this.store.save(after);
			return;
		}
		Generation before = (this.newest.number() > 0) ? this.base : numbered(this.base);
		Generation next = new Generation(Math.max(this.newest.number(), before.number()) + 1, after, before);
		this.store.save((this.committed.set(next.number()) ? next : this.newest.with(after)).toStored());
	}

	// Juju may have a number from before: of a pod that is gone, or of a file that was
	// set aside.
	private Generation numbered(Generation generation) {
		return new Generation(this.committed.find().orElse(0), generation.values(), null);
	}

}
