package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.JujuVersion;
import org.jspecify.annotations.Nullable;

/**
 * One hook from its beginning to its end: what it read once, and what it wrote that is
 * not yet in the model.
 */
final class HookContext {

	/** The doubled words are Juju's. */
	static final String NOT_IMPLEMENTED = "not implemented for restricted context not implemented";

	private final SimulatedModel model;

	private final JujuVersion version;

	private final HookVariables variables;

	private final HookDatabags databags;

	private final HookSecrets secrets;

	private final HookPorts ports;

	private final HookStorages storages;

	// Null for what is deleted.
	private final Map<String, @Nullable String> unitStateChanges = new TreeMap<>();

	private final @Nullable RunningAction action;

	private @Nullable Map<String, @Nullable Object> settings;

	private @Nullable SimulatedStatus unitStatus;

	private @Nullable Map<String, String> leaderSettings;

	private @Nullable String podSpec;

	private @Nullable String kubernetesManifest;

	private boolean reboots;

	private boolean killed;

	HookContext(SimulatedModel model, HookVariables variables) {
		this.model = model;
		this.version = model.version();
		this.variables = variables;
		this.databags = new HookDatabags(model);
		this.secrets = new HookSecrets(model);
		this.ports = new HookPorts(model);
		this.storages = new HookStorages(model);
		this.action = RunningAction.of(model, variables.action());
	}

	HookVariables variables() {
		return this.variables;
	}

	// The model, where the hook may see it at all.
	SimulatedModel model() {
		requireUnrestricted();
		return this.model;
	}

	// The version of the agent, which every hook knows.
	JujuVersion version() {
		return this.version;
	}

	// The model's log, which every hook may write.
	void log(String level, String message) {
		this.model.addLogLine(new JujuLogLine(level, message, this.variables.relation()));
	}

	HookDatabags databags() {
		requireUnrestricted();
		return this.databags;
	}

	HookSecrets secrets() {
		requireUnrestricted();
		return this.secrets;
	}

	HookPorts ports() {
		requireUnrestricted();
		return this.ports;
	}

	HookStorages storages() {
		requireUnrestricted();
		return this.storages;
	}

	RunningAction action() {
		requireUnrestricted();
		if (this.action == null) {
			throw ToolException.failure("not running an action");
		}
		return this.action;
	}

	// What Juju keeps for the unit, with what the hook changed of it.
	Map<String, String> unitState() {
		requireUnrestricted();
		return changedUnitState();
	}

	private Map<String, String> changedUnitState() {
		Map<String, String> state = new TreeMap<>(this.model.unitState());
		this.unitStateChanges.forEach((key, value) -> state.compute(key, (name, before) -> value));
		return state;
	}

	void changeUnitState(Map<String, String> changes) {
		requireUnrestricted();
		this.unitStateChanges.putAll(changes);
	}

	void deleteUnitState(String key) {
		requireUnrestricted();
		this.unitStateChanges.put(key, null);
	}

	// What the leader has told, as it was when the hook first asked.
	Map<String, String> leaderSettings() {
		if (this.leaderSettings == null) {
			this.leaderSettings = Map.copyOf(model().leaderSettings());
		}
		return this.leaderSettings;
	}

	void changeLeaderSettings(Map<String, String> changes) {
		model().updateLeaderSettings(changes);
		this.leaderSettings = null;
	}

	// At once, and only there.
	void addMetric(SimulatedMetric metric) {
		if (!this.variables.collectsMetrics()) {
			throw ToolException.failure("cannot record metric: metrics not allowed in this context");
		}
		this.model.addMetric(metric);
	}

	void setPodSpec(String specification) {
		requireUnrestricted();
		this.podSpec = specification;
	}

	void setKubernetesManifest(String manifest) {
		requireUnrestricted();
		this.kubernetesManifest = manifest;
	}

	// The configuration as it was when the hook first asked.
	Map<String, @Nullable Object> settings() {
		if (this.settings == null) {
			this.settings = model().config().settings();
		}
		return this.settings;
	}

	// The unit's status as it was when the hook first asked.
	SimulatedStatus unitStatus() {
		if (this.unitStatus == null) {
			this.unitStatus = model().unitStatus().current();
		}
		return this.unitStatus;
	}

	/**
	 * Reboot the machine.
	 * @param now whether Juju kills the hook for it, and keeps nothing of it; else it
	 * waits for the hook to succeed
	 */
	void reboot(boolean now) {
		requireUnrestricted();
		if (this.action != null) {
			throw ToolException.failure("juju-reboot is not supported when running an action.");
		}
		if (this.model.isKubernetes()) {
			throw ToolException.failure("juju-reboot is not supported on Kubernetes");
		}
		this.reboots = true;
		this.killed |= now;
	}

	boolean isRestricted() {
		return this.variables.isRestricted();
	}

	/**
	 * Fail where only the leader may go on.
	 */
	void requireLeader() {
		if (!model().isLeader()) {
			throw ToolException.failure("this unit is not the leader");
		}
	}

	void commit() {
		try {
			if (!this.killed) {
				flush();
			}
			if (this.reboots) {
				this.model.addReboot();
			}
		}
		finally {
			end();
		}
	}

	private void flush() {
		requireAccepted();
		requireOneSpecification();
		this.databags.flush();
		this.secrets.flush();
		this.ports.flush();
		this.storages.flush();
		this.model.replaceUnitState(changedUnitState());
		this.model.setPodSpecs(this.podSpec, this.kubernetesManifest);
	}

	private void requireOneSpecification() {
		if (this.podSpec != null && this.kubernetesManifest != null) {
			throw new RefusedChangesException(
					List.of("either k8s-spec-set or k8s-raw-set can be run for each application, but not both"));
		}
	}

	// What the agent took, and the controller refuses.
	private void requireAccepted() {
		List<String> refusals = new ArrayList<>(this.secrets.refusals());
		refusals.addAll(this.storages.refusals());
		if (!refusals.isEmpty()) {
			throw new RefusedChangesException(refusals);
		}
	}

	void rollback() {
		if (this.killed) {
			this.model.addReboot();
		}
		end();
	}

	private void end() {
		if (this.action != null) {
			this.action.end();
		}
	}

	private void requireUnrestricted() {
		if (isRestricted()) {
			throw ToolException.failure(NOT_IMPLEMENTED);
		}
	}

}
