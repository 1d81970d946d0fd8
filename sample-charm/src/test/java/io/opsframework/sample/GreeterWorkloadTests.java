package io.opsframework.sample;

import java.util.Map;

import io.opsframework.model.Status;
import io.opsframework.pebble.Plan;
import io.opsframework.simulation.pebble.ExecAnswer;
import io.opsframework.simulation.pebble.ScriptedExec;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.Test;

import static io.opsframework.test.CharmAssertions.assertThat;

/**
 * Tests for {@link GreeterWorkload}.
 */
@CharmTest
class GreeterWorkloadTests {

	@Test
	void pebbleReadyRunsTheGreeter(Harness harness) {
		harness.beginWithInitialHooks();
		assertThat(harness).hasRunningService("web", "greeter").hasPlan("web", Plan.of("""
				services:
				  greeter:
				    override: replace
				    summary: Greets whoever asks
				    command: greeter --port 8080 --log-level info
				    startup: enabled
				checks:
				  up:
				    override: replace
				    level: ready
				    threshold: 3
				    tcp:
				      port: 8080
				"""));
	}

	@Test
	void portAndLogLevelRestartTheGreeter(Harness harness) {
		harness.beginWithInitialHooks();
		harness.updateConfig(Map.of("port", 8081));
		assertThat(harness.plan("web").services().get("greeter").command())
			.isEqualTo("greeter --port 8081 --log-level info");
		assertThat(harness.pebble("web").starts("greeter")).isEqualTo(2);
		harness.updateConfig(Map.of("log-level", "debug"));
		assertThat(harness.plan("web").services().get("greeter").command())
			.isEqualTo("greeter --port 8081 --log-level debug");
		assertThat(harness.pebble("web").starts("greeter")).isEqualTo(3);
	}

	@Test
	void greetingLeavesTheGreeterRunning(Harness harness) {
		harness.beginWithInitialHooks();
		harness.updateConfig(Map.of("greeting", "Good morning"));
		assertThat(harness.pebble("web").starts("greeter")).isOne();
	}

	@Test
	void configThatIsRefusedLeavesTheGreeterRunning(Harness harness) {
		harness.beginWithInitialHooks();
		harness.updateConfig(Map.of("port", 22));
		assertThat(harness).hasRunningService("web", "greeter");
		assertThat(harness.pebble("web").starts("greeter")).isOne();
	}

	@Test
	void containerThatRestartsRunsTheGreeterAgain(Harness harness) {
		harness.beginWithInitialHooks();
		harness.restartContainer("web");
		assertThat(harness).hasRunningService("web", "greeter");
	}

	@Test
	void containerThatIsGoneIsWaitedFor(Harness harness) {
		deployWithDatabase(harness);
		harness.setCanConnect("web", false);
		harness.updateConfig(Map.of("port", 8081));
		assertThat(harness).hasUnitStatus(Status.waiting("waiting for container web"));
		harness.setCanConnect("web", true);
		harness.hook("update-status");
		assertThat(harness).hasUnitStatus(Status.active());
		assertThat(harness.plan("web").services().get("greeter").command()).contains("--port 8081");
	}

	@Test
	void greeterThatDoesNotAnswerIsWaitedFor(Harness harness) {
		deployWithDatabase(harness);
		harness.failCheck("web", "up");
		assertThat(harness).hasUnitStatus(Status.waiting("waiting for the greeter to answer"));
		harness.recoverCheck("web", "up");
		assertThat(harness).hasUnitStatus(Status.active());
	}

	@Test
	void versionIsThatOfTheGreeter(Harness harness) {
		harness.handleExec("web", ScriptedExec.of("1.4.2\n", "greeter", "--version"));
		harness.beginWithInitialHooks();
		assertThat(harness).hasWorkloadVersion("1.4.2");
	}

	@Test
	void greeterWithoutVersionRunsAllTheSame(Harness harness) {
		harness.handleExec("web", ScriptedExec.of(ExecAnswer.of(2, "", "no such option"), "greeter"));
		harness.beginWithInitialHooks();
		assertThat(harness).hasRunningService("web", "greeter").hasWorkloadVersion("");
		assertThat(harness.juju().model().log())
			.anyMatch((line) -> line.toString().contains("The greeter does not tell its version: "));
	}

	private static void deployWithDatabase(Harness harness) {
		harness.beginWithInitialHooks();
		int relation = harness.addRelation("database", "postgresql");
		harness.updateRelationData(relation, "postgresql",
				Map.of("endpoints", "10.0.0.5:5432", "username", "greeter", "password", "not-so-secret"));
	}

}
