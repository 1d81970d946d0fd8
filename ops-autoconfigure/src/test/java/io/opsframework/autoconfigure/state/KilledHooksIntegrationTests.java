package io.opsframework.autoconfigure.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.StandInHookTools;
import io.opsframework.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that deferred events are neither lost nor handled twice, however hooks end: by
 * {@code kill -9} at any time, three in ten of them right after the state was replaced,
 * or since Juju cannot commit them. What Juju drops it runs again.
 * <p>
 * The system property {@code charm.kills} says how many hooks are killed; by default they
 * are few, since each takes a second or two. With 200 of them it takes some minutes.
 */
class KilledHooksIntegrationTests {

	private static final int KILLS = Integer.getInteger("charm.kills", 30);

	private static final String STATE = ".ops-state.json";

	private static final int NANOS_AFTER_RENAME = 30_000_000;

	// Hooks after the last kill, so that what was deferred has its turn.
	private static final int LAST_HOOKS = 4;

	private final Random random = new Random(9);

	private final List<String> written = new ArrayList<>();

	@TempDir
	private Path temporary;

	private Path charm;

	private StandInHookTools tools;

	private long nanosOfHook;

	@BeforeEach
	void prepare() throws IOException {
		this.charm = Files.createDirectory(this.temporary.resolve("charm"));
		Files.writeString(this.charm.resolve("metadata.yaml"), QueueApplication.METADATA);
		Path dispatch = Files.writeString(this.charm.resolve("dispatch"),
				"#!/bin/sh\nexec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s\n"
					.formatted(System.getProperty("java.class.path"), QueueApplication.class.getName()));
		Files.setPosixFilePermissions(dispatch, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.tools = StandInHookTools.in(this.temporary.resolve("tools"))
			.answer("relation-ids items --format=json", "[\"items:1\"]");
	}

	@Test
	void whateverEndsHooksNothingIsLostOrDoneTwice() throws IOException {
		long start = System.nanoTime();
		int item = runHook(0, false);
		this.nanosOfHook = System.nanoTime() - start;
		int kills = 0;
		while (kills < KILLS) {
			boolean kill = this.random.nextInt(4) > 0;
			kills += kill ? 1 : 0;
			item = runHook(item, kill);
		}
		int due = item;
		while (item < due + LAST_HOOKS) {
			item = runHook(item, false);
		}
		assertThat(this.charm.toFile().list()).containsExactlyInAnyOrder("dispatch", "metadata.yaml", STATE);
		assertThat(this.written).doesNotHaveDuplicates()
			.containsAll(IntStream.range(0, due).mapToObj((number) -> "item-" + number).toList());
	}

	// Gives the next item, or the same one if Juju has to run the hook again.
	private int runHook(int item, boolean killed) throws IOException {
		DispatchProcess process = DispatchProcess.of(this.charm, this.tools)
			.hook("items-relation-joined")
			.relation("items", 1, "items", "items/" + item);
		DispatchResult result = killed ? process.runAndKill(this::awaitMoment) : process.run();
		assertThat(result.exitCode()).as(result.err()).isIn(killed ? List.of(0, 137) : List.of(0));
		assertThat(result.log()).noneMatch((line) -> line.startsWith("ERROR") || line.startsWith("WARNING"));
		assertStateIsReadable();
		if (result.exitCode() != 0 || this.random.nextInt(10) == 0) {
			return item;
		}
		this.tools.commit();
		result.toolCalls().stream().filter((call) -> call.tool().equals("relation-set")).forEach(this::addWritten);
		return item + 1;
	}

	private void awaitMoment(Process process) {
		if (this.random.nextInt(10) < 3) {
			Object before = stateFile();
			while (process.isAlive() && Objects.equals(before, stateFile())) {
				awaitNanos(process, 100_000);
			}
			awaitNanos(process, this.random.nextInt(NANOS_AFTER_RENAME));
		}
		else {
			awaitNanos(process, (long) (this.random.nextDouble() * this.nanosOfHook));
		}
	}

	private static void awaitNanos(Process process, long nanos) {
		try {
			process.waitFor(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Another one after each rename.
	private @Nullable Object stateFile() {
		try {
			return Files.readAttributes(this.charm.resolve(STATE), BasicFileAttributes.class).fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertStateIsReadable() throws IOException {
		Path state = this.charm.resolve(STATE);
		if (Files.exists(state)) {
			assertThat(Json.parse(Files.readString(state))).isInstanceOf(Map.class);
		}
		try (Stream<Path> files = Files.list(this.charm)) {
			assertThat(files).noneMatch((file) -> file.toString().contains("unreadable"));
		}
	}

	private void addWritten(HookToolCall call) {
		((Map<?, ?>) Objects.requireNonNull(Json.parse(String.valueOf(call.input())))).keySet()
			.forEach((key) -> this.written.add((String) key));
	}

}
