package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of a hook whose state cannot be read or written.
 */
class StateFileIntegrationTests extends AbstractDispatchIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "{\"version\":1,\"deferred\":\"x\"}", "{\"version\":1,\"deferred\":[{}]}",
			"{\"version\":1,\"config\":[8080]}", "{\"version\":-1}", "{\"version\":1,\"config\":{" })
	void whatIsNoStateIsSetAsideWithOneError(String content) throws IOException {
		Files.writeString(state(), content);
		DispatchResult result = run(hook("stop"));
		assertSetAside(result);
		assertThat(charm().resolve(unreadable().get(0))).hasContent(content);
		tools().commit();
		assertThat(run(hook("start")).log()).isEmpty();
	}

	@Test
	void pipeIsSetAside() throws Exception {
		Process mkfifo = new ProcessBuilder("mkfifo", state().toString()).inheritIO().start();
		assertThat(mkfifo.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(Files.exists(state(), LinkOption.NOFOLLOW_LINKS)).isTrue();
		assertSetAside(run(hook("start")));
	}

	@Test
	void whenDiskIsFullFailsAndKeepsTheOldState() throws IOException {
		run(hook("start"));
		tools().commit();
		run(hook("start"));
		String before = Files.readString(state());
		limitFileSize(128);
		tools().answer(CONFIG, "{\"greeting\":\"%s\"}".formatted("x".repeat(100_000)));
		DispatchResult result = run(hook("update-status"));
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.log()).anyMatch((line) -> line.contains("The charm's state cannot be written to " + state()));
		assertThat(state()).hasContent(before);
		assertThat(names()).noneMatch((name) -> name.endsWith(".new"));
	}

	private void limitFileSize(int blocks) throws IOException {
		Path dispatch = charm().resolve("dispatch");
		Files.writeString(dispatch,
				Files.readString(dispatch).replaceFirst("\n", "\nulimit -f %d || exit 3\n".formatted(blocks)));
	}

	private void assertSetAside(DispatchResult result) throws IOException {
		assertThat(result.exitCode()).isZero();
		assertThat(result.log()).singleElement()
			.asString()
			.startsWith("ERROR FileStateStore: The charm's state in " + state() + " cannot be read: ")
			.endsWith("deferred events and stored values in it are lost");
		assertThat(unreadable()).hasSize(1);
	}

	private List<String> unreadable() throws IOException {
		return names().stream().filter((name) -> name.contains(".unreadable-")).toList();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(charm())) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

}
