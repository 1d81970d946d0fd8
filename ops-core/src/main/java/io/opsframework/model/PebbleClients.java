package io.opsframework.model;

import java.nio.file.Path;
import java.time.Duration;

import io.opsframework.pebble.PebbleClient;

/**
 * The Pebbles of a charm's containers.
 */
@FunctionalInterface
public interface PebbleClients {

	/**
	 * The client of a container's Pebble, whether that can be reached or not.
	 * @param container the container's name
	 * @return the client, which takes no part in anything before the first request
	 */
	PebbleClient client(String container);

	/**
	 * Pebbles whose sockets are where Juju puts them.
	 * @param directory where the containers' directories are; {@code /charm/containers}
	 * in a pod
	 * @param timeout how long a Pebble may keep silent before a request fails
	 * @return the Pebbles
	 */
	static PebbleClients in(Path directory, Duration timeout) {
		return (container) -> PebbleClient.at(directory.resolve(container).resolve("pebble.socket"), timeout);
	}

}
