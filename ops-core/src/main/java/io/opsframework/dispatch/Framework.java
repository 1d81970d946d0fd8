package io.opsframework.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.JujuEvents;
import io.opsframework.hooktool.HookTools;
import io.opsframework.invocation.LastValidConfig;
import io.opsframework.invocation.ListenerException;
import io.opsframework.juju.JujuContext;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import io.opsframework.observation.CharmObservation;
import io.opsframework.scope.HookBeanScope;
import io.opsframework.state.StateStore;
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

	private final CharmMetadata metadata;

	private final CurrentHook currentHook;

	private final HookBeanScope scope;

	private final Function<JujuContext, HookTools> tools;

	private final StateStore store;

	private final JujuEvents events;

	private final EventSerializer serializer;

	private final DeferredEventReplay replay;

	private final StatusCollector statuses;

	private final ApplicationEventPublisher publisher;

	private final ObservationRegistry observations;

	/**
	 * Create a new framework.
	 * @param metadata what the charm declares
	 * @param currentHook the current hook
	 * @param scope the scope of hook beans
	 * @param tools makes the hook tools of a hook
	 * @param store keeps the charm's state
	 * @param events makes Juju's events
	 * @param serializer stores deferred events
	 * @param replay replays deferred events
	 * @param statuses collects the statuses
	 * @param publisher publishes events to listeners
	 * @param observations observes the hook
	 */
	public Framework(CharmMetadata metadata, CurrentHook currentHook, HookBeanScope scope,
			Function<JujuContext, HookTools> tools, StateStore store, JujuEvents events, EventSerializer serializer,
			DeferredEventReplay replay, StatusCollector statuses, ApplicationEventPublisher publisher,
			ObservationRegistry observations) {
		this.metadata = metadata;
		this.currentHook = currentHook;
		this.scope = scope;
		this.tools = tools;
		this.store = store;
		this.events = events;
		this.serializer = serializer;
		this.replay = replay;
		this.statuses = statuses;
		this.publisher = publisher;
		this.observations = observations;
	}

	/**
	 * Run a hook in this thread.
	 * @param context what Juju told about it
	 * @throws io.opsframework.juju.JujuContextException if Juju's variables do not make
	 * an event
	 * @throws RuntimeException whatever a listener threw
	 */
	public void dispatch(JujuContext context) {
		dispatch(context, (listener) -> {
		});
	}

	/**
	 * Run a hook in this thread, and tell of its listeners.
	 * @param context what Juju told about it
	 * @param listenerCalls is told the id of each listener before it is called
	 * @throws io.opsframework.juju.JujuContextException if Juju's variables do not make
	 * an event
	 * @throws RuntimeException whatever a listener threw
	 */
	public void dispatch(JujuContext context, Consumer<String> listenerCalls) {
		Hook hook = new Hook(context, this.metadata, this.tools.apply(context), listenerCalls);
		this.currentHook.begin(hook);
		try {
			run(hook);
		}
		catch (ListenerException ex) {
			throw original(ex);
		}
		finally {
			end(hook);
		}
	}

	private void end(Hook hook) {
		try {
			this.scope.end(hook);
		}
		finally {
			hook.end();
			this.currentHook.end();
		}
	}

	private static RuntimeException original(ListenerException ex) {
		return (ListenerException.unwrap(ex) instanceof RuntimeException runtime) ? runtime : ex;
	}

	private void run(Hook hook) {
		Optional<JujuEvent> event = this.events.create(hook, hook.context());
		if (this.observations.isNoop()) {
			run(hook, event);
			return;
		}
		CharmObservation.HOOK.observation(this.observations)
			.lowCardinalityKeyValue(CharmObservation.Key.EVENT
				.withValue(event.map((known) -> known.getClass().getSimpleName()).orElse("unknown")))
			.observe(() -> run(hook, event));
	}

	private void run(Hook hook, Optional<JujuEvent> event) {
		HookKind kind = HookKind.of(hook.context());
		Map<String, Object> before = this.store.load();
		DeferralQueue queue = loadState(hook, before);
		if (kind.replays()) {
			this.replay.replay(queue);
		}
		event.ifPresentOrElse(this::publish, () -> logger.debug("Unknown hook '{}'", hook.context().dispatchPath()));
		Map<String, Object> after = new LinkedHashMap<>(before);
		if (kind.collectsStatus()) {
			this.statuses.collect(hook).ifPresent((config) -> after.put(LastValidConfig.STATE_KEY, config));
		}
		queue.save(after);
		if (!after.equals(before)) {
			this.store.save(after);
		}
	}

	@SuppressWarnings("unchecked")
	private DeferralQueue loadState(Hook hook, Map<String, Object> state) {
		DeferralQueue queue = new DeferralQueue(this.serializer);
		queue.load(state);
		queue.bindTo(hook);
		Object config = state.get(LastValidConfig.STATE_KEY);
		if (config != null) {
			hook.attributes().put(LastValidConfig.class, (Map<String, Object>) config);
		}
		return queue;
	}

	private void publish(JujuEvent event) {
		logger.debug("Publishing Juju's event '{}'", event.hookName());
		this.publisher.publishEvent(event);
	}

	/**
	 * What a hook may do beside its event.
	 */
	private enum HookKind {

		NORMAL, LAST, RESTRICTED;

		static HookKind of(JujuContext context) {
			return switch (context.dispatchPath()) {
				case "hooks/collect-metrics", "hooks/meter-status-changed" -> RESTRICTED;
				case "hooks/remove" -> LAST;
				default -> NORMAL;
			};
		}

		boolean replays() {
			return this == NORMAL;
		}

		boolean collectsStatus() {
			return this != RESTRICTED;
		}

	}

}
