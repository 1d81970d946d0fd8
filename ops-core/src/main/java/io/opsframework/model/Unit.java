package io.opsframework.model;

import java.util.Map;

import io.opsframework.hooktool.SecretSettings;
import io.opsframework.hooktool.StatusInfo;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.UnitName;

/**
 * This unit. A singleton in front of the current hook: outside of one, and in other
 * threads, every question is an {@link IllegalStateException}.
 */
public final class Unit {

	private final CurrentHook hook;

	Unit(CurrentHook hook) {
		this.hook = hook;
	}

	/**
	 * The unit's name.
	 * @return the name
	 */
	public UnitName name() {
		return this.hook.get().context().unit();
	}

	/**
	 * Whether this unit is the leader of its application ({@code is-leader}). True is
	 * good for about 30 seconds.
	 * @return {@code true} if it is
	 */
	public boolean isLeader() {
		return this.hook.get().tools().isLeader();
	}

	/**
	 * The unit's workload status ({@code status-get}).
	 * @return the status
	 */
	public Status status() {
		StatusInfo info = this.hook.get().tools().statusGet();
		return new Status(Status.Name.of(info.status()), info.message());
	}

	/**
	 * Set the unit's workload status ({@code status-set}). Juju shows it at once, also
	 * when the hook fails later.
	 * @param status the status
	 * @throws InvalidStatusException for {@code error} and {@code unknown}
	 */
	public void setStatus(Status status) {
		status.requireSettable();
		this.hook.get().tools().statusSet(status.name().jujuName(), status.message());
	}

	/**
	 * Set the version of the workload that {@code juju status} shows
	 * ({@code application-version-set}).
	 * @param version the version
	 */
	public void setWorkloadVersion(String version) {
		this.hook.get().tools().applicationVersionSet(version);
	}

	/**
	 * Have Juju keep a secret of the unit ({@code secret-add}).
	 * @param content keys and values
	 * @return the secret
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public Secret addSecret(Map<String, String> content) {
		return addSecret(content, SecretSettings.none());
	}

	/**
	 * Have Juju keep a secret of the unit ({@code secret-add}). Juju names it at once,
	 * and keeps it when the hook succeeds.
	 * @param content keys, of three or more lower-case letters, digits and single dashes
	 * between them, and values
	 * @param settings its label, description, expiry and rotation
	 * @return the secret
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public Secret addSecret(Map<String, String> content, SecretSettings settings) {
		return Secret.add(this.hook::get, SecretOwner.UNIT, settings, content);
	}

	@Override
	public String toString() {
		return this.hook.find().map((hook) -> "unit " + hook.context().unit()).orElse("unit outside of a hook");
	}

}
