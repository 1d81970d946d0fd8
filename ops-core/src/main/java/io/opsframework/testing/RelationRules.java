package io.opsframework.testing;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

import io.opsframework.charm.RelationMetadata;

/**
 * The consistency rules about the relations of a state.
 */
final class RelationRules {

	private RelationRules() {
	}

	// CC-31
	static void endpointIsDeclared(ScenarioInput input, Violations violations) {
		Set<String> declared = input.metadata().relations().keySet();
		for (RelationState relation : input.state().relations()) {
			if (!declared.contains(relation.id().endpoint())) {
				violations.add(
						"The charm declares no endpoint for relation '%s', only %s: declare it, or change the relation's id",
						relation.id(), declared);
			}
		}
	}

	// CC-30, CC-33, CC-34
	static void kindFitsEndpoint(ScenarioInput input, Violations violations) {
		forEachDeclared(input, (relation, endpoint) -> {
			RelationState.Kind expected = RelationState.Kind.of(endpoint);
			if (relation.kind() != expected) {
				violations.add("Relation '%s' is on %s: make it with %s", relation.id(), describe(expected),
						factory(expected));
			}
		});
	}

	private static String describe(RelationState.Kind kind) {
		return switch (kind) {
			case REGULAR -> "an endpoint for other applications";
			case PEER -> "an endpoint for peers";
			case SUBORDINATE -> "an endpoint of scope 'container'";
		};
	}

	private static String factory(RelationState.Kind kind) {
		return switch (kind) {
			case REGULAR -> "RelationState.of(id, remoteApplication)";
			case PEER -> "RelationState.peers(id, application)";
			case SUBORDINATE -> "RelationState.subordinate(id, remoteUnit)";
		};
	}

	// CC-32
	static void numbersAreUnique(ScenarioInput input, Violations violations) {
		Set<Integer> seen = new HashSet<>();
		for (RelationState relation : input.state().relations()) {
			if (!seen.add(relation.id().number())) {
				violations.add("Relation '%s' has the number of another relation: give it one of its own",
						relation.id());
			}
		}
	}

	// Juju refuses one more.
	static void limitIsKept(ScenarioInput input, Violations violations) {
		input.metadata().relations().forEach((name, endpoint) -> {
			int there = input.state().relations(name).size();
			if (there > endpoint.mostRelations()) {
				violations.add("Endpoint '%s' has %d relations and takes %d: leave some out, or raise its limit", name,
						there, endpoint.mostRelations());
			}
		});
	}

	// CC-36
	static void ownUnitIsNoPeer(ScenarioInput input, Violations violations) {
		for (RelationState relation : input.state().relations()) {
			if (relation.remoteUnits().containsKey(input.unit())) {
				violations.add(
						"Relation '%s' has the charm's own unit '%s' among the others: put its data into withLocalUnitData",
						relation.id(), input.unit());
			}
		}
	}

	static void peersAreOwnApplication(ScenarioInput input, Violations violations) {
		String application = input.unit().application();
		for (RelationState relation : input.state().relations()) {
			boolean peer = relation.kind() == RelationState.Kind.PEER;
			if (peer && !relation.remoteApplication().equals(application)) {
				violations.add(
						"Relation '%s' is among peers, and theirs is the application '%s': name it instead of '%s'",
						relation.id(), application, relation.remoteApplication());
			}
		}
	}

	private static void forEachDeclared(ScenarioInput input, BiConsumer<RelationState, RelationMetadata> check) {
		for (RelationState relation : input.state().relations()) {
			RelationMetadata endpoint = input.metadata().relations().get(relation.id().endpoint());
			if (endpoint != null) {
				check.accept(relation, endpoint);
			}
		}
	}

}
