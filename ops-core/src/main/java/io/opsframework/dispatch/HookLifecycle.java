package io.opsframework.dispatch;

import java.util.List;
import java.util.function.Consumer;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.HookToolListener;
import io.opsframework.hooktool.HookToolPermissionException;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.ObservedHookToolBackend;
import io.opsframework.logging.SecurityEvents;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import io.opsframework.model.HookObserver;
import io.opsframework.model.UnitAgent;
import io.opsframework.observation.CharmObservations;
import io.opsframework.scope.HookBeanScope;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends hooks: nothing of one is there before or after it.
 */
final class HookLifecycle {

	private final CharmMetadata metadata;

	private final RecordMapper mapper;

	private final CurrentHook currentHook;

	private final HookBeanScope scope;

	private final List<HookToolListener> toolListeners;

	private final CharmObservations observations;

	HookLifecycle(CharmMetadata metadata, RecordMapper mapper, CurrentHook currentHook, HookBeanScope scope,
			List<HookToolListener> toolListeners, CharmObservations observations) {
		this.metadata = metadata;
		this.mapper = mapper;
		this.currentHook = currentHook;
		this.scope = scope;
		this.toolListeners = toolListeners;
		this.observations = observations;
	}

	void run(UnitAgent agent, HookObserver observer, Consumer<Hook> work, Consumer<Hook> commit) {
		Hook hook = new Hook(observed(agent), this.metadata, hookTools(agent), this.mapper, observer);
		this.currentHook.begin(hook);
		try {
			work.accept(hook);
			this.scope.end();
			commit.accept(hook);
		}
		finally {
			end();
		}
	}

	private UnitAgent observed(UnitAgent agent) {
		if (this.observations == CharmObservations.NOOP) {
			return agent;
		}
		return new UnitAgent(agent.context(), agent.hookTools(), agent.stateStore(),
				(container) -> agent.pebbles().client(container).observed(container, this.observations));
	}

	private HookTools hookTools(UnitAgent agent) {
		HookToolBackend backend = new ObservedHookToolBackend(agent.hookTools(), this.toolListeners, this.observations);
		// Of its own, since a refusal of the log is not to be logged.
		HookTools log = new HookTools(backend);
		SecurityEvents events = new SecurityEvents(agent.context(), log::jujuLog);
		return new HookTools(backend, agent.context().unit().application(),
				(refusal, leader) -> report(events, refusal, leader));
	}

	private static void report(SecurityEvents events, HookToolPermissionException refusal, @Nullable Boolean leader) {
		try {
			events.refused(refusal.getTool(), String.valueOf(refusal.getMessage()), leader);
		}
		catch (HookToolException ex) {
			refusal.addSuppressed(ex);
		}
	}

	private void end() {
		try {
			this.scope.end();
		}
		finally {
			this.currentHook.end();
		}
	}

}
