package io.opsframework.simulation;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import io.opsframework.juju.RelationId;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of a hook, as far as hook tools depend on them.
 */
final class HookVariables {

	private static final Set<String> RESTRICTED = Set.of("collect-metrics", "meter-status-changed");

	private final Map<String, String> variables;

	private final boolean restricted;

	private final @Nullable RelationId relation;

	HookVariables(Map<String, String> variables) {
		this.variables = Map.copyOf(variables);
		this.restricted = RESTRICTED.contains(hookName());
		this.relation = relation(get("JUJU_RELATION_ID"));
	}

	/**
	 * Whether Juju offers hardly any tools in this hook.
	 * @return {@code true} for {@code collect-metrics} and {@code meter-status-changed}
	 */
	boolean isRestricted() {
		return this.restricted;
	}

	@Nullable RelationId relation() {
		return this.relation;
	}

	@Nullable String remoteUnit() {
		return get("JUJU_REMOTE_UNIT");
	}

	@Nullable String remoteApplication() {
		return get("JUJU_REMOTE_APP");
	}

	@Nullable String action() {
		return get("JUJU_ACTION_NAME");
	}

	// The directory that relative paths are relative to: hooks start in the charm's.
	Path directory() {
		return Path.of(this.variables.getOrDefault("JUJU_CHARM_DIR", ""));
	}

	private String hookName() {
		String path = this.variables.getOrDefault("JUJU_DISPATCH_PATH", "");
		return path.substring(path.lastIndexOf('/') + 1);
	}

	// What is malformed is for the charm to notice: the agent knows the relation
	// otherwise.
	private static @Nullable RelationId relation(@Nullable String id) {
		try {
			return (id != null) ? RelationId.of(id) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	// A variable; in Juju an empty one means the same as none.
	private @Nullable String get(String name) {
		String value = this.variables.get(name);
		return (value == null || value.isEmpty()) ? null : value;
	}

}
