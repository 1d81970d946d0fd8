package io.opsframework.deferral;

import java.util.LinkedHashMap;
import java.util.Map;

import io.opsframework.event.CharmEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that a listener deferred and that waits for the next hook.
 *
 * @param listener the listener's id
 * @param event the event's serialised form, see {@link EventSerializer}
 * @param reason why it was deferred, the last time
 * @param since when it was deferred first, in milliseconds since the epoch
 * @param attempts how many replays have thrown
 * @param lastError the class of the exception that the last replay threw; {@code null} if
 * it threw none
 * @param status whether it is replayed
 */
public record DeferredEvent(String listener, Map<String, Object> event, String reason, long since, int attempts,
		@Nullable String lastError, Status status) {

	private static final String PARKED = "parked";

	public DeferredEvent {
		event = Map.copyOf(event);
	}

	/**
	 * Create an entry that has not been replayed yet.
	 * @param listener the listener's id
	 * @param event the event's serialised form
	 * @param reason why it was deferred
	 * @param since when it was deferred, in milliseconds since the epoch
	 */
	public DeferredEvent(String listener, Map<String, Object> event, String reason, long since) {
		this(listener, event, reason, since, 0, null, Status.PENDING);
	}

	/**
	 * The name people know the event by.
	 * @return the hook's name, or the simple name of the class of a custom event
	 */
	public String name() {
		return EventSerializer.name(this.event);
	}

	/**
	 * Whether this is an event of a type.
	 * @param type the type, or for one of Juju's also a type above it; for a custom event
	 * its own
	 * @return {@code true} if it is
	 */
	public boolean isOf(Class<? extends CharmEvent> type) {
		return EventSerializer.isOf(this.event, type);
	}

	/**
	 * Whether the last replay has thrown.
	 * @return {@code true} if it has
	 */
	public boolean hasFailed() {
		return this.lastError != null;
	}

	/**
	 * Whether it is not replayed any more.
	 * @return {@code true} if it is parked
	 */
	public boolean isParked() {
		return this.status == Status.PARKED;
	}

	DeferredEvent of(String newListener) {
		return new DeferredEvent(newListener, this.event, this.reason, this.since, this.attempts, this.lastError,
				this.status);
	}

	DeferredEvent deferredAgain(String reason) {
		return new DeferredEvent(this.listener, this.event, reason, this.since, this.attempts, null, Status.PENDING);
	}

	DeferredEvent failed(String error, int maxAttempts) {
		int failures = this.attempts + 1;
		return new DeferredEvent(this.listener, this.event, this.reason, this.since, failures, error,
				(failures >= maxAttempts) ? Status.PARKED : Status.PENDING);
	}

	DeferredEvent retried() {
		return new DeferredEvent(this.listener, this.event, this.reason, this.since, this.attempts, this.lastError,
				Status.PENDING);
	}

	boolean isSameAs(DeferredEvent other) {
		return this.since == other.since && this.listener.equals(other.listener) && this.event.equals(other.event);
	}

	Map<String, Object> toState() {
		Map<String, Object> state = new LinkedHashMap<>();
		state.put("listener", this.listener);
		state.put("event", this.event);
		state.put("reason", this.reason);
		state.put("since", this.since);
		state.put("attempts", (long) this.attempts);
		if (this.lastError != null) {
			state.put("last-error", this.lastError);
		}
		if (isParked()) {
			state.put("status", PARKED);
		}
		return state;
	}

	// Entries of the first versions have no status.
	@SuppressWarnings("unchecked")
	static DeferredEvent fromState(Map<String, Object> state) {
		Map<String, Object> event = required(state, "event", Map.class);
		EventSerializer.requireReadable(event);
		return new DeferredEvent(required(state, "listener", String.class), event,
				required(state, "reason", String.class), required(state, "since", Long.class),
				Math.toIntExact(required(state, "attempts", Long.class)), (String) state.get("last-error"),
				PARKED.equals(state.get("status")) ? Status.PARKED : Status.PENDING);
	}

	private static <T> T required(Map<String, Object> state, String name, Class<T> type) {
		Object value = state.get(name);
		if (!type.isInstance(value)) {
			throw new IllegalArgumentException("its '%s' is %s".formatted(name,
					(value != null) ? "a " + value.getClass().getSimpleName() : "missing"));
		}
		return type.cast(value);
	}

	/**
	 * Whether an entry is replayed.
	 */
	public enum Status {

		/** It is replayed in the next hook. */
		PENDING,

		/**
		 * Its replays have thrown too often: it waits for somebody who retries or drops
		 * it, for another version of the charm, or for an equal event that succeeds.
		 */
		PARKED

	}

}
