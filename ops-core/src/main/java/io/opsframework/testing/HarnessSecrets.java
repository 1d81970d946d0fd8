package io.opsframework.testing;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.opsframework.hooktool.SecretContent;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedSecret;
import io.opsframework.simulation.SimulatedSecret.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a {@link Harness}: which events Juju sends for which change.
 */
final class HarnessSecrets {

	private static final String USER = "user";

	private final SimulatedUnit unit;

	private final Consumer<SimulatedEvent> events;

	HarnessSecrets(SimulatedUnit unit, Consumer<SimulatedEvent> events) {
		this.unit = unit;
		this.events = events;
	}

	String addUserSecret(Map<String, String> content) {
		return add(USER, content);
	}

	String add(String owner, Map<String, String> content) {
		SecretContent.check(content);
		return model().addSecret(owner, content).uri().toString();
	}

	void setContent(String id, Map<String, String> content) {
		SecretContent.check(content);
		SimulatedSecret secret = require(id);
		requireForeign(secret, "changes");
		secret.addRevision(content);
	}

	void sendChanged(String id) {
		SimulatedSecret secret = require(id);
		if (secret.trackedRevision(model().unit()) != null && isGranted(secret)) {
			this.events.accept(Events.secret(HookKind.SECRET_CHANGED, id, secret.label(), null));
		}
	}

	void grant(String id) {
		SimulatedSecret secret = require(id);
		requireForeign(secret, "grants");
		secret.grant(new Grant(null, model().application()));
	}

	void revoke(String id) {
		SimulatedSecret secret = require(id);
		requireForeign(secret, "revokes");
		Set.copyOf(secret.grants()).forEach(secret::revoke);
	}

	void remove(String id) {
		SimulatedSecret secret = require(id);
		requireForeign(secret, "removes");
		model().removeSecret(secret.uri());
	}

	Set<String> grants(String id, int relation) {
		return require(id).grants()
			.stream()
			.filter((grant) -> Integer.valueOf(relation).equals(grant.relation()))
			.map(Grant::target)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	SortedSet<Integer> revisions(String id) {
		return new TreeSet<>(require(id).revisions().keySet());
	}

	void trigger(HookKind kind, String id, @Nullable Integer revision) {
		SimulatedSecret secret = require(id);
		SecretOwner owner = SecretConverter.owner(secret, model());
		if (owner == null) {
			throw new IllegalArgumentException("Secret '%s' belongs to '%s': only its owner gets %s".formatted(id,
					secret.owner(), kind.hookName("")));
		}
		if (owner == SecretOwner.APPLICATION && !model().isLeader()) {
			throw new IllegalArgumentException(
					"Secret '%s' is the application's: only the leader gets %s, call setLeader(true) first"
						.formatted(id, kind.hookName("")));
		}
		if (revision != null && !secret.revisions().containsKey(revision)) {
			throw new IllegalArgumentException(
					"Secret '%s' has no revision %d, only %s".formatted(id, revision, secret.revisions().keySet()));
		}
		this.events.accept(Events.secret(kind, id, secret.label(), revision));
	}

	private boolean isGranted(SimulatedSecret secret) {
		return secret.grants()
			.stream()
			.map(Grant::target)
			.anyMatch((target) -> target.equals(model().application()) || target.equals(model().unit().toString()));
	}

	private void requireForeign(SimulatedSecret secret, String what) {
		if (SecretConverter.owner(secret, model()) != null) {
			throw new IllegalArgumentException("Secret '%s' belongs to '%s': the charm itself %s it"
				.formatted(secret.uri(), secret.owner(), what));
		}
	}

	private SimulatedSecret require(String id) {
		SimulatedSecret secret = model().secret(SecretUri.of(id));
		if (secret == null) {
			throw new IllegalArgumentException("There is no secret '%s', only %s".formatted(id,
					model().secrets().stream().map(SimulatedSecret::uri).toList()));
		}
		return secret;
	}

	private SimulatedModel model() {
		return this.unit.model();
	}

}
