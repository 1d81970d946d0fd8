package io.opsframework.event;

import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one listener. Bound to the thread by the framework while the
 * listener runs, so that {@link Deferrable#defer(String)} finds it.
 */
public final class Delivery {

	private static final ThreadLocal<@Nullable Delivery> CURRENT = new ThreadLocal<>();

	private final CharmEvent event;

	private @Nullable String reason;

	private Delivery(CharmEvent event) {
		this.event = event;
	}

	/**
	 * The delivery of the listener that is running in this thread.
	 * @return the delivery
	 * @throws IllegalStateException if none is running
	 */
	static Delivery current() {
		Delivery current = CURRENT.get();
		if (current == null) {
			throw new IllegalStateException("An event can be deferred only by the listener it is delivered to, "
					+ "and only in the thread that listener runs in");
		}
		return current;
	}

	/**
	 * Deliver an event: run a listener with the delivery bound to this thread. For the
	 * framework only.
	 * @param event the event
	 * @param listener the call of the listener
	 * @return the delivery, with what the listener said
	 */
	public static Delivery deliver(CharmEvent event, Runnable listener) {
		Delivery outer = CURRENT.get();
		Delivery delivery = new Delivery(event);
		CURRENT.set(delivery);
		try {
			listener.run();
			return delivery;
		}
		finally {
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	/**
	 * Why the listener deferred the event.
	 * @return the reason, or {@code null} if it did not
	 */
	public @Nullable String deferralReason() {
		return this.reason;
	}

	void defer(Deferrable deferred, String why) {
		if (deferred != this.event) {
			throw new IllegalStateException("The listener runs with '%s' and cannot defer '%s'"
				.formatted(this.event.eventName(), deferred.eventName()));
		}
		if (why.isBlank()) {
			throw new IllegalArgumentException("Say why '%s' is deferred".formatted(deferred.eventName()));
		}
		this.reason = why;
	}

}
