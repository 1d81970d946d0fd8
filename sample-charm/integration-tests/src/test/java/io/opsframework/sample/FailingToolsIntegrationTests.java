package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import io.opsframework.hooktool.HookToolCall;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of a hook whose hook tools fail.
 */
class FailingToolsIntegrationTests extends AbstractDispatchIntegrationTests {

	private static final String READ = "relation-get --format=json -r database:7 --app - greeter";

	@Test
	void whenToolIsNotOnPathFails() throws IOException {
		Files.delete(tools().path().resolve("config-get"));
		DispatchResult result = fail(hook("start"));
		assertThat(result.err()).isEmpty();
		assertCrash(result, "hooks/start", "HookToolNotFoundException",
				"Hook tool 'config-get' is not on the PATH. Hook tools are there only while Juju runs a hook or an action, "
						+ "and not all of them in each version of Juju");
	}

	@Test
	void whenListenerThrowsFailsWithItsStackTrace() {
		relateDatabase("{}");
		tools().answer(IS_LEADER, "true").fail(READ, 1, "ERROR connection is shut down");
		DispatchResult result = fail(hook("database-relation-created").relation("database", 7, "postgresql", ""),
				IS_LEADER, READ, DATABASE_UNITS);
		assertThat(result.err()).isEmpty();
		assertCrash(result, "hooks/database-relation-created", "HookToolException",
				"Hook tool 'relation-get --format=json -r database:7 --app - greeter' failed with exit code 1: connection is shut down");
		assertThat(result.log().get(0)).containsOnlyOnce("\tat io.opsframework.sample.GreeterCharm.requestDatabase(")
			.contains("\tat io.opsframework.hooktool.HookTools.")
			.doesNotContain("\tat org.springframework.", "\tat java.base/java.lang.reflect.",
					"\tat io.opsframework.autoconfigure.", "\tat io.opsframework.invocation.");
	}

	@Test
	void whenListenerThrowsAndLevelIsDebugStackTraceIsWhole() {
		tools().answer(IS_LEADER, "true").fail(READ, 1, "ERROR connection is shut down");
		relateDatabase("{}");
		DispatchResult result = run(hook("database-relation-created").relation("database", 7, "postgresql", "")
			.jvmOptions("-Dlogging.level.io.opsframework.autoconfigure=debug"));
		assertThat(result.log()).anyMatch((line) -> line.contains(".GreeterCharm.requestDatabase(")
				&& line.contains("\tat io.opsframework.autoconfigure.CharmRunner.dispatch("));
	}

	@Test
	void whenListenersWriteIsRefusedFailsWithoutTheValue() {
		tools().answer(IS_LEADER, "true")
			.failByDefault("relation-set", 1, "ERROR cannot write relation settings: \"greeter\"");
		DispatchResult result = fail(hook("database-relation-created").relation("database", 7, "postgresql", ""),
				IS_LEADER, "relation-get --format=json -r database:7 --app - greeter",
				"relation-set -r database:7 --app --file - <<< '{\"database\":\"greeter\"}'");
		assertThat(result.err()).isEmpty();
		assertThat(result.log()).first()
			.asString()
			.contains("\"event\":\"authz_fail:relation-set\"", "cannot write relation settings", "(as leader)")
			.doesNotContain("\\\"greeter\\\"");
		List<HookToolCall> others = new ArrayList<>(result.toolCalls());
		others.removeIf((call) -> call.arguments().toString().contains("authz_fail"));
		assertCrash(new DispatchResult(1, "", "", others), "hooks/database-relation-created",
				"HookToolPermissionException",
				"Hook tool 'relation-set -r database:7 --app --file -' failed with exit code 1: cannot write relation settings: \"***\"");
	}

	@Test
	void whenToolExitsWithTwoFailsWithJujusMessage() {
		tools().fail(DATABASES, 2, "ERROR JUJU_AGENT_SOCKET_ADDRESS not set");
		DispatchResult result = fail(hook("start"), CONFIG, DATABASES);
		assertCrash(result, "hooks/start", "HookToolException",
				"Hook tool 'relation-ids database --format=json' failed with exit code 2: JUJU_AGENT_SOCKET_ADDRESS not set");
	}

	@Test
	void whenAnswerIsNoJsonFailsWithoutShowingIt() {
		relateDatabase(PASSWORD);
		DispatchResult result = fail(relationChanged(), DATABASE_DATA, DATABASE_UNITS);
		assertCrash(result, "hooks/database-relation-changed", "HookToolOutputException",
				"Hook tool 'relation-get' answered something else than a map of strings in JSON");
	}

	// The tool is not recorded in this and the next one.
	@Test
	void whenAnswerIsTooLongFails() throws IOException {
		runInTool("relation-get", "exec head -c 10485760 /dev/zero");
		assertCrash(fail(relationChanged(), DATABASE_UNITS), "hooks/database-relation-changed",
				"HookToolOutputException", "Hook tool 'relation-get' wrote more than 8 MiB and was stopped");
	}

	@Test
	void whenAnswerNeverEndsFails() throws IOException {
		runInTool("relation-get", "echo '{'; exec sleep 600");
		DispatchResult result = fail(relationChanged().jvmOptions("-Dops.hook-tools.timeout=500ms"), DATABASE_UNITS);
		assertCrash(result, "hooks/database-relation-changed", "HookToolOutputException",
				"Hook tool 'relation-get' did not end within 500 ms and was stopped");
	}

	@Test
	void whenConfigCannotBeReadFailsAndDoesNotBlock() {
		tools().fail(CONFIG, 1, "ERROR connection is shut down");
		DispatchResult result = fail(hook("config-changed"), CONFIG);
		assertCrash(result, "hooks/config-changed", "HookToolException",
				"Hook tool 'config-get --format=json' failed with exit code 1: connection is shut down");
	}

	@Test
	void whenLogCannotBeWrittenSaysSoOnStandardError() throws IOException {
		Files.delete(tools().path().resolve("juju-log"));
		DispatchResult result = run(hook("config-changed"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.err()).contains("Hook tool 'juju-log' is not on the PATH");
	}

	@Test
	void whenFailureCannotBeLoggedFailsAndSaysSoOnStandardError() throws IOException {
		Files.delete(tools().path().resolve("juju-log"));
		tools().fail(DATABASES, 1, "ERROR is dead");
		DispatchResult result = run(hook("config-changed"));
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("Hook tool 'juju-log' is not on the PATH")
			.containsOnlyOnce("failed with exit code 1: is dead");
	}

	private DispatchProcess relationChanged() {
		return hook("database-relation-changed").relation("database", 7, "postgresql", "postgresql/0");
	}

}
