package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * The secrets as one hook sees them, with what it changed and is not yet in the model.
 */
final class HookSecrets {

	private final SimulatedModel model;

	private final Set<String> added = new HashSet<>();

	// What the agent takes now, and the controller refuses at the hook's end.
	private final List<String> refusals = new ArrayList<>();

	private @Nullable Map<String, SimulatedSecret> secrets;

	HookSecrets(SimulatedModel model) {
		this.model = model;
	}

	SimulatedSecret add(String owner, Map<String, String> content, Consumer<SimulatedSecret> settings) {
		SimulatedSecret secret = new SimulatedSecret(this.model.newSecretUri(), owner, content);
		settings.accept(secret);
		requireNewLabel(secret);
		secrets().put(secret.uri().identifier(), secret);
		this.added.add(secret.uri().identifier());
		return secret;
	}

	// Only of its own the agent knows in time.
	private void requireNewLabel(SimulatedSecret secret) {
		String refusal = "secret with label %s already exists".formatted(GoText.quote(String.valueOf(secret.label())));
		SimulatedSecret same = find(
				(other) -> secret.label() != null && secret.label().equals(other.label()) && isManaged(other));
		if (same != null && this.added.contains(same.uri().identifier())) {
			throw ToolException.failure(refusal);
		}
		if (same != null && same.owner().equals(secret.owner())) {
			this.refusals.add(refusal);
		}
	}

	@Nullable SimulatedSecret find(SecretUri uri) {
		return secrets().get(uri.identifier());
	}

	@Nullable SimulatedSecret findByLabel(String label) {
		return find((secret) -> label.equals(secret.label()) && secret.isReadableBy(this.model.unit()));
	}

	private @Nullable SimulatedSecret find(Predicate<SimulatedSecret> which) {
		return secrets().values().stream().filter(which).findFirst().orElse(null);
	}

	List<SimulatedSecret> managed() {
		return secrets().values().stream().filter(this::isManaged).toList();
	}

	// The unit's own, and the application's on the leader.
	boolean isManaged(SimulatedSecret secret) {
		UnitName unit = this.model.unit();
		return secret.isOwnedByUnit(unit) || (this.model.isLeader() && secret.owner().equals(unit.application()));
	}

	/**
	 * Change a secret where that is not looked at before the hook's end.
	 * @param uri the secret
	 * @param change the change
	 */
	void change(SecretUri uri, Consumer<SimulatedSecret> change) {
		SimulatedSecret secret = find(uri);
		if (secret == null) {
			this.refusals.add("secret %s not found".formatted(GoText.quote(uri.identifier())));
		}
		else if (!isManaged(secret)) {
			this.refusals.add("permission denied");
		}
		else {
			change.accept(secret);
		}
	}

	void remove(SecretUri uri, @Nullable Integer revision) {
		if (find(uri) == null) {
			if (!JujuVersion.of(this.model.identity().jujuVersion()).isAtLeast(3, 6, 11)) {
				this.refusals.add("removing secrets: secret not found");
			}
			return;
		}
		change(uri, (secret) -> {
			if (revision != null) {
				secret.removeRevision(revision);
			}
			if (revision == null || secret.revisions().isEmpty()) {
				secrets().remove(uri.identifier());
			}
		});
	}

	/**
	 * Read a revision, and track it where that is asked for, or the unit tracks none.
	 * What the model has is tracked at once, what is still to come when the hook
	 * succeeds.
	 * @param secret the secret
	 * @param refresh whether to move on to the latest revision
	 * @return the content of the tracked revision
	 */
	Map<String, String> readTracked(SimulatedSecret secret, boolean refresh) {
		UnitName unit = this.model.unit();
		Integer tracked = secret.trackedRevision(unit);
		if (tracked == null || refresh || isOwnersView(secret)) {
			tracked = secret.latestRevision();
			int revision = tracked;
			secret.track(unit, revision);
			ifCommitted(secret, (committed) -> {
				if (committed.revisions().containsKey(revision)) {
					committed.track(unit, revision);
				}
			});
		}
		return content(secret, tracked);
	}

	// Owners tracked nothing before 3.1.7, and in 3.2 and 3.3.0.
	private boolean isOwnersView(SimulatedSecret secret) {
		JujuVersion version = JujuVersion.of(this.model.identity().jujuVersion());
		boolean tracks = version.isAtLeast(3, 3, 1)
				|| (version.major() == 3 && version.minor() == 1 && version.patch() >= 7);
		return !tracks && secret.isOwnedBy(this.model.unit());
	}

	Map<String, String> content(SimulatedSecret secret, int revision) {
		Map<String, String> content = secret.revisions().get(revision);
		if (content == null) {
			throw ToolException
				.failure("secret revision \"%s/%d\" not found".formatted(secret.uri().identifier(), revision));
		}
		return content;
	}

	void label(SimulatedSecret secret, String label) {
		secret.setLabel(label);
		ifCommitted(secret, (committed) -> committed.setLabel(label));
	}

	private void ifCommitted(SimulatedSecret secret, Consumer<SimulatedSecret> change) {
		SimulatedSecret committed = this.model.secret(secret.uri());
		if (committed != null) {
			change.accept(committed);
		}
	}

	/**
	 * What the controller refuses.
	 * @return its texts; empty if it takes all
	 */
	List<String> refusals() {
		return this.refusals;
	}

	/**
	 * Bring what the hook changed into the model.
	 */
	void flush() {
		if (this.secrets != null) {
			this.model.setSecrets(this.secrets);
		}
	}

	private Map<String, SimulatedSecret> secrets() {
		if (this.secrets == null) {
			this.secrets = new TreeMap<>();
			for (SimulatedSecret secret : this.model.secrets()) {
				this.secrets.put(secret.uri().identifier(), secret.copy());
			}
		}
		return this.secrets;
	}

}
