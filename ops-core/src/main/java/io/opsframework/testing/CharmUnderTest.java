package io.opsframework.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.opsframework.charm.Assumption;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.RelationMetadata;
import io.opsframework.charm.StorageMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.UnitName;
import io.opsframework.model.HookObserver;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.ModelIdentity;
import io.opsframework.simulation.SimulatedModel;
import org.jspecify.annotations.Nullable;

/**
 * A charm in the application context of a test, and the unit as which it runs.
 */
final class CharmUnderTest {

	private static final String MACHINE = "0";

	private final Framework framework;

	private final CharmMetadata metadata;

	private final UnitName unit;

	private final Map<String, @Nullable Object> configDefaults = new TreeMap<>();

	CharmUnderTest(Framework framework, CharmMetadata metadata, UnitName unit) {
		this.framework = framework;
		this.metadata = metadata;
		this.unit = unit;
		metadata.options().forEach((name, option) -> this.configDefaults.put(name, option.defaultValue()));
	}

	CharmUnderTest as(UnitName unit) {
		return new CharmUnderTest(this.framework, this.metadata, unit);
	}

	CharmMetadata metadata() {
		return this.metadata;
	}

	// Where Juju deploys it unless it says more.
	static boolean isMadeForKubernetes(CharmMetadata metadata) {
		return !metadata.containers().isEmpty() || metadata.assumes().stream().anyMatch(CharmUnderTest::isKubernetes);
	}

	private static boolean isKubernetes(Assumption assumption) {
		return assumption instanceof Assumption.Feature feature && feature.expression().equals("k8s-api");
	}

	UnitName unit() {
		return this.unit;
	}

	Map<String, @Nullable Object> configDefaults() {
		return this.configDefaults;
	}

	RelationState.Kind kindOf(String endpoint) {
		RelationMetadata relation = this.metadata.relations().get(endpoint);
		return (relation != null) ? RelationState.Kind.of(relation) : RelationState.Kind.REGULAR;
	}

	Set<String> listenerIds() {
		return this.framework.listenerIds();
	}

	void dispatch(SimulatedEvent event, UnitAgent agent, HookObserver observer) {
		if (event.custom() != null) {
			this.framework.deliver(agent, observer, event.custom());
		}
		else {
			this.framework.dispatch(agent, observer);
		}
	}

	/**
	 * The environment that Juju gives to a hook.
	 * @param model what Juju knows
	 * @param event the event
	 * @return the variables
	 */
	Map<String, String> variables(SimulatedModel model, SimulatedEvent event) {
		ModelIdentity identity = model.identity();
		Map<String, String> variables = new HashMap<>(event.variables());
		variables.put(JujuVariable.JUJU_CONTEXT_ID.name(), this.unit + "-" + event.name() + "-simulated");
		variables.put(JujuVariable.JUJU_DISPATCH_PATH.name(), event.path().path());
		variables.put(JujuVariable.JUJU_MACHINE_ID.name(), model.isKubernetes() ? "" : MACHINE);
		variables.put(JujuVariable.JUJU_MODEL_NAME.name(), identity.name());
		variables.put(JujuVariable.JUJU_MODEL_UUID.name(), identity.uuid());
		variables.put(JujuVariable.JUJU_UNIT_NAME.name(), this.unit.toString());
		variables.put(JujuVariable.JUJU_VERSION.name(), identity.jujuVersion());
		StorageMetadata storage = this.metadata.storages().get(event.path().entity());
		if (storage != null && event.variable(JujuVariable.JUJU_STORAGE_ID) != null) {
			variables.put(JujuVariable.JUJU_STORAGE_KIND.name(), storage.type().jujuName());
		}
		return variables;
	}

}
