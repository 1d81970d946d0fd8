package io.opsframework.invocation;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.listener.ListenerInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a listener on its way through the {@link ListenerChain}.
 */
final class ListenerCall implements ListenerInvocation {

	private static final Logger logger = LoggerFactory.getLogger(ListenerCall.class);

	private final CharmListener listener;

	private final CharmEvent event;

	private final @Nullable DeferredEvent replayed;

	private @Nullable Object bean;

	private @Nullable Object[] arguments = {};

	private @Nullable String deferralReason;

	private @Nullable Throwable failure;

	private boolean skipped;

	ListenerCall(CharmListener listener, CharmEvent event, @Nullable DeferredEvent replayed) {
		this.listener = listener;
		this.event = event;
		this.replayed = replayed;
	}

	@Override
	public CharmListener listener() {
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

	/**
	 * Leave the listener uncalled. An action fails with the reason, since somebody waits
	 * for it; another event is deferred where nothing else brings it again, and stays
	 * deferred if it was.
	 * @param reason why
	 * @param defers whether nothing else brings the event again
	 */
	void skip(String reason, boolean defers) {
		this.skipped = true;
		if (this.event instanceof ActionEvent action) {
			action.fail(reason);
		}
		else if ((defers || this.replayed != null) && this.event instanceof Deferrable) {
			defer(reason);
		}
		else {
			logger.debug("{} is not called: {}", this.listener, reason);
		}
	}

	boolean isSkipped() {
		return this.skipped;
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
