package io.opsframework.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.opsframework.charm.StorageMetadata;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.SecretSettings;
import io.opsframework.hooktool.StatusInfo;
import io.opsframework.juju.Port;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.UnitName;
import io.opsframework.logging.SecurityEvents;

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

	/**
	 * Open a port or a range ({@code open-port}) when the hook succeeds. Whether others
	 * can reach it, {@code juju expose} decides.
	 * @param port what to open, such as {@code Port.tcp(8080)}; on Kubernetes no range
	 */
	public void openPort(Port port) {
		change((tools) -> tools.openPort(port));
	}

	/**
	 * Close a port or a range ({@code close-port}) when the hook succeeds.
	 * @param port what to close, as it was opened
	 */
	public void closePort(Port port) {
		change((tools) -> tools.closePort(port));
	}

	/**
	 * The ports that this unit has opened ({@code opened-ports}), with what this hook has
	 * opened and closed.
	 * @return ports and ranges, sorted
	 */
	public Set<Port> openedPorts() {
		Hook current = this.hook.get();
		current.writes().sendNow(UnitWrite.class);
		return current.tools().openedPorts();
	}

	/**
	 * Have these ports open when the hook succeeds, and no others. What is open already
	 * is left alone, and without a difference nothing is changed.
	 * @param ports ports and ranges; none to close all
	 * @throws IllegalArgumentException if two of them have numbers in common without
	 * being equal; nothing is changed then
	 */
	public void setPorts(Port... ports) {
		Set<Port> wanted = new TreeSet<>(List.of(ports));
		requireApart(wanted);
		Set<Port> opened = openedPorts();
		// One that is in the way of another goes first.
		opened.stream().filter((port) -> !wanted.contains(port)).forEach(this::closePort);
		wanted.stream().filter((port) -> !opened.contains(port)).forEach(this::openPort);
	}

	/**
	 * Ask for one more instance of a storage ({@code storage-add}).
	 * @param name its name in the charm's metadata
	 * @throws ModelException if the charm does not declare it, or the unit would have too
	 * many
	 */
	public void addStorage(String name) {
		addStorage(name, 1);
	}

	// Sorted as they are, of any that overlap two neighbours do.
	private static void requireApart(Set<Port> ports) {
		Port before = null;
		for (Port port : ports) {
			if (before != null && before.overlaps(port)) {
				throw new IllegalArgumentException(
						"Ports %s and %s have numbers in common: Juju opens only one of them".formatted(before, port));
			}
			before = port;
		}
	}

	/**
	 * Ask for more instances of a storage ({@code storage-add}). Juju makes them when the
	 * hook has succeeded, and tells of each with its storage-attached;
	 * {@link Model#storages(String)} stays as it is in this hook.
	 * @param name its name in the charm's metadata
	 * @param count how many
	 * @throws ModelException if the charm does not declare it, or the unit would have too
	 * many
	 * @throws IllegalArgumentException if the count is not positive
	 */
	public void addStorage(String name, int count) {
		Hook current = this.hook.get();
		StorageMetadata declared = current.requireStorage(name);
		if (count < 1) {
			throw new IllegalArgumentException("%d instances of storage '%s' cannot be added".formatted(count, name));
		}
		requireRoom(declared, count, current);
		change(new StorageWrite(current, name, count));
	}

	// Juju would fail the hook that has succeeded.
	private static void requireRoom(StorageMetadata declared, int count, Hook hook) {
		Integer maximum = declared.instances().maximum();
		if (maximum != null) {
			int there = hook.storages(declared.name()).size();
			int asked = hook.addedStorages(declared.name());
			if ((long) there + asked + count > maximum) {
				throw new ModelException(
						"Storage '%s' can have %d instances%s: %d cannot be added; raise 'multiple' in the charm's metadata"
							.formatted(declared.name(), maximum,
									(asked > 0) ? ", has %d and was asked for %d more".formatted(there, asked)
											: " and has " + there,
									count));
			}
		}
	}

	/**
	 * Have the unit's machine reboot when the hook has succeeded ({@code juju-reboot}).
	 * Not in actions, nor on Kubernetes.
	 */
	public void reboot() {
		logRestart();
		change((tools) -> tools.jujuReboot(false));
	}

	/**
	 * Have the unit's machine reboot at once ({@code juju-reboot --now}). Juju kills the
	 * hook, keeps nothing of it, and runs it again after the reboot: only what is on the
	 * machine can tell that it was there before. Not in actions, nor on Kubernetes.
	 * @throws RebootException always, to end the hook
	 */
	public void rebootNow() {
		logRestart();
		this.hook.get().rebootNow();
	}

	private void logRestart() {
		Hook current = this.hook.get();
		new SecurityEvents(current.context(), current.tools()::jujuLog).restart();
	}

	private void change(Consumer<HookTools> change) {
		Hook current = this.hook.get();
		change(new UnitWrite(() -> change.accept(current.tools())));
	}

	private void change(PendingWrites.Write write) {
		this.hook.get().writes().write(write);
	}

	@Override
	public String toString() {
		return this.hook.find().map((hook) -> "unit " + hook.context().unit()).orElse("unit outside of a hook");
	}

	/**
	 * A port that waits to be opened or closed, a storage to be added, or a reboot. No
	 * two are equal.
	 */
	private static final class UnitWrite implements PendingWrites.Write {

		private final Runnable change;

		UnitWrite(Runnable change) {
			this.change = change;
		}

		@Override
		public void send() {
			this.change.run();
		}

		@Override
		public void drop() {
			// Nothing else is known of it.
		}

	}

}
