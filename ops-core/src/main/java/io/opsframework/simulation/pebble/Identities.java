package io.opsframework.simulation.pebble;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.opsframework.pebble.Identity;
import io.opsframework.pebble.PebbleApiException;

/**
 * Who may use a simulated Pebble.
 */
final class Identities {

	private static final Set<String> ACCESS = Set.of("admin", "read", "metrics", "untrusted");

	private final Map<String, Identity> identities = new TreeMap<>();

	// Pebble keeps passwords to itself.
	Map<String, Identity> all() {
		Map<String, Identity> shown = new TreeMap<>(this.identities);
		shown.replaceAll((name, identity) -> (identity.password() != null)
				? new Identity(identity.access(), identity.userId(), "*****") : identity);
		return shown;
	}

	void replace(Map<String, Identity> changes) {
		changes.forEach((name, identity) -> {
			if (!ACCESS.contains(identity.access())) {
				throw refused(
						"invalid identity for \"%s\": invalid access value \"%s\", must be \"admin\", \"read\", \"metrics\", or \"untrusted\""
							.formatted(name, identity.access()));
			}
		});
		Map<String, Identity> changed = new TreeMap<>(this.identities);
		changed.putAll(changes);
		requireDifferentUsers(changed);
		this.identities.putAll(changes);
	}

	private static void requireDifferentUsers(Map<String, Identity> identities) {
		Map<Integer, List<String>> users = new TreeMap<>();
		identities.forEach((name, identity) -> {
			if (identity.userId() != null) {
				users.computeIfAbsent(identity.userId(), (id) -> new ArrayList<>()).add(name);
			}
		});
		users.forEach((id, names) -> {
			if (names.size() > 1) {
				throw refused(
						"cannot have multiple identities with user ID %d (%s)".formatted(id, String.join(", ", names)));
			}
		});
	}

	void remove(Collection<String> names) {
		List<String> unknown = names.stream().filter((name) -> !this.identities.containsKey(name)).sorted().toList();
		if (!unknown.isEmpty()) {
			throw refused("identities do not exist: " + String.join(", ", unknown));
		}
		this.identities.keySet().removeAll(Set.copyOf(names));
	}

	private static PebbleApiException refused(String message) {
		return new PebbleApiException("POST /v1/identities", 400, null, message);
	}

}
