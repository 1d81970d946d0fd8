package io.opsframework.model;

import java.util.Map;

import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.SecretSettings;
import io.opsframework.hooktool.StatusInfo;
import io.opsframework.juju.SecretOwner;
import io.opsframework.logging.SecurityEvents;

/**
 * This unit's application. A singleton in front of the current hook, as {@link Unit}.
 */
public final class Application {

	private final CurrentHook hook;

	Application(CurrentHook hook) {
		this.hook = hook;
	}

	/**
	 * The application's name.
	 * @return the name
	 */
	public String name() {
		return this.hook.get().context().unit().application();
	}

	/**
	 * The application's status ({@code status-get --application}).
	 * @return the status
	 * @throws NotLeaderException if this unit is not the leader
	 */
	public Status status() {
		StatusInfo info = asLeader("status-get", "read the application's status").tools()
			.applicationStatusGet()
			.application();
		return new Status(Status.Name.of(info.status()), info.message());
	}

	/**
	 * Set the application's status ({@code status-set --application}). Juju shows it at
	 * once, also when the hook fails later.
	 * @param status the status
	 * @throws InvalidStatusException for {@code error} and {@code unknown}
	 * @throws NotLeaderException if this unit is not the leader
	 */
	public void setStatus(Status status) {
		status.requireSettable();
		asLeader("status-set", "set the application's status").tools()
			.applicationStatusSet(status.name().jujuName(), status.message());
	}

	/**
	 * How many units the application is to have ({@code goal-state}): this one, those
	 * that are there and those that are still to come, without those that are being
	 * removed.
	 * @return the number; 0 where the whole application is being removed
	 */
	public int plannedUnits() {
		return this.hook.get().tools().goalState().plannedUnits();
	}

	/**
	 * Have Juju keep a secret of the application ({@code secret-add}).
	 * @param content keys and values
	 * @return the secret
	 * @throws NotLeaderException if this unit is not the leader
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public Secret addSecret(Map<String, String> content) {
		return addSecret(content, SecretSettings.none());
	}

	/**
	 * Have Juju keep a secret of the application ({@code secret-add}). Juju names it at
	 * once, and keeps it when the hook succeeds.
	 * @param content keys, of three or more lower-case letters, digits and single dashes
	 * between them, and values
	 * @param settings its label, description, expiry and rotation
	 * @return the secret
	 * @throws NotLeaderException if this unit is not the leader
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public Secret addSecret(Map<String, String> content, SecretSettings settings) {
		asLeader("secret-add", "add a secret of the application");
		return Secret.add(this.hook::get, SecretOwner.APPLICATION, settings, content);
	}

	/**
	 * Set what runs in the application's pods ({@code pod-spec-set}) when the hook
	 * succeeds, of a charm without containers that operates pods from outside.
	 * @param specification the specification in YAML, with its
	 * {@code kubernetesResources} if it has some
	 * @throws NotLeaderException if this unit is not the leader
	 * @deprecated Juju 4 does not have it; such charms have containers now
	 */
	@Deprecated
	public void setPodSpec(String specification) {
		Hook current = asLeader("pod-spec-set", "set what the application's pods run");
		current.writes().write(new PodSpecWrite(current, specification));
	}

	private Hook asLeader(String tool, String what) {
		Hook current = this.hook.get();
		if (!current.tools().isLeader()) {
			throw refusal(current, tool, what);
		}
		return current;
	}

	static NotLeaderException refusal(Hook hook, String tool, String what) {
		NotLeaderException refusal = new NotLeaderException(hook.context().unit(), what);
		try {
			new SecurityEvents(hook.context(), hook.tools()::jujuLog).refused(tool, refusal.getMessage(), false);
		}
		catch (HookToolException ex) {
			refusal.addSuppressed(ex);
		}
		return refusal;
	}

	@Override
	public String toString() {
		return this.hook.find()
			.map((hook) -> "application " + hook.context().unit().application())
			.orElse("application outside of a hook");
	}

	/**
	 * A specification of pods that waits to be set.
	 */
	private record PodSpecWrite(Hook hook, String specification) implements PendingWrites.Write {

		@Override
		@SuppressWarnings("deprecation")
		public void send() {
			this.hook.tools().deprecated().podSpecSet(this.specification);
		}

		@Override
		public void drop() {
			// Nothing else is known of it.
		}

	}

}
