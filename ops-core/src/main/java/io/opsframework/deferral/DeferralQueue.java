package io.opsframework.deferral;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.opsframework.state.StateKey;
import org.jspecify.annotations.Nullable;

/**
 * The deferred events of the unit, in the order in which they were deferred first. There
 * is one entry for a listener and an event: deferring again keeps its place.
 */
public final class DeferralQueue {

	/** Where the queue stands in the charm's state. */
	public static final StateKey<DeferralQueue> STATE_KEY = new StateKey<>("deferred", DeferralQueue::read,
			DeferralQueue::toState);

	private final Map<Key, DeferredEvent> entries = new LinkedHashMap<>();

	private final Map<String, Integer> countsByListener = new HashMap<>();

	/**
	 * Create a queue.
	 * @param entries the entries in their order
	 */
	public DeferralQueue(List<DeferredEvent> entries) {
		entries.forEach(this::add);
	}

	private static DeferralQueue read(@Nullable Object state) {
		if (state != null && !(state instanceof List<?>)) {
			throw new IllegalArgumentException("its deferred events are no list");
		}
		List<?> entries = (state != null) ? (List<?>) state : List.of();
		return new DeferralQueue(entries.stream().map(DeferralQueue::readEntry).toList());
	}

	@SuppressWarnings("unchecked")
	private static DeferredEvent readEntry(@Nullable Object entry) {
		try {
			return DeferredEvent.fromState((Map<String, Object>) Objects.requireNonNull(entry));
		}
		catch (ClassCastException | NullPointerException | ArithmeticException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("one of its deferred events is none", ex);
		}
	}

	private @Nullable Object toState() {
		return this.entries.isEmpty() ? null : this.entries.values().stream().map(DeferredEvent::toState).toList();
	}

	/**
	 * The entries.
	 * @return the entries in their order
	 */
	public List<DeferredEvent> entries() {
		return List.copyOf(this.entries.values());
	}

	/**
	 * Whether any event waits for a listener.
	 * @param listener the listener's id
	 * @return {@code true} if there is an entry for it
	 */
	public boolean isWaiting(String listener) {
		return this.countsByListener.containsKey(listener);
	}

	/**
	 * The entries that are not replayed any more.
	 * @return the entries in their order
	 */
	public List<DeferredEvent> parked() {
		return this.entries.values().stream().filter(DeferredEvent::isParked).toList();
	}

	/**
	 * The entry of an event that waits for a listener.
	 * @param listener the listener's id
	 * @param event the event's stored form
	 * @return the entry, or {@code null} if there is none
	 */
	public @Nullable DeferredEvent find(String listener, Map<String, Object> event) {
		return this.entries.get(new Key(listener, event));
	}

	/**
	 * Add an event for a listener; one that is there already keeps its place.
	 * @param listener the listener's id
	 * @param event the event's stored form
	 * @param reason why it is deferred
	 * @param limits how many entries there may be
	 * @throws IllegalStateException if there is no room for another one
	 */
	public void defer(String listener, Map<String, Object> event, String reason, DeferralLimits limits) {
		DeferredEvent known = this.entries.get(new Key(listener, event));
		if (known != null) {
			deferAgain(known, reason);
		}
		else {
			DeferredEvent added = new DeferredEvent(listener, event, reason, System.currentTimeMillis());
			requireRoom(added, limits.maxEntries());
			add(added);
		}
	}

	private void requireRoom(DeferredEvent added, int maxEntries) {
		if (this.entries.size() >= maxEntries) {
			throw new IllegalStateException(
					"'%s' cannot be deferred for %s: %d deferred events wait already, the first of them '%s' for %s. Find out why they are not handled, or raise ops.deferral.max-entries"
						.formatted(added.name(), added.listener(), this.entries.size(), entries().get(0).name(),
								entries().get(0).listener()));
		}
	}

	/**
	 * Keep an entry that its listener has deferred once more, in its place.
	 * @param entry the entry
	 * @param reason why it is deferred
	 */
	public void deferAgain(DeferredEvent entry, String reason) {
		this.entries.computeIfPresent(Key.of(entry), (key, known) -> known.deferredAgain(reason));
	}

	/**
	 * Count a failed replay, and park the entry if there were too many.
	 * @param entry the entry
	 * @param failure what was thrown
	 * @param limits how many attempts an entry has
	 */
	public void failed(DeferredEvent entry, Throwable failure, DeferralLimits limits) {
		this.entries.computeIfPresent(Key.of(entry),
				(key, known) -> known.failed(failure.getClass().getName(), limits.maxAttempts()));
	}

	/**
	 * Let a parked entry be replayed once more. If that throws too, it is parked again.
	 * @param entry the entry
	 */
	public void retry(DeferredEvent entry) {
		this.entries.computeIfPresent(Key.of(entry), (key, known) -> known.retried());
	}

	/**
	 * The entries whose replays have thrown, for {@link #recall(DeferralQueue)}.
	 * @return a queue of these only
	 */
	public DeferralQueue failures() {
		return new DeferralQueue(this.entries.values().stream().filter((entry) -> entry.attempts() > 0).toList());
	}

	/**
	 * Count the attempts of hooks that failed, of which nothing else was kept.
	 * @param failures the entries as those hooks left them
	 */
	public void recall(DeferralQueue failures) {
		failures.entries.forEach((key, failed) -> this.entries.computeIfPresent(key,
				(same, known) -> (failed.isSameAs(known) && failed.attempts() > known.attempts()) ? failed : known));
	}

	/**
	 * Remove an entry that was delivered or is obsolete.
	 * @param entry the entry
	 */
	public void remove(DeferredEvent entry) {
		if (this.entries.remove(Key.of(entry)) != null) {
			this.countsByListener.computeIfPresent(entry.listener(), (key, count) -> (count > 1) ? count - 1 : null);
		}
	}

	/**
	 * Give the entries the ids that their listeners have now.
	 * @param ids makes the id of today from the one of an entry
	 */
	public void renameListeners(UnaryOperator<String> ids) {
		List<DeferredEvent> renamed = entries().stream().map((entry) -> entry.of(ids.apply(entry.listener()))).toList();
		this.entries.clear();
		this.countsByListener.clear();
		renamed.forEach(this::add);
	}

	private void add(DeferredEvent entry) {
		if (this.entries.putIfAbsent(Key.of(entry), entry) == null) {
			this.countsByListener.merge(entry.listener(), 1, Integer::sum);
		}
	}

	/**
	 * What there is one entry for.
	 */
	private record Key(String listener, Map<String, Object> event) {

		static Key of(DeferredEvent entry) {
			return new Key(entry.listener(), entry.event());
		}

	}

}
