package io.opsframework.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.factory.JujuEvents;
import io.opsframework.invocation.LastValidConfig;
import io.opsframework.invocation.ListenerException;
import io.opsframework.juju.HookKind;
import io.opsframework.model.Hook;
import io.opsframework.model.HookObserver;
import io.opsframework.model.PendingReplans;
import io.opsframework.model.StoredValues;
import io.opsframework.model.UnitAgent;
import io.opsframework.observation.CharmObservations;
import io.opsframework.state.StateKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Runs one hook, from Juju's environment to its end: replays deferred events, publishes
 * the event, collects the statuses and keeps the state. An exception means that the hook
 * failed; nothing of ours is kept then, and Juju runs it again.
 */
public final class Framework {

	private static final Logger logger = LoggerFactory.getLogger(Framework.class);

	/** All that the framework remembers; what is not here cannot be asked for. */
	private static final List<StateKey<?>> STATE = List.of(DeferralQueue.STATE_KEY, LastValidConfig.STATE_KEY,
			StatusOverride.STATE_KEY, StoredValues.STATE_KEY, PendingReplans.STATE_KEY);

	private static final Runnable NOTHING = () -> {
	};

	private final HookLifecycle lifecycle;

	private final JujuEvents events;

	private final DeferredEventReplay replay;

	private final DeferralActions deferralActions;

	private final SecretPruner secretPruner;

	private final StatusCollector statuses;

	private final ApplicationEventPublisher publisher;

	private final CharmObservations observations;

	Framework(HookLifecycle lifecycle, JujuEvents events, DeferredEventReplay replay, DeferralActions deferralActions,
			SecretPruner secretPruner, StatusCollector statuses, ApplicationEventPublisher publisher,
			CharmObservations observations) {
		this.lifecycle = lifecycle;
		this.events = events;
		this.replay = replay;
		this.deferralActions = deferralActions;
		this.secretPruner = secretPruner;
		this.statuses = statuses;
		this.publisher = publisher;
		this.observations = observations;
	}

	/**
	 * Under which ids listeners find the events that were deferred for them.
	 * @return the ids of all listeners, and those that they had before, sorted
	 */
	public SortedSet<String> listenerIds() {
		return this.replay.listenerIds();
	}

	/**
	 * Run a hook in this thread.
	 * @param agent what the hook has of Juju
	 * @throws io.opsframework.juju.JujuContextException if Juju's variables do not make
	 * an event
	 * @throws IllegalStateException if a hook is running in this thread already
	 * @throws RuntimeException whatever a listener threw
	 */
	public void dispatch(UnitAgent agent) {
		dispatch(agent, HookObserver.NONE);
	}

	/**
	 * Run a hook in this thread, and let somebody see what it does.
	 * @param agent what the hook has of Juju
	 * @param observer sees it
	 * @throws io.opsframework.juju.JujuContextException if Juju's variables do not make
	 * an event
	 * @throws IllegalStateException if a hook is running in this thread already
	 * @throws RuntimeException whatever a listener threw
	 */
	public void dispatch(UnitAgent agent, HookObserver observer) {
		dispatch(agent, observer, NOTHING);
	}

	/**
	 * Run a hook in this thread whose process ends with it.
	 * @param agent what the hook has of Juju
	 * @param observer sees it
	 * @param beforeCommit ends what must not outlive the hook. Runs when nothing is left
	 * to do but to keep the state: the listeners were called, the statuses are set, the
	 * hook's beans are destroyed. What it throws fails the hook
	 * @throws io.opsframework.juju.JujuContextException if Juju's variables do not make
	 * an event
	 * @throws IllegalStateException if a hook is running in this thread already
	 * @throws RuntimeException whatever a listener threw
	 */
	public void dispatch(UnitAgent agent, HookObserver observer, Runnable beforeCommit) {
		dispatch(agent, observer, beforeCommit, (hook) -> run(hook, this.events.create(hook, hook.context())));
	}

	/**
	 * Run a hook in this thread that delivers another event than Juju's, as tests do.
	 * @param agent what the hook has of Juju
	 * @param observer sees it
	 * @param event makes the event, in the hook
	 * @throws IllegalStateException if a hook is running in this thread already
	 * @throws RuntimeException whatever a listener threw
	 */
	public void deliver(UnitAgent agent, HookObserver observer, Supplier<? extends CharmEvent> event) {
		dispatch(agent, observer, NOTHING, (hook) -> run(hook, Optional.of(event.get())));
	}

	private void dispatch(UnitAgent agent, HookObserver observer, Runnable beforeCommit, Consumer<Hook> work) {
		try {
			this.lifecycle.run(agent, observer, (hook) -> runUntilReboot(hook, work), (hook) -> {
				if (!hook.isRebooting()) {
					beforeCommit.run();
					hook.state().save();
				}
			});
		}
		catch (ListenerException ex) {
			throw original(ex);
		}
	}

	private static void runUntilReboot(Hook hook, Consumer<Hook> work) {
		try {
			work.accept(hook);
		}
		catch (RuntimeException ex) {
			if (!hook.isRebooting()) {
				throw ex;
			}
			logger.info("The machine reboots; Juju runs '{}' again after it", hook.context().dispatchPath());
		}
	}

	private static RuntimeException original(ListenerException ex) {
		return (ListenerException.unwrap(ex) instanceof RuntimeException runtime) ? runtime : ex;
	}

	private void run(Hook hook, Optional<? extends CharmEvent> event) {
		String kind = event.map((known) -> known.getClass().getSimpleName()).orElse(null);
		this.observations.observeHook(hook.context().dispatchPath().toString(), kind, () -> observed(hook, event));
	}

	private void observed(Hook hook, Optional<? extends CharmEvent> event) {
		HookKind kind = hook.context().dispatchPath().kind();
		hook.state().load(STATE);
		if (!kind.isRestricted() && !kind.isLast()) {
			replay(hook, event);
		}
		event.ifPresentOrElse(this::publish, () -> logger.debug("Unknown hook '{}'", hook.context().dispatchPath()));
		event.ifPresent((handled) -> this.secretPruner.prune(handled, hook.state()));
		if (!kind.isRestricted()) {
			this.statuses.collect(hook);
		}
	}

	private void replay(Hook hook, Optional<? extends CharmEvent> event) {
		event.filter(this.deferralActions::handles)
			.ifPresentOrElse((action) -> this.deferralActions.handle((ActionEvent) action, hook.state()),
					() -> this.replay.replay(hook));
	}

	private void publish(CharmEvent event) {
		if (event instanceof JujuEvent jujuEvent) {
			logger.debug("Publishing Juju's event '{}'", jujuEvent.hookName());
		}
		this.publisher.publishEvent(event);
	}

}
