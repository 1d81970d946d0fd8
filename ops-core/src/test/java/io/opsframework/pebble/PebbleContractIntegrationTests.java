package io.opsframework.pebble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests for {@link PebbleContract} with a real Pebble.
 */
class PebbleContractIntegrationTests extends PebbleContract {

	private final PebbleServer server = PebbleServer.start();

	private final PebbleClient client = this.server.client();

	@TempDir
	private Path files;

	@BeforeEach
	void checkDirectory() throws IOException {
		Files.createDirectories(this.files);
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Override
	protected PebbleClient pebble() {
		return this.client;
	}

	@Override
	protected String directory() {
		return this.files.toString();
	}

}
