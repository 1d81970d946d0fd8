package io.opsframework.dispatch;

import java.util.Optional;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.invocation.CharmListener;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.invocation.ListenerInvoker;
import io.opsframework.juju.JujuContextException;
import io.opsframework.model.ModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the deferred events again, each to the listener that deferred it, in the order
 * of the queue.
 */
final class DeferredEventReplay {

	private static final Logger logger = LoggerFactory.getLogger(DeferredEventReplay.class);

	private final CharmListeners listeners;

	private final ListenerInvoker invoker;

	private final EventSerializer serializer;

	DeferredEventReplay(CharmListeners listeners, ListenerInvoker invoker, EventSerializer serializer) {
		this.listeners = listeners;
		this.invoker = invoker;
		this.serializer = serializer;
	}

	void replay(DeferralQueue queue) {
		queue.renameListeners(this::currentId);
		for (DeferredEvent entry : queue.entries()) {
			replay(queue, entry);
		}
	}

	private String currentId(String id) {
		CharmListener listener = this.listeners.find(id);
		return (listener != null) ? listener.id() : id;
	}

	private void replay(DeferralQueue queue, DeferredEvent entry) {
		CharmListener listener = this.listeners.find(entry.listener());
		if (listener == null) {
			logger.warn("Deferred '{}' stays in the queue: the charm has no listener '{}' any more. "
					+ "Name the old id in the aliases of the new one", entry.name(), entry.listener());
			return;
		}
		try {
			replay(queue, entry, listener);
		}
		catch (JujuContextException | ModelException ex) {
			logger.warn("Deferred '{}' stays in the queue: it cannot be read any more: {}", entry.name(),
					ex.getMessage());
		}
	}

	private void replay(DeferralQueue queue, DeferredEvent entry, CharmListener listener) {
		Optional<? extends CharmEvent> event = this.serializer.deserialize(entry.event())
			.filter((known) -> listener.acceptsType(known.getClass()));
		if (event.isEmpty()) {
			logger.warn("Deferred '{}' stays in the queue: {} does not take this event any more", entry.name(),
					entry.listener());
		}
		else if (isObsolete(event.get())) {
			logger.info("Deferred '{}' of {} is dropped: its relation is gone", entry.name(), entry.listener());
			queue.remove(entry);
		}
		else {
			logger.debug("Replaying deferred '{}' to {}", entry.name(), entry.listener());
			this.invoker.replay(listener, entry, event.get());
		}
	}

	// The other events of a relation are about its end, and are delivered.
	private static boolean isObsolete(CharmEvent event) {
		boolean about = event instanceof RelationCreatedEvent || event instanceof RelationJoinedEvent
				|| event instanceof RelationChangedEvent;
		return about && !((RelationEvent) event).relation().isActive();
	}

}
