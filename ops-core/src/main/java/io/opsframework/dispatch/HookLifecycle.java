package io.opsframework.dispatch;

import java.util.List;
import java.util.function.Consumer;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolListener;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.ObservedHookToolBackend;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import io.opsframework.model.HookObserver;
import io.opsframework.model.UnitAgent;
import io.opsframework.observation.CharmObservations;
import io.opsframework.scope.HookBeanScope;

/**
 * Begins and ends hooks: nothing of one is there before or after it.
 */
final class HookLifecycle {

	private final CharmMetadata metadata;

	private final CurrentHook currentHook;

	private final HookBeanScope scope;

	private final List<HookToolListener> toolListeners;

	private final CharmObservations observations;

	HookLifecycle(CharmMetadata metadata, CurrentHook currentHook, HookBeanScope scope,
			List<HookToolListener> toolListeners, CharmObservations observations) {
		this.metadata = metadata;
		this.currentHook = currentHook;
		this.scope = scope;
		this.toolListeners = toolListeners;
		this.observations = observations;
	}

	void run(UnitAgent agent, HookObserver observer, Consumer<Hook> work) {
		HookTools tools = new HookTools(
				new ObservedHookToolBackend(agent.hookTools(), this.toolListeners, this.observations));
		Hook hook = new Hook(agent, this.metadata, tools, observer);
		this.currentHook.begin(hook);
		try {
			work.accept(hook);
		}
		finally {
			end();
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
