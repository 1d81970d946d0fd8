package io.opsframework.testing;

import java.util.List;

/**
 * What must hold for an event and a state together, so that a test cannot pass in a
 * situation that Juju never makes. Rules about what a charm declares (CC-22, CC-23,
 * CC-35) hold already where its metadata could be read.
 */
final class ConsistencyRules {

	private static final List<Rule> RULES = List.of(RelationRules::endpointIsDeclared, RelationRules::limitIsKept,
			RelationRules::kindFitsEndpoint, RelationRules::numbersAreUnique, RelationRules::ownUnitIsNoPeer,
			RelationRules::peersAreOwnApplication, RelationEventRules::hasRelation,
			RelationEventRules::nameFitsRelation, RelationEventRules::relationIsInState, RelationEventRules::hasUnit,
			RelationEventRules::unitIsInRelation, ConfigRules::check, ConfigRules::secretsAreKnownToJuju,
			SecretRules::secretsAreJujus, SecretRules::secretOfEventIsInState, SecretRules::secretEventIsKnownToJuju,
			PortRules::portsDoNotOverlap, NetworkRules::bindingsAreDeclared, CloudRules::cloudIsToldByJuju,
			ResourceRules::resourcesAreDeclared, StorageRules::storagesAreDeclared, StorageRules::numbersAreUnique,
			StorageRules::limitIsKept, StorageRules::hasStorage, StorageRules::nameFitsStorage,
			StorageRules::storageOfEventIsDeclared, StorageRules::storageOfEventIsInState, ActionRules::check,
			ContainerRules::check, DeferralRules::listenersExist);

	private ConsistencyRules() {
	}

	/**
	 * Check all rules.
	 * @param input the event and the state
	 * @throws InconsistentStateException with all violations, if there are any
	 */
	static void check(ScenarioInput input) {
		Violations violations = new Violations();
		RULES.forEach((rule) -> rule.check(input, violations));
		violations.throwIfAny("Event '%s' in this state".formatted(input.event()));
	}

	/**
	 * One rule.
	 */
	@FunctionalInterface
	private interface Rule {

		void check(ScenarioInput input, Violations violations);

	}

}
