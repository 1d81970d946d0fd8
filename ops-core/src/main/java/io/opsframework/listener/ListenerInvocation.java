package io.opsframework.listener;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.EventNames;
import io.opsframework.model.Hook;
import org.jspecify.annotations.Nullable;

/**
 * One call of a listener with one event.
 */
public final class ListenerInvocation {

	private final ListenerMethod listener;

	private final CharmEvent event;

	private final Hook hook;

	private final @Nullable DeferredEvent replayed;

	private @Nullable Object bean;

	private @Nullable Object[] arguments = {};

	private @Nullable String deferralReason;

	private @Nullable Throwable failure;

	ListenerInvocation(ListenerMethod listener, CharmEvent event, Hook hook, @Nullable DeferredEvent replayed) {
		this.listener = listener;
		this.event = event;
		this.hook = hook;
		this.replayed = replayed;
	}

	/**
	 * The listener.
	 * @return the listener's method
	 */
	public ListenerMethod listener() {
		return this.listener;
	}

	/**
	 * The event.
	 * @return the event
	 */
	public CharmEvent event() {
		return this.event;
	}

	/**
	 * The running hook.
	 * @return the hook
	 */
	public Hook hook() {
		return this.hook;
	}

	/**
	 * The entry of the queue that is replayed.
	 * @return the entry, or {@code null} if the event is new
	 */
	public @Nullable DeferredEvent replayed() {
		return this.replayed;
	}

	Object bean() {
		if (this.bean == null) {
			throw new IllegalStateException("The listener's bean is not known yet");
		}
		return this.bean;
	}

	@Nullable Object[] arguments() {
		return this.arguments;
	}

	void prepare(Object bean, @Nullable Object[] arguments) {
		this.bean = bean;
		this.arguments = arguments;
	}

	void defer(String reason) {
		this.deferralReason = reason;
	}

	@Nullable String deferralReason() {
		return this.deferralReason;
	}

	void fail(Throwable failure) {
		this.failure = failure;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	@Override
	public String toString() {
		return "%s of %s".formatted(this.listener.id(), EventNames.of(this.event));
	}

}
