package io.opsframework.invocation;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.model.CurrentHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to call listeners: with an event that has just been published, or with one
 * that they deferred.
 */
public final class ListenerInvoker {

	private static final Logger logger = LoggerFactory.getLogger(ListenerInvoker.class);

	private final CurrentHook hook;

	private final ListenerChain chain;

	private final EventSerializer serializer;

	ListenerInvoker(CurrentHook hook, ListenerChain chain, EventSerializer serializer) {
		this.hook = hook;
		this.chain = chain;
		this.serializer = serializer;
	}

	void deliver(CharmListener listener, CharmEvent event) {
		DeferralQueue queue = queue();
		if (isDeferredAlready(queue, listener, event)) {
			logger.info("{} is deferred for {} already", event.eventName(), listener.id());
			return;
		}
		ListenerCall call = new ListenerCall(listener, this.serializer.copy(event), null);
		this.chain.call(call);
		String reason = call.deferralReason();
		if (reason != null) {
			logDeferral(call, reason);
			queue.defer(listener.id(), this.serializer.serialize((Deferrable) event), reason);
		}
	}

	// Then it has just been replayed and was deferred again: it is not delivered twice.
	private boolean isDeferredAlready(DeferralQueue queue, CharmListener listener, CharmEvent event) {
		if (!(event instanceof Deferrable deferrable) || !queue.isWaiting(listener.id())) {
			return false;
		}
		try {
			return queue.contains(listener.id(), this.serializer.serialize(deferrable));
		}
		catch (IllegalArgumentException ex) {
			// What cannot be stored is not there; that matters only when it is deferred.
			return false;
		}
	}

	private static void logDeferral(ListenerCall call, String reason) {
		logger.info("{} defers {}: {}", call.listener().id(), call.event().eventName(), reason);
	}

	/**
	 * Deliver a deferred event again. Whatever the listener throws is logged and counted,
	 * its writes are dropped, and the hook goes on.
	 * @param listener the listener
	 * @param entry the entry of the queue
	 * @param event the event
	 */
	public void replay(CharmListener listener, DeferredEvent entry, CharmEvent event) {
		DeferralQueue queue = queue();
		ListenerCall call = new ListenerCall(listener, event, entry);
		this.chain.call(call);
		String reason = call.deferralReason();
		if (call.failure() != null) {
			queue.failed(entry, ListenerException.unwrap(call.failure()));
		}
		else if (reason != null) {
			logDeferral(call, reason);
			queue.deferAgain(entry, reason);
		}
		else {
			queue.remove(entry);
		}
	}

	private DeferralQueue queue() {
		return this.hook.get().state().value(DeferralQueue.STATE_KEY);
	}

}
