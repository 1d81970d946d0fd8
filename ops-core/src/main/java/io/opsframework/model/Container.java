package io.opsframework.model;

/**
 * A workload container of a Kubernetes charm, as declared under {@code containers}. A
 * singleton in front of the current hook, as {@link Unit}.
 */
public final class Container {

	private final String name;

	private final CurrentHook hook;

	Container(String name, CurrentHook hook) {
		this.name = name;
		this.hook = hook;
	}

	/**
	 * The container's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Whether the socket of the container's Pebble is there now.
	 * @return {@code false} until the container has started
	 * @throws IllegalStateException if no hook is running in this thread
	 */
	public boolean canConnect() {
		return this.hook.get().canConnect(this.name);
	}

	@Override
	public String toString() {
		return "container " + this.name;
	}

}
