package io.opsframework.hooktool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SimulatedHookTools}.
 */
@Timeout(60)
class SimulatedHookToolsIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void callsAreAnsweredByTheBackend() {
		StandInHookTools tools = StandInHookTools.in(this.directory.resolve("it's a directory"));
		ProcessHookToolBackend process = new ProcessHookToolBackend(Map.of("PATH", tools.path() + ":/usr/bin:/bin"),
				this.directory, Duration.ofSeconds(50));
		HookToolCall set = new HookToolCall("state-set", List.of("--file", "-"), "a: \"it's\"\n");
		SimulatedHookTools simulated = SimulatedHookTools.of(tools, SimulatedHookToolsIntegrationTests::answer);
		assertThat(process.call(HookToolCall.of("config-get", "--format=json")))
			.isEqualTo(new HookToolResult(0, "without line feed", ""));
		assertThat(process.call(set)).isEqualTo(new HookToolResult(0, "state-set [--file, -] a: \"it's\"\n\n", ""));
		assertThat(process.call(HookToolCall.of("is-leader"))).isEqualTo(new HookToolResult(2, "out\n", "err\n"));
		assertThat(process.call(HookToolCall.of("juju-log", "", "two\nlines")).error())
			.isEqualTo("ERROR java.lang.IllegalStateException: no hook runs\n");
		simulated.close();
		assertThat(tools.calls()).hasSize(4).contains(set);
	}

	private static HookToolResult answer(HookToolCall call) {
		return switch (call.tool()) {
			case "config-get" -> HookToolResult.success("without line feed");
			case "is-leader" -> new HookToolResult(2, "out\n", "err\n");
			case "juju-log" -> throw new IllegalStateException("no hook runs");
			default -> HookToolResult.success("%s %s %s\n".formatted(call.tool(), call.arguments(), call.input()));
		};
	}

}
