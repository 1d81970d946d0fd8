package io.opsframework.testing;

/**
 * A container of the charm in a {@link State}.
 *
 * @param name the container's name in the charm's metadata
 * @param canConnect whether the charm can connect to it: whether it has started
 */
public record ContainerState(String name, boolean canConnect) {

	/**
	 * A container that has started.
	 * @param name the container's name
	 * @return the container
	 */
	public static ContainerState started(String name) {
		return new ContainerState(name, true);
	}

	/**
	 * A container that has not started.
	 * @param name the container's name
	 * @return the container
	 */
	public static ContainerState stopped(String name) {
		return new ContainerState(name, false);
	}

}
