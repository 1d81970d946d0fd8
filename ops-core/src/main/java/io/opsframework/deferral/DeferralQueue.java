package io.opsframework.deferral;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.model.Hook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deferred events of the unit, in the order in which they were deferred first. There
 * is one entry for a listener and an event: deferring again keeps its place (S-01 …
 * S-07).
 */
public final class DeferralQueue {

	private static final Logger logger = LoggerFactory.getLogger(DeferralQueue.class);

	private static final String STATE_KEY = "deferred";

	private final EventSerializer serializer;

	private final List<DeferredEvent> entries = new ArrayList<>();

	/**
	 * Create an empty queue.
	 * @param serializer makes the serialised form of events
	 */
	public DeferralQueue(EventSerializer serializer) {
		this.serializer = serializer;
	}

	/**
	 * The queue of a running hook.
	 * @param hook the hook
	 * @return its queue
	 */
	public static DeferralQueue of(Hook hook) {
		return (DeferralQueue) hook.attributes().get(DeferralQueue.class);
	}

	/**
	 * Make this the queue of a hook.
	 * @param hook the hook
	 */
	public void bindTo(Hook hook) {
		hook.attributes().put(DeferralQueue.class, this);
	}

	/**
	 * Take the entries from the charm's state.
	 * @param state the state
	 */
	public void load(Map<String, Object> state) {
		this.entries.addAll(read(state));
	}

	/**
	 * The entries in the charm's state.
	 * @param state the state
	 * @return the entries, in order
	 */
	@SuppressWarnings("unchecked")
	public static List<DeferredEvent> read(Map<String, Object> state) {
		List<DeferredEvent> entries = new ArrayList<>();
		if (state.get(STATE_KEY) instanceof List<?> stored) {
			for (Object entry : stored) {
				try {
					entries.add(DeferredEvent.fromState((Map<String, Object>) entry));
				}
				catch (ClassCastException | NullPointerException ex) {
					logger.error("A deferred event in the charm's state cannot be read, and is dropped");
				}
			}
		}
		return entries;
	}

	/**
	 * Put the entries into the charm's state, in place of those it has.
	 * @param state the state to complete
	 */
	public void save(Map<String, Object> state) {
		write(this.entries, state);
	}

	/**
	 * Put entries into the charm's state, in place of those that are there.
	 * @param entries the entries, in order
	 * @param state the state to complete
	 */
	public static void write(List<DeferredEvent> entries, Map<String, Object> state) {
		if (entries.isEmpty()) {
			state.remove(STATE_KEY);
		}
		else {
			state.put(STATE_KEY, entries.stream().map(DeferredEvent::toState).toList());
		}
	}

	/**
	 * The entries.
	 * @return a copy, in order
	 */
	public List<DeferredEvent> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * Whether an event waits for a listener already, so that it need not be delivered.
	 * @param listener the listener's id
	 * @param event the event
	 * @return {@code true} if there is an entry for both
	 */
	public boolean contains(String listener, CharmEvent event) {
		if (!(event instanceof Deferrable deferrable) || !isWaiting(listener)) {
			return false;
		}
		try {
			return find(listener, this.serializer.serialize(deferrable)) >= 0;
		}
		catch (IllegalArgumentException ex) {
			// What cannot be stored is not there; that matters only when it is deferred.
			return false;
		}
	}

	private boolean isWaiting(String listener) {
		return this.entries.stream().anyMatch((entry) -> entry.listener().equals(listener));
	}

	/**
	 * Add an event for a listener; one that is there already keeps its place.
	 * @param listener the listener's id
	 * @param event the event
	 * @param reason why it is deferred
	 * @throws IllegalArgumentException if the event cannot be stored
	 */
	public void defer(String listener, Deferrable event, String reason) {
		Map<String, Object> serialized = this.serializer.serialize(event);
		int index = find(listener, serialized);
		if (index >= 0) {
			this.entries.set(index, this.entries.get(index).deferredAgain(reason));
		}
		else {
			this.entries.add(new DeferredEvent(listener, serialized, reason, System.currentTimeMillis(), 0, null));
		}
	}

	/**
	 * Give an entry the id that its listener has now.
	 * @param entry the entry, which may have an earlier one
	 * @param listener the listener's id
	 * @return the entry as it stands in the queue now, in its place
	 */
	public DeferredEvent rename(DeferredEvent entry, String listener) {
		if (entry.listener().equals(listener)) {
			return entry;
		}
		DeferredEvent renamed = entry.of(listener);
		this.entries.replaceAll((other) -> isSame(other, entry.listener(), entry.event()) ? renamed : other);
		return renamed;
	}

	/**
	 * Keep an entry that its listener has deferred once more, in its place.
	 * @param entry the entry
	 * @param reason why it is deferred
	 */
	public void deferAgain(DeferredEvent entry, String reason) {
		this.entries.replaceAll(
				(other) -> isSame(other, entry.listener(), entry.event()) ? other.deferredAgain(reason) : other);
	}

	/**
	 * Remove an entry that was delivered or is obsolete.
	 * @param entry the entry
	 */
	public void remove(DeferredEvent entry) {
		this.entries.removeIf((other) -> isSame(other, entry.listener(), entry.event()));
	}

	/**
	 * Count a failed replay.
	 * @param entry the entry
	 * @param failure what was thrown
	 */
	public void failed(DeferredEvent entry, Throwable failure) {
		this.entries.replaceAll((other) -> isSame(other, entry.listener(), entry.event())
				? other.failed(failure.getClass().getName()) : other);
	}

	private int find(String listener, Map<String, Object> event) {
		for (int i = 0; i < this.entries.size(); i++) {
			if (isSame(this.entries.get(i), listener, event)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isSame(DeferredEvent entry, String listener, Map<String, Object> event) {
		return entry.listener().equals(listener) && entry.event().equals(event);
	}

}
