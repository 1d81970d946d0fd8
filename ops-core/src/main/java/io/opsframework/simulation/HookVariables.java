package io.opsframework.simulation;

import java.nio.file.Path;
import java.util.Map;

import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of a hook, as far as hook tools depend on them.
 */
final class HookVariables {

	private final JujuContext context;

	private final boolean restricted;

	private final @Nullable RelationId relation;

	HookVariables(Map<String, String> variables) {
		this.context = JujuContext.of(variables);
		this.restricted = this.context.dispatchPath().kind().isRestricted();
		this.relation = relation(get(JujuVariable.JUJU_RELATION_ID));
	}

	/**
	 * Whether Juju offers hardly any tools in this hook.
	 * @return {@code true} for {@code collect-metrics} and {@code meter-status-changed}
	 */
	boolean isRestricted() {
		return this.restricted;
	}

	// Whether the hook is there to add metrics.
	boolean collectsMetrics() {
		return this.context.dispatchPath().kind() == HookKind.COLLECT_METRICS;
	}

	@Nullable RelationId relation() {
		return this.relation;
	}

	// As with the relation.
	@Nullable StorageId storage() {
		String id = get(JujuVariable.JUJU_STORAGE_ID);
		try {
			return (id != null) ? StorageId.of(id) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Nullable String remoteUnit() {
		return get(JujuVariable.JUJU_REMOTE_UNIT);
	}

	@Nullable String remoteApplication() {
		return get(JujuVariable.JUJU_REMOTE_APP);
	}

	@Nullable String action() {
		return get(JujuVariable.JUJU_ACTION_NAME);
	}

	// The directory that relative paths are relative to: hooks start in the charm's.
	Path directory() {
		return this.context.find(JujuVariable.JUJU_CHARM_DIR).map(Path::of).orElseGet(() -> Path.of(""));
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

	private @Nullable String get(JujuVariable variable) {
		return this.context.find(variable).orElse(null);
	}

}
