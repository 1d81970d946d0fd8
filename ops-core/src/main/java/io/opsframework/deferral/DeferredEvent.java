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
 * @param lastError the class of the last exception; {@code null} if none was thrown
 */
public record DeferredEvent(String listener, Map<String, Object> event, String reason, long since, int attempts,
		@Nullable String lastError) {

	public DeferredEvent {
		event = Map.copyOf(event);
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

	DeferredEvent of(String newListener) {
		return new DeferredEvent(newListener, this.event, this.reason, this.since, this.attempts, this.lastError);
	}

	DeferredEvent deferredAgain(String reason) {
		return new DeferredEvent(this.listener, this.event, reason, this.since, this.attempts, this.lastError);
	}

	DeferredEvent failed(String error) {
		return new DeferredEvent(this.listener, this.event, this.reason, this.since, this.attempts + 1, error);
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
		return state;
	}

	@SuppressWarnings("unchecked")
	static DeferredEvent fromState(Map<String, Object> state) {
		return new DeferredEvent((String) state.get("listener"), (Map<String, Object>) state.get("event"),
				(String) state.get("reason"), (Long) state.get("since"), ((Long) state.get("attempts")).intValue(),
				(String) state.get("last-error"));
	}

}
