package io.opsframework.invocation;

import java.util.function.Supplier;

import io.opsframework.deferral.DeferralLimits;
import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.model.CurrentHook;
import org.jspecify.annotations.Nullable;
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

	private final Supplier<DeferralLimits> limits;

	ListenerInvoker(CurrentHook hook, ListenerChain chain, EventSerializer serializer,
			Supplier<DeferralLimits> limits) {
		this.hook = hook;
		this.chain = chain;
		this.serializer = serializer;
		this.limits = limits;
	}

	void deliver(CharmListener listener, CharmEvent event) {
		DeferralQueue queue = queue();
		DeferredEvent waiting = waiting(queue, listener, event);
		if (waiting != null && !waiting.hasFailed()) {
			logger.info("{} is deferred for {} already", event.eventName(), listener.id());
			return;
		}
		ListenerCall call = new ListenerCall(listener, this.serializer.copy(event), null);
		this.chain.call(call);
		String reason = call.deferralReason();
		if (reason != null) {
			logDeferral(call, reason);
			queue.defer(listener.id(), this.serializer.serialize((Deferrable) event), reason, this.limits.get());
		}
		else if (waiting != null && !call.isSkipped()) {
			logger.info("{} has handled {}: the deferred one, which had failed, is dropped", listener.id(),
					event.eventName());
			queue.remove(waiting);
		}
	}

	// One that was just replayed and deferred again is not delivered twice; one that has
	// just thrown is, so that the failure is seen or the event handled.
	private @Nullable DeferredEvent waiting(DeferralQueue queue, CharmListener listener, CharmEvent event) {
		if (!(event instanceof Deferrable deferrable) || !queue.isWaiting(listener.id())) {
			return null;
		}
		try {
			return queue.find(listener.id(), this.serializer.serialize(deferrable));
		}
		catch (IllegalArgumentException ex) {
			// What cannot be stored is not there; that matters only when it is deferred.
			return null;
		}
	}

	private static void logDeferral(ListenerCall call, String reason) {
		logger.info("{} defers {}: {}", call.listener().id(), call.event().eventName(), reason);
	}

	/**
	 * Deliver a deferred event again. What the listener throws is logged and counted, its
	 * writes are dropped, and the hook goes on, where it can.
	 * @param listener the listener
	 * @param entry the entry of the queue
	 * @param event the event
	 */
	public void replay(CharmListener listener, DeferredEvent entry, CharmEvent event) {
		ListenerCall call = new ListenerCall(listener, event, entry);
		try {
			this.chain.call(call);
		}
		catch (RuntimeException | Error ex) {
			failed(entry, ex);
			throw ex;
		}
		end(call, entry);
	}

	private void end(ListenerCall call, DeferredEvent entry) {
		String reason = call.deferralReason();
		if (call.failure() != null) {
			failed(entry, call.failure());
		}
		else if (reason != null) {
			logDeferral(call, reason);
			queue().deferAgain(entry, reason);
		}
		else {
			queue().remove(entry);
		}
	}

	private void failed(DeferredEvent entry, Throwable failure) {
		DeferralQueue queue = queue();
		queue.failed(entry, ListenerException.unwrap(failure), this.limits.get());
		DeferredEvent failed = queue.find(entry.listener(), entry.event());
		if (failed != null && failed.isParked()) {
			logger.error(
					"Deferred {} is parked after {} attempts: {} gets it no more until an equal event succeeds, the charm is upgraded, or somebody retries or drops it",
					failed.name(), failed.attempts(), failed.listener());
		}
	}

	private DeferralQueue queue() {
		return this.hook.get().state().value(DeferralQueue.STATE_KEY);
	}

}
