package io.opsframework.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.ObservedHookToolBackend;
import io.opsframework.juju.JujuContext;
import io.opsframework.model.StoredValues;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.SimulatedAction;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.pebble.SimulatedPebble;
import io.opsframework.state.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * One unit of the charm in a simulated Juju, with all that outlives a hook: Juju's model,
 * the charm's state, and which containers have started. Runs the unit's hooks.
 */
final class SimulatedUnit {

	private final CharmUnderTest charm;

	private final SimulatedJuju juju;

	private final HookToolBackend tools;

	private final StateStore store = new StateStore() {

		@Override
		public Map<String, Object> load() {
			return SimulatedUnit.this.stored;
		}

		@Override
		public void save(Map<String, Object> state) {
			SimulatedUnit.this.saved = Collections.unmodifiableMap(new LinkedHashMap<>(state));
		}

		@Override
		public Map<String, Object> loadJournal() {
			return SimulatedUnit.this.journal;
		}

		@Override
		public void saveJournal(Map<String, Object> values) {
			SimulatedUnit.this.journal = Collections.unmodifiableMap(new LinkedHashMap<>(values));
		}

		@Override
		public boolean isCommittedWithHook() {
			return true;
		}

	};

	private final Map<String, SimulatedPebble> pebbles = new LinkedHashMap<>();

	private Map<String, Object> stored = Map.of();

	private Map<String, Object> journal = Map.of();

	private @Nullable Map<String, Object> saved;

	private HookRecording recording = new HookRecording();

	SimulatedUnit(CharmUnderTest charm) {
		this(charm, new SimulatedModel(charm.unit(), charm.configDefaults()));
		model().setBindings(charm.metadata().bindings());
		model().setMadeForKubernetes(CharmUnderTest.isMadeForKubernetes(charm.metadata()));
		model().setPayloadTypes(charm.metadata().payloads());
		model().setDeclaredStorages(charm.metadata().storages());
	}

	private SimulatedUnit(CharmUnderTest charm, SimulatedModel model) {
		this.charm = charm;
		this.juju = new SimulatedJuju(model);
		this.tools = new ObservedHookToolBackend(this.juju, List.of((execution) -> this.recording.add(execution)));
	}

	// One more unit of the application, on which nothing ran yet.
	SimulatedUnit addUnit() {
		SimulatedModel model = model().addUnit();
		return new SimulatedUnit(this.charm.as(model.unit()), model);
	}

	/**
	 * Run a hook in this thread, as Juju runs it: what is to be kept at its end is kept
	 * if it succeeds.
	 * @param event the event
	 * @return what could be seen of the hook
	 * @throws RuntimeException whatever a listener threw
	 */
	HookRecording run(SimulatedEvent event) {
		return event.equals(SimulatedEvent.COLLECT_STATUS) ? withoutDeferred(event) : dispatch(event);
	}

	private HookRecording withoutDeferred(SimulatedEvent event) {
		List<DeferredEvent> waiting = deferred();
		// A parked one is not replayed, and has a status.
		setDeferred(waiting.stream().filter(DeferredEvent::isParked).toList());
		try {
			return dispatch(event);
		}
		finally {
			setDeferred(waiting);
		}
	}

	private HookRecording dispatch(SimulatedEvent event) {
		Map<String, String> variables = this.charm.variables(this.juju.model(), event);
		this.juju.begin(variables);
		this.recording = new HookRecording();
		this.saved = null;
		boolean succeeded = false;
		long start = System.nanoTime();
		try {
			this.charm.dispatch(event, new UnitAgent(JujuContext.of(variables), this.tools, this.store, this::client),
					this.recording);
			succeeded = true;
		}
		finally {
			this.recording.took(System.nanoTime() - start);
			end(succeeded);
		}
		return this.recording;
	}

	private void end(boolean succeeded) {
		if (!succeeded) {
			this.juju.rollback();
			return;
		}
		this.juju.commit();
		if (this.saved != null) {
			this.stored = this.saved;
			this.journal = Map.of();
		}
	}

	SimulatedJuju juju() {
		return this.juju;
	}

	SimulatedModel model() {
		return this.juju.model();
	}

	HookRecording recording() {
		return this.recording;
	}

	// What the last successful hook left.
	Map<String, Object> load() {
		return this.stored;
	}

	// Replace what the last successful hook left.
	void setStored(Map<String, Object> state) {
		this.stored = Collections.unmodifiableMap(new LinkedHashMap<>(state));
	}

	List<DeferredEvent> deferred() {
		return DeferralQueue.STATE_KEY.readFrom(this.stored).entries();
	}

	void setDeferred(List<DeferredEvent> deferred) {
		Map<String, Object> changed = new LinkedHashMap<>(this.stored);
		DeferralQueue.STATE_KEY.writeTo(new DeferralQueue(deferred), changed);
		setStored(changed);
	}

	void setStoredValues(Map<String, Object> values) {
		Map<String, Object> changed = new LinkedHashMap<>(this.stored);
		StoredValues.STATE_KEY.writeTo(values, changed);
		setStored(changed);
	}

	// A container about which nothing was said has not started.
	private SimulatedPebble client(String container) {
		SimulatedPebble pebble = this.pebbles.get(container);
		return (pebble != null) ? pebble : stopped(container);
	}

	private static SimulatedPebble stopped(String container) {
		SimulatedPebble pebble = new SimulatedPebble(container);
		pebble.setReachable(false);
		return pebble;
	}

	// About which something is about to be said.
	SimulatedPebble pebble(String container) {
		return this.pebbles.computeIfAbsent(container, SimulatedUnit::stopped);
	}

	void setPebble(String container, SimulatedPebble pebble) {
		this.pebbles.put(container, pebble);
	}

	// Those about which something was said.
	Map<String, SimulatedPebble> pebbles() {
		return this.pebbles;
	}

	CharmUnderTest charm() {
		return this.charm;
	}

	// Somebody asks for an action, which the next hook runs.
	void request(ActionRequest request) {
		ActionMetadata declared = this.charm.metadata().actions().get(request.name());
		Map<String, Object> schemas = (declared != null) ? declared.parameters() : Map.of();
		model().setAction(request.toAction(schemas));
	}

	// The action that ran last, as its caller sees it.
	ActionOutput actionOutput() {
		SimulatedAction action = this.juju.model().action();
		if (action == null) {
			throw new IllegalStateException("No action ran");
		}
		return new ActionOutput(action.results(), action.log(), action.failure());
	}

}
