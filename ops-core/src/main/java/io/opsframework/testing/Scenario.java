package io.opsframework.testing;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.ModelIdentity;
import io.opsframework.simulation.SimulatedModel;

/**
 * Runs single events: a state and an event go in, an outcome with the state after it
 * comes out. Each run has a Juju of its own and fresh hook beans, and passes through
 * every line that production runs, hook tools excepted.
 */
public final class Scenario {

	private final CharmUnderTest charm;

	private final ModelIdentity model;

	/**
	 * Create a scenario for the unit 0 of the charm.
	 * @param framework the framework of the charm's application context
	 * @param metadata what the charm declares
	 */
	public Scenario(Framework framework, CharmMetadata metadata) {
		this(framework, metadata, new UnitName(metadata.name(), 0));
	}

	/**
	 * Create a scenario.
	 * @param framework the framework of the charm's application context
	 * @param metadata what the charm declares
	 * @param unit the unit as which the charm runs
	 */
	public Scenario(Framework framework, CharmMetadata metadata, UnitName unit) {
		this(new CharmUnderTest(framework, metadata, unit), ModelIdentity.DEFAULT);
	}

	private Scenario(CharmUnderTest charm, ModelIdentity model) {
		this.charm = charm;
		this.model = model;
	}

	/**
	 * A scenario in another Juju model.
	 * @param model the model of all states that do not name one, which is those in
	 * {@link ModelIdentity#DEFAULT}
	 * @return the scenario
	 */
	public Scenario withModel(ModelIdentity model) {
		return new Scenario(this.charm, model);
	}

	/**
	 * Run an event.
	 * @param event the event, see {@link Events}
	 * @param state what is before it; it is not changed
	 * @return what came of it, also of an action that failed
	 * @throws InconsistentStateException if Juju could not have this event in this state
	 * @throws RuntimeException whatever the charm threw: Juju would keep nothing of the
	 * hook and run it again
	 */
	public Outcome run(SimulatedEvent event, State state) {
		State before = state.model().equals(ModelIdentity.DEFAULT) ? state.withModel(this.model) : state;
		ConsistencyRules.check(
				new ScenarioInput(this.charm.metadata(), this.charm.unit(), this.charm.listenerIds(), event, before));
		SimulatedUnit unit = StateConverter.toSimulation(before, this.charm);
		ActionRequest action = event.action();
		if (action != null) {
			unit.request(action);
		}
		SimulatedModel model = unit.model();
		RelationLifeCycle.before(event, model);
		HookRecording recording = unit.run(event);
		RelationLifeCycle.after(event, model);
		removeDetached(event, model);
		return new Outcome(StateConverter.toState(unit), model.log(), StateConverter.statuses(model.unitStatus()),
				StateConverter.statuses(model.applicationStatus()), model.workloadVersion().history(),
				recording.tools(), recording.events(), ContainerConverter.execCalls(unit),
				(action != null) ? unit.actionOutput() : null);
	}

	private static void removeDetached(SimulatedEvent event, SimulatedModel model) {
		String storage = event.variable(JujuVariable.JUJU_STORAGE_ID);
		if (storage != null && event.path().kind() == HookKind.STORAGE_DETACHING) {
			model.removeStorage(StorageId.of(storage));
		}
	}

}
