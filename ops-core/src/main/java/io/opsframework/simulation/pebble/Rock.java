package io.opsframework.simulation.pebble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Plan;

/**
 * The container image of a workload, as Rockcraft builds it.
 */
public final class Rock {

	private Rock() {
	}

	/**
	 * The layer that Pebble finds in the image when it starts.
	 * @param rockcraft the file {@code rockcraft.yaml}
	 * @return a layer with the services and checks of the rock
	 * @throws UncheckedIOException if the file cannot be read
	 * @throws IllegalArgumentException if it is no YAML, or there is something wrong with
	 * its services or checks
	 */
	public static Layer layer(Path rockcraft) {
		try {
			// Which leaves out all else that the file has.
			Plan plan = Plan.of(Files.readString(rockcraft));
			return new Layer(null, null, plan.services(), plan.checks(), plan.logTargets());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
