package io.opsframework.dispatch;

import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.StorageEvent;
import io.opsframework.invocation.CharmListener;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.invocation.ListenerInvoker;
import io.opsframework.juju.HookKind;
import io.opsframework.model.Hook;
import io.opsframework.state.CharmState;
import org.jspecify.annotations.Nullable;
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

	private final SecretPruner secretPruner;

	DeferredEventReplay(CharmListeners listeners, ListenerInvoker invoker, EventSerializer serializer,
			SecretPruner secretPruner) {
		this.listeners = listeners;
		this.invoker = invoker;
		this.serializer = serializer;
		this.secretPruner = secretPruner;
	}

	SortedSet<String> listenerIds() {
		return this.listeners.ids();
	}

	/**
	 * Read the queue, with the ids that the listeners have now and the attempts of hooks
	 * that failed.
	 * @param state the charm's state
	 * @return the queue
	 */
	DeferralQueue read(CharmState state) {
		DeferralQueue queue = state.value(DeferralQueue.STATE_KEY);
		if (!queue.entries().isEmpty()) {
			queue.renameListeners(this::currentId);
			queue.recall(state.journalled(DeferralQueue.STATE_KEY));
		}
		return queue;
	}

	private String currentId(String id) {
		CharmListener listener = this.listeners.find(id);
		return (listener != null) ? listener.id() : id;
	}

	void replay(Hook hook) {
		if (hook.context().dispatchPath().kind() == HookKind.UPGRADE_CHARM) {
			// Before attempts are recalled: those of this very hook count.
			DeferralQueue queue = hook.state().value(DeferralQueue.STATE_KEY);
			queue.parked().forEach(queue::retry);
		}
		replay(read(hook.state()), hook.state());
	}

	/**
	 * Replay the entries that are not parked. Their attempts are kept whatever becomes of
	 * the hook.
	 * @param queue the queue
	 * @param state the state that it belongs to
	 */
	void replay(DeferralQueue queue, CharmState state) {
		List<DeferredEvent> failures = queue.failures().entries();
		try {
			queue.entries()
				.stream()
				.filter((entry) -> !entry.isParked())
				.forEach((entry) -> replay(queue, entry, state));
		}
		finally {
			if (!new HashSet<>(failures).containsAll(queue.failures().entries())) {
				state.journal(DeferralQueue.STATE_KEY, queue.failures());
			}
		}
	}

	private void replay(DeferralQueue queue, DeferredEvent entry, CharmState state) {
		CharmListener listener = this.listeners.find(entry.listener());
		if (listener == null) {
			logger.warn("Deferred '{}' stays in the queue: the charm has no listener '{}' any more. "
					+ "Name the old id in the aliases of the new one", entry.name(), entry.listener());
			return;
		}
		CharmEvent event = event(queue, entry, listener);
		if (event != null) {
			logger.debug("Replaying deferred '{}' to {}", entry.name(), entry.listener());
			this.invoker.replay(listener, entry, event);
			this.secretPruner.prune(event, state);
		}
	}

	// What an entry holds is older than the charm, and anything may be wrong with it.
	private @Nullable CharmEvent event(DeferralQueue queue, DeferredEvent entry, CharmListener listener) {
		try {
			return currentEvent(queue, entry, listener);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("Deferred '{}' stays in the queue: it cannot be read any more: {}", entry.name(),
					ex.getMessage());
			return null;
		}
	}

	private @Nullable CharmEvent currentEvent(DeferralQueue queue, DeferredEvent entry, CharmListener listener) {
		CharmEvent event = this.serializer.deserialize(entry.event()).orElse(null);
		if (event == null || !listener.acceptsType(event.getClass())) {
			logger.warn("Deferred '{}' stays in the queue: {} does not take this event any more", entry.name(),
					entry.listener());
			return null;
		}
		if (isObsolete(event)) {
			logger.info("Deferred '{}' of {} is dropped: its {} is gone", entry.name(), entry.listener(),
					(event instanceof StorageEvent) ? "storage" : "relation");
			queue.remove(entry);
			return null;
		}
		return event;
	}

	// The other events of a relation or storage are about its end, and are delivered.
	private static boolean isObsolete(CharmEvent event) {
		if (event instanceof StorageAttachedEvent attached) {
			return !attached.storage().isAttached();
		}
		boolean about = event instanceof RelationCreatedEvent || event instanceof RelationJoinedEvent
				|| event instanceof RelationChangedEvent;
		return about && !((RelationEvent) event).relation().isActive();
	}

}
