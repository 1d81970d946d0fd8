package io.opsframework.simulation.pebble;

import io.opsframework.pebble.AbstractPebbleClientTests;
import io.opsframework.pebble.PebbleClient;

/**
 * Tests for {@link SimulatedPebble} as a client.
 */
class SimulatedPebbleClientTests extends AbstractPebbleClientTests {

	private final SimulatedPebble pebble = new SimulatedPebble("web");

	SimulatedPebbleClientTests() {
		this.pebble.setFile(directory(), SimulatedFile.directory());
	}

	@Override
	protected PebbleClient client() {
		return this.pebble;
	}

	@Override
	protected final String directory() {
		return "/srv";
	}

}
