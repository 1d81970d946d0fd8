package io.opsframework.model;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sockets at which the Pebbles of a charm's containers answer.
 */
@FunctionalInterface
public interface PebbleSockets {

	/**
	 * Whether a container's socket is there now.
	 * @param container the container's name
	 * @return {@code false} until the container has started
	 */
	boolean exists(String container);

	/**
	 * Sockets where Juju puts them.
	 * @param directory where the containers' directories are; {@code /charm/containers}
	 * in a pod
	 * @return the sockets
	 */
	static PebbleSockets in(Path directory) {
		return (container) -> Files.exists(directory.resolve(container).resolve("pebble.socket"));
	}

}
