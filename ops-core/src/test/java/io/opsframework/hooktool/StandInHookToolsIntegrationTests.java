package io.opsframework.hooktool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandInHookTools}.
 */
@Timeout(60)
class StandInHookToolsIntegrationTests {

	@TempDir
	private Path directory;

	private StandInHookTools tools;

	private ProcessHookToolBackend backend;

	@BeforeEach
	void makeTools() {
		this.tools = StandInHookTools.in(this.directory.resolve("it's a directory"));
		this.backend = new ProcessHookToolBackend(Map.of("PATH", this.tools.path().toString()), this.directory,
				Duration.ofSeconds(50));
	}

	@Test
	void defaultsAreThoseOfALonelyUnit() {
		HookTools hookTools = new HookTools(this.backend);
		assertThat(hookTools.isLeader()).isFalse();
		assertThat(hookTools.configGet()).isEmpty();
		assertThat(hookTools.relationIds("database")).isEmpty();
		assertThat(hookTools.actionGet()).isEmpty();
		assertThat(hookTools.statusGet().status()).isEqualTo("unknown");
		assertThat(hookTools.applicationStatusGet().units()).isEmpty();
		hookTools.applicationVersionSet("1");
		assertThat(this.tools.calls()).extracting(HookToolCall::tool)
			.containsExactly("is-leader", "config-get", "relation-ids", "action-get", "status-get", "status-get",
					"application-version-set");
	}

	@Test
	void answerIsForExactlyTheseArguments() {
		this.tools.answer("relation-list --format=json -r db:1", "[\"a/0\"]")
			.answer("relation-list --format=json -r db:2", "old")
			.answer("relation-list --format=json -r db:2", "it's \"%s\" \\n $HOME\nline");
		assertThat(output("relation-list", "--format=json", "-r", "db:1")).isEqualTo("[\"a/0\"]\n");
		assertThat(output("relation-list", "--format=json", "-r", "db:2")).isEqualTo("it's \"%s\" \\n $HOME\nline\n");
		assertThat(output("relation-list", "--format=json", "-r", "db:3")).isEqualTo("[]\n");
		assertThat(output("relation-list", "--format=json", "-r", "db:1", "")).isEqualTo("[]\n");
		assertThat(output("relation-list", "--format=json", "--app", "-r", "db:3")).isEqualTo("null\n");
	}

	@Test
	void answerByDefaultReplacesDefault() {
		this.tools.answerByDefault("relation-list", "\"db\"").answerByDefault("state-get", "{}");
		assertThat(output("relation-list", "--app")).isEqualTo("\"db\"\n");
		assertThat(output("state-get")).isEqualTo("{}\n");
	}

	@Test
	void failGivesExitCodeAndError() {
		this.tools.fail("is-leader --format=json", 1, "ERROR leadership status unknown")
			.failByDefault("status-set", 2, "ERROR no");
		assertThat(this.backend.call(HookToolCall.of("is-leader", "--format=json")))
			.isEqualTo(new HookToolResult(1, "", "ERROR leadership status unknown\n"));
		assertThat(this.backend.call(HookToolCall.of("status-set", "active")))
			.isEqualTo(new HookToolResult(2, "", "ERROR no\n"));
	}

	@Test
	void callsHaveInputWhereItIsRead() {
		List<HookToolCall> calls = List.of(
				new HookToolCall("relation-set", List.of("-r", "db:1", "--file", "-"), "{\"a\":\"-\\\\ü\"}"),
				new HookToolCall("relation-set", List.of("--file", "-"), "two\n lines \n\n"),
				new HookToolCall("relation-set", List.of("--file", "-"), ""),
				HookToolCall.of("juju-log", "--", "--file", "-"));
		calls.forEach(this.backend::call);
		assertThat(this.tools.calls()).isEqualTo(calls);
	}

	@Test
	void commitKeepsWhatWasSetAndClearDropsIt() {
		HookTools hookTools = new HookTools(this.backend);
		hookTools.stateSet(Map.of("a", "1"));
		this.tools.clear();
		hookTools.stateSet(Map.of("b", "it's 2"));
		this.tools.commit();
		assertThat(hookTools.stateGet("a")).isEmpty();
		assertThat(hookTools.stateGet("b")).isEqualTo("it's 2");
	}

	@Test
	void clearForgetsCallsAndKeepsAnswers() {
		this.tools.answer("is-leader", "true");
		output("is-leader");
		this.tools.clear();
		assertThat(this.tools.calls()).isEmpty();
		assertThat(output("is-leader")).isEqualTo("true\n");
		assertThat(this.tools.calls()).containsExactly(HookToolCall.of("is-leader"));
	}

	private String output(String tool, String... arguments) {
		return this.backend.call(HookToolCall.of(tool, arguments)).output();
	}

}
