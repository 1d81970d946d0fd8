package io.opsframework.testing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.opsframework.hooktool.SecretContent;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import org.jspecify.annotations.Nullable;

/**
 * The consistency rules about secrets and their events.
 */
final class SecretRules {

	private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-z]{20}");

	private SecretRules() {
	}

	static void secretsAreJujus(ScenarioInput input, Violations violations) {
		Set<String> ids = new HashSet<>();
		for (SecretState secret : input.state().secrets()) {
			if (!IDENTIFIER.matcher(SecretUri.of(secret.id()).identifier()).matches()) {
				violations.add(
						"Secret '%s' has an id that Juju would not give: take 'secret:' and 20 digits and lower-case letters",
						secret.id());
			}
			if (!ids.add(SecretUri.of(secret.id()).identifier())) {
				violations.add("Secret '%s' is in the state twice", secret.id());
			}
			check(secret, input, violations);
		}
	}

	private static void check(SecretState secret, ScenarioInput input, Violations violations) {
		secret.revisions().forEach((revision, content) -> {
			try {
				SecretContent.check(content);
			}
			catch (IllegalArgumentException ex) {
				violations.add("Revision %d of secret '%s' cannot be: %s", revision, secret.id(), ex.getMessage());
			}
		});
		List<Integer> numbers = input.state().relations().stream().map((relation) -> relation.id().number()).toList();
		for (Integer relation : secret.grants().keySet()) {
			if (!numbers.contains(relation)) {
				violations.add(
						"Secret '%s' is granted for relation %d, which is not in the state: add it with withRelations",
						secret.id(), relation);
			}
		}
	}

	// CC-26
	static void secretOfEventIsInState(ScenarioInput input, Violations violations) {
		String id = input.event().variable(JujuVariable.JUJU_SECRET_ID);
		if (!isSecretEvent(input)) {
			return;
		}
		SecretState secret = find(input, id);
		if (secret == null) {
			violations.add("The event's secret '%s' is not in the state: add it with withSecrets", String.valueOf(id));
			return;
		}
		checkOwner(secret, input, violations);
	}

	private static void checkOwner(SecretState secret, ScenarioInput input, Violations violations) {
		boolean changed = input.event().path().kind() == HookKind.SECRET_CHANGED;
		if (changed && secret.owner() != null) {
			violations.add("Secret '%s' is the charm's own: only those who read it get secret-changed", secret.id());
		}
		if (!changed && secret.owner() == null) {
			violations.add("Secret '%s' is somebody else's: only its owner gets %s", secret.id(), input.event().name());
		}
		if (!changed && secret.owner() == SecretOwner.APPLICATION && !input.state().leader()) {
			violations.add("Secret '%s' is the application's: only the leader gets %s", secret.id(),
					input.event().name());
		}
	}

	// CC-27
	static void secretEventIsKnownToJuju(ScenarioInput input, Violations violations) {
		JujuVersion version = JujuVersion.of(input.state().model().jujuVersion());
		if (isSecretEvent(input) && !version.isAtLeast(3, 0, 0)) {
			violations.add("Juju %s has no secrets: take 3.0.3 or later for the model", version);
		}
	}

	private static @Nullable SecretState find(ScenarioInput input, @Nullable String id) {
		return input.state().secrets().stream().filter((secret) -> secret.id().equals(id)).findFirst().orElse(null);
	}

	private static boolean isSecretEvent(ScenarioInput input) {
		return input.event().path().kind().subject() == HookKind.Subject.SECRET;
	}

}
