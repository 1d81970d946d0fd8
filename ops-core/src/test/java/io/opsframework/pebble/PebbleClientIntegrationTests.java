package io.opsframework.pebble;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PebbleClient} with a real Pebble.
 */
class PebbleClientIntegrationTests extends AbstractPebbleClientTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static PebbleServer server;

	private static PebbleClient client;

	@BeforeAll
	static void start() throws IOException {
		server = PebbleServer.start();
		client = server.client();
		Files.createDirectory(server.directory().resolve("files"));
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			client.close();
			server.close();
		}
	}

	@Override
	protected PebbleClient client() {
		return client;
	}

	@Override
	protected String directory() {
		return server.directory().resolve("files").toString();
	}

	@Test
	void serviceThatDoesNotStartTellsItsOutput() {
		client.combineLayer("bad",
				Layer.service("bad", ServiceSpec.of("sh -c 'echo the port is taken; exit 2'").withStartup("disabled")));
		String id = client.startServices(List.of("bad"));
		assertThatExceptionOfType(PebbleChangeException.class).isThrownBy(() -> client.await(id, LONG))
			.withMessageContaining("Start service \"bad\"")
			.withMessageContaining("exited quickly with code 2")
			.withMessageContaining("the port is taken")
			.satisfies((ex) -> assertThat(ex.getChange().status()).isEqualTo("Error"));
		assertThat(client.services(List.of("bad"))).singleElement()
			.satisfies((service) -> assertThat(service.current()).isIn("backoff", "inactive", "active"));
		client.combineLayer("bad", Layer.service("bad", ServiceSpec.of("sleep 1000").withStartup("disabled")));
	}

	@Test
	void changeThatTakesTooLongIsTimeoutWithItsId() {
		client.combineLayer("slow", Layer.service("slow", ServiceSpec.of("sleep 1000").withStartup("disabled")));
		String id = client.startServices(List.of("slow"));
		assertThatExceptionOfType(PebbleTimeoutException.class)
			.isThrownBy(() -> client.waitForChange(id, Duration.ofMillis(200)))
			.satisfies((ex) -> assertThat(ex.getChangeId()).isEqualTo(id));
		assertThatExceptionOfType(PebbleTimeoutException.class)
			.isThrownBy(() -> client.waitForChange(id, Duration.ZERO));
		assertThat(client.waitForChange(id, LONG).ready()).isTrue();
	}

	@Test
	void checkThatFailsIsDown() {
		client.combineLayer("down", Layer.empty()
			.withCheck("down",
					CheckSpec.exec("false").withThreshold(1).withPeriod(Duration.ofHours(1)).withLevel("ready")));
		String run = client.checks(null, List.of("down")).get(0).changeId();
		CheckRefresh refresh = client.refreshCheck("down");
		assertThat(refresh.error()).isNotEmpty();
		assertThat(refresh.info().name()).isEqualTo("down");
		assertThat(client.waitForChange(run, LONG).error()).contains("exit status 1");
		assertThat(client.checks(null, List.of("down"))).singleElement().satisfies((check) -> {
			assertThat(check.status()).isEqualTo("down");
			assertThat(check.failures()).isPositive();
			assertThat(check.hasRun()).isTrue();
		});
		assertThat(client.isHealthy("ready", List.of())).isFalse();
		assertThat(client.isHealthy("alive", List.of("down"))).isTrue();
		client.stopChecks(List.of("down"));
	}

	@Test
	void metricsCountServices() {
		client.combineLayer("metrics", Layer.service("metrics", ServiceSpec.of("sleep 1000").withStartup("disabled")));
		client.await(client.startServices(List.of("metrics")), LONG);
		assertThat(client.metrics()).contains("pebble_service_start_count{service=\"metrics\"} 1");
	}

	@Test
	void largeFilesAreWrittenAndReadAgain() throws Exception {
		byte[] bytes = new byte[32 * 1024 * 1024 + 17];
		new Random(3).nextBytes(bytes);
		client.push(directory() + "/large", new ByteArrayInputStream(bytes), FileOptions.defaults());
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		try (InputStream content = client.pull(directory() + "/large")) {
			byte[] piece = new byte[10_000];
			for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
				digest.update(piece, 0, count);
			}
		}
		assertThat(HexFormat.of().formatHex(digest.digest()))
			.isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
	}

	@Test
	void contentThatFailsLeavesFileAsItWas() throws IOException {
		Path file = Path.of(directory(), "kept");
		Files.writeString(file, "before");
		InputStream broken = new InputStream() {

			private int count;

			@Override
			public int read() throws IOException {
				if (this.count++ > 500_000) {
					throw new IOException("broken");
				}
				return 'x';
			}

		};
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> client.push(file.toString(), broken, FileOptions.defaults()));
		client.systemInfo();
		assertThat(file).hasContent("before");
	}

	@Test
	void fileThatIsNotReadToItsEndHoldsNothing() throws IOException {
		Files.write(Path.of(directory(), "unread"), new byte[8 * 1024 * 1024]);
		int before = descriptors();
		for (int i = 0; i < 50; i++) {
			try (InputStream content = client.pull(directory() + "/unread")) {
				assertThat(content.read()).isZero();
			}
		}
		assertThat(descriptors()).isLessThan(before + 25);
	}

	@Test
	void requestsLeaveNothingBehind() {
		client.systemInfo();
		int descriptors = descriptors();
		Set<Thread> threads = Thread.getAllStackTraces().keySet();
		for (int i = 0; i < 500; i++) {
			client.systemInfo();
			client.notify("example.com/leak", Map.of(), null);
		}
		assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 5);
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !threads.contains(thread))
			.noneMatch((thread) -> thread.getName().startsWith("exec-"));
		client.close();
		assertThat(descriptors()).isLessThan(descriptors + 5);
	}

	private static int descriptors() {
		String[] open = new File("/proc/self/fd").list();
		return (open != null) ? open.length : 0;
	}

	@Test
	void pebbleMayBeRestartedBetweenRequests() {
		try (PebbleServer other = PebbleServer.start(); PebbleClient client = other.client()) {
			client.systemInfo();
			other.stop();
			assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(client::systemInfo)
				.withMessageContaining(other.socket().toString());
			other.run();
			assertThat(client.systemInfo().version()).startsWith("v1.");
			other.kill();
			assertThatExceptionOfType(PebbleConnectionException.class)
				.isThrownBy(() -> client.notify("example.com/a", Map.of(), null))
				.withMessageContaining("nothing listens there");
			other.run();
			assertThat(client.notify("example.com/a", Map.of(), null)).isNotEmpty();
		}
	}

	@Test
	void pebbleThatEndsCutsLongPoll() throws InterruptedException {
		try (PebbleServer other = PebbleServer.start(); PebbleClient client = other.client()) {
			client.systemInfo();
			Thread killer = new Thread(other::kill);
			killer.start();
			assertThatExceptionOfType(PebbleConnectionException.class)
				.isThrownBy(() -> client.waitForNotices(NoticeQuery.all().withKeys("example.com/never"), LONG));
			killer.join();
		}
	}

}
