package io.opsframework.invocation;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.ListenerMethod;
import org.jspecify.annotations.Nullable;

/**
 * One call of a listener on its way through the {@link ListenerChain}.
 */
final class ListenerCall implements ListenerInvocation {

	private final ListenerMethod listener;

	private final CharmEvent event;

	private final @Nullable DeferredEvent replayed;

	private @Nullable Object bean;

	private @Nullable Object[] arguments = {};

	private @Nullable String deferralReason;

	private @Nullable Throwable failure;

	ListenerCall(ListenerMethod listener, CharmEvent event, @Nullable DeferredEvent replayed) {
		this.listener = listener;
		this.event = event;
		this.replayed = replayed;
	}

	@Override
	public ListenerMethod listener() {
		return this.listener;
	}

	@Override
	public CharmEvent event() {
		return this.event;
	}

	@Override
	public boolean isReplay() {
		return this.replayed != null;
	}

	@Nullable DeferredEvent replayed() {
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
		return "%s of %s".formatted(this.listener.id(), this.event.eventName());
	}

}
