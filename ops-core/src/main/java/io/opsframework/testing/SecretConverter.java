package io.opsframework.testing;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedSecret;
import org.jspecify.annotations.Nullable;

/**
 * Makes simulated secrets from those of states, and states' from simulated ones.
 */
final class SecretConverter {

	/** Of whom a state does not tell the name. */
	private static final String SOMEBODY_ELSE = "";

	private SecretConverter() {
	}

	static void add(SecretState state, SimulatedModel model) {
		SimulatedSecret secret = new SimulatedSecret(SecretUri.of(state.id()), owner(state.owner(), model),
				state.revisions().get(state.revisions().firstKey()));
		secret.removeRevision(1);
		state.revisions().forEach(secret::setRevision);
		if (state.tracked() != null) {
			secret.track(model.unit(), state.tracked());
		}
		secret.setLabel(state.label());
		secret.setDescription(state.description());
		secret.setExpiry(state.expiry());
		secret.setRotation(state.rotation());
		state.grants()
			.forEach((relation, targets) -> targets
				.forEach((target) -> secret.grant(new SimulatedSecret.Grant(relation, target))));
		if (state.owner() == null) {
			secret.grant(new SimulatedSecret.Grant(null, model.application()));
		}
		model.addSecret(secret);
	}

	private static String owner(@Nullable SecretOwner owner, SimulatedModel model) {
		if (owner == null) {
			return SOMEBODY_ELSE;
		}
		return (owner == SecretOwner.UNIT) ? model.unit().toString() : model.application();
	}

	static SecretState toState(SimulatedSecret secret, SimulatedModel model) {
		SecretOwner owner = owner(secret, model);
		return new SecretState(secret.uri().toString(), owner, secret.revisions(), secret.trackedRevision(model.unit()),
				secret.label(), secret.description(), secret.expiry(), secret.rotation(),
				(owner != null) ? grants(secret) : new TreeMap<>());
	}

	static @Nullable SecretOwner owner(SimulatedSecret secret, SimulatedModel model) {
		if (secret.owner().equals(model.unit().toString())) {
			return SecretOwner.UNIT;
		}
		return secret.owner().equals(model.application()) ? SecretOwner.APPLICATION : null;
	}

	private static SortedMap<Integer, SortedSet<String>> grants(SimulatedSecret secret) {
		SortedMap<Integer, SortedSet<String>> grants = new TreeMap<>();
		for (SimulatedSecret.Grant grant : secret.grants()) {
			if (grant.relation() != null) {
				grants.computeIfAbsent(grant.relation(), (relation) -> new TreeSet<>()).add(grant.target());
			}
		}
		return grants;
	}

}
