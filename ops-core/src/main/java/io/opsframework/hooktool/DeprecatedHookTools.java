package io.opsframework.hooktool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.hooktool.DeprecatedCommands.LeaderGet;

/**
 * The hook tools that Juju 4 does not have any more. A method whose tool is not there
 * throws a {@link HookToolNotFoundException}; for the rest see {@link HookTools}, whose
 * {@code deprecated()} gives them.
 */
public final class DeprecatedHookTools {

	private final HookToolCaller caller;

	// By the tool that prints it.
	private final Map<String, String> specifications = new HashMap<>();

	DeprecatedHookTools(HookToolCaller caller) {
		this.caller = caller;
	}

	/**
	 * Report metrics ({@code add-metric}), which only {@code collect-metrics} may. Not
	 * from Juju 3.6.11 on.
	 * @param metrics the values, which are finite and not negative, by the keys that the
	 * charm declares
	 * @param labels what the values are about, by name; may be empty
	 * @throws IllegalArgumentException if there are no metrics, or Juju would not take
	 * one
	 */
	public void addMetric(Map<String, ? extends Number> metrics, Map<String, String> labels) {
		Metrics.check(metrics, labels);
		this.caller.run(DeprecatedCommands.addMetric(metrics, labels));
	}

	/**
	 * What the leader has told the other units ({@code leader-get}).
	 * @return keys and values
	 */
	public Map<String, String> leaderGet() {
		return this.caller.read(new LeaderGet());
	}

	/**
	 * Tell the other units something ({@code leader-set}), at once. Only the leader may.
	 * Juju takes white space around a value away.
	 * @param changes keys and values; the empty string removes a key
	 * @throws IllegalArgumentException if there are no changes, or a key is empty or has
	 * an equals sign in it
	 */
	public void leaderSet(Map<String, String> changes) {
		if (changes.isEmpty() || changes.keySet().stream().anyMatch((key) -> key.isBlank() || key.contains("="))) {
			throw new IllegalArgumentException(
					"%s cannot be set for the units: give one key at least, none of them empty or with an equals sign"
						.formatted(changes.keySet()));
		}
		this.caller.forget(LeaderGet.class, (query) -> true);
		this.caller.run(DeprecatedCommands.leaderSet(changes));
	}

	/**
	 * Register a payload ({@code payload-register}), at once.
	 * @param type the type that the charm declares for the payload
	 * @param payload the name that the charm declares
	 * @param id the id of what runs
	 * @param labels what {@code juju list-payloads} shows beside it
	 */
	public void payloadRegister(String type, String payload, String id, String... labels) {
		this.caller.run(DeprecatedCommands.payloadRegister(type, payload, id, List.of(labels)));
	}

	/**
	 * Tell how a payload does ({@code payload-status-set}), at once.
	 * @param payload the name that the charm declares
	 * @param id the id of what runs
	 * @param status {@code starting}, {@code running}, {@code stopping} or
	 * {@code stopped}
	 */
	public void payloadStatusSet(String payload, String id, String status) {
		this.caller.run(HookToolCall.of("payload-status-set", "--", payload, id, status));
	}

	/**
	 * Forget a payload ({@code payload-unregister}), at once.
	 * @param payload the name that the charm declares
	 * @param id the id of what does not run any more
	 */
	public void payloadUnregister(String payload, String id) {
		this.caller.run(HookToolCall.of("payload-unregister", "--", payload, id));
	}

	/**
	 * Set what runs in the application's pods ({@code pod-spec-set}) when the hook
	 * succeeds. Only the leader may.
	 * @param specification the specification in YAML, with its
	 * {@code kubernetesResources} if it has some
	 */
	public void podSpecSet(String specification) {
		setSpecification("pod-spec-set", specification);
	}

	/**
	 * What was set to run in the application's pods ({@code pod-spec-get}).
	 * @return the specification in YAML
	 */
	public String podSpecGet() {
		return specification("pod-spec-get");
	}

	/**
	 * Set what runs in the application's pods ({@code k8s-spec-set}), as
	 * {@link #podSpecSet(String)}. From Juju 2.8 on.
	 * @param specification the specification in YAML
	 */
	public void k8sSpecSet(String specification) {
		setSpecification("k8s-spec-set", specification);
	}

	/**
	 * What was set to run in the application's pods ({@code k8s-spec-get}).
	 * @return the specification in YAML
	 */
	public String k8sSpecGet() {
		return specification("k8s-spec-get");
	}

	/**
	 * Set the application's Kubernetes manifest ({@code k8s-raw-set}) when the hook
	 * succeeds, in place of a specification of its pods. Only the leader may.
	 * @param manifest the manifest in YAML
	 */
	public void k8sRawSet(String manifest) {
		setSpecification("k8s-raw-set", manifest);
	}

	/**
	 * The application's Kubernetes manifest ({@code k8s-raw-get}).
	 * @return the manifest in YAML
	 */
	public String k8sRawGet() {
		return specification("k8s-raw-get");
	}

	private void setSpecification(String tool, String specification) {
		this.specifications.clear();
		this.caller.run(DeprecatedCommands.specSet(tool, specification));
	}

	private String specification(String tool) {
		return this.specifications.computeIfAbsent(tool, (name) -> this.caller.run(HookToolCall.of(name)));
	}

}
