package io.opsframework.model;

import java.nio.file.Path;

/**
 * A workload container of a Kubernetes charm, as declared under {@code containers}.
 */
public final class Container {

	private final String name;

	private final PebbleSockets sockets;

	/**
	 * Create a new container.
	 * @param name its name in the charm's metadata
	 * @param containersDirectory where the containers' directories are;
	 * {@code /charm/containers} in a pod
	 */
	public Container(String name, Path containersDirectory) {
		this(name, PebbleSockets.in(containersDirectory));
	}

	/**
	 * Create a new container.
	 * @param name its name in the charm's metadata
	 * @param sockets knows whether its Pebble's socket is there
	 */
	public Container(String name, PebbleSockets sockets) {
		this.name = name;
		this.sockets = sockets;
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
	 */
	public boolean canConnect() {
		return this.sockets.exists(this.name);
	}

	@Override
	public String toString() {
		return "container " + this.name;
	}

}
