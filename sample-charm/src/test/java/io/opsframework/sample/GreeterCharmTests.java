package io.opsframework.sample;

import java.util.Map;

import io.opsframework.model.Status;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import io.opsframework.testing.TaskFailedException;
import org.junit.jupiter.api.Test;

import static io.opsframework.test.CharmAssertions.assertThat;
import static io.opsframework.test.CharmAssertions.assertThatExceptionOfType;

/**
 * Tests for {@link GreeterCharm}.
 */
@CharmTest
class GreeterCharmTests {

	private static final Map<String, String> CREDENTIALS = Map.of("endpoints", "10.0.0.5:5432", "username", "greeter",
			"password", "not-so-secret");

	@Test
	void deployWithoutDatabaseIsBlocked(Harness harness) {
		harness.beginWithInitialHooks();
		assertThat(harness).hasUnitStatus(Status.blocked("relate the greeter to a database"));
	}

	@Test
	void installShowsThatItIsAtWork(Harness harness) {
		harness.begin();
		harness.hook("install");
		assertThat(harness).hadUnitStatus(Status.maintenance("installing the greeter"));
	}

	@Test
	void relateAsLeaderAsksForDatabase(Harness harness) {
		harness.setLeader(true);
		harness.begin();
		harness.addRelation("database", "postgresql");
		assertThat(harness).hasLocalAppData("database", Map.of("database", "greeter"));
	}

	@Test
	void relateAsFollowerLeavesThatToTheLeader(Harness harness) {
		harness.begin();
		harness.addRelation("database", "postgresql");
		assertThat(harness).hasEmptyLocalAppData("database");
	}

	@Test
	void relateWaitsForTheDatabasesAnswer(Harness harness) {
		harness.beginWithInitialHooks();
		harness.addRelation("database", "postgresql");
		assertThat(harness)
			.hasUnitStatus(Status.waiting("waiting for endpoints, username, password of relation 'database'"));
	}

	@Test
	void databaseAnswersMakesUnitActive(Harness harness) {
		deployWithDatabase(harness);
		assertThat(harness).hasUnitStatus(Status.active())
			.logged("INFO", "The database is there: greeter at 10.0.0.5:5432")
			.usedAtMost(6)
			.hookTools();
	}

	@Test
	void containerThatHasNotStartedIsWaitedFor(Harness harness) {
		harness.begin();
		int relation = harness.addRelation("database", "postgresql");
		harness.updateRelationData(relation, "postgresql", CREDENTIALS);
		assertThat(harness).hasUnitStatus(Status.waiting("waiting for container web"));
	}

	@Test
	void databaseThatIsRemovedBlocksAgain(Harness harness) {
		int relation = deployWithDatabase(harness);
		harness.removeRelation(relation);
		assertThat(harness).hasUnitStatus(Status.blocked("relate the greeter to a database"));
	}

	@Test
	void portThatIsTakenBlocks(Harness harness) {
		deployWithDatabase(harness);
		harness.updateConfig(Map.of("port", 22));
		assertThat(harness).hasUnitStatus(Status.blocked("invalid config port=22: 22 is taken by SSH"));
		harness.updateConfig(Map.of("port", 80));
		assertThat(harness).hasUnitStatus(Status.active());
	}

	@Test
	void portThatDoesNotExistBlocks(Harness harness) {
		harness.beginWithInitialHooks();
		harness.updateConfig(Map.of("port", 65536));
		assertThat(harness).hasUnitStatus(Status.blocked("invalid config port=65536: expected 1 to 65535"));
	}

	@Test
	void logLevelIsTakenInAnyCase(Harness harness) {
		deployWithDatabase(harness);
		harness.updateConfig(Map.of("log-level", "WARNING"));
		assertThat(harness).hasUnitStatus(Status.active());
	}

	@Test
	void logLevelThatDoesNotExistBlocks(Harness harness) {
		deployWithDatabase(harness);
		harness.updateConfig(Map.of("log-level", "loud"));
		assertThat(harness).hasUnitStatus(
				Status.blocked("invalid config log-level=loud: expected one of debug, info, warning, error"));
	}

	@Test
	void databaseInfoKeepsThePasswordToItself(Harness harness) {
		deployWithDatabase(harness);
		assertThat(harness.runAction("get-db-info").results())
			.containsExactlyInAnyOrderEntriesOf(Map.of("endpoints", "10.0.0.5:5432", "username", "greeter"));
	}

	@Test
	void databaseInfoShowsThePasswordWhenAsked(Harness harness) {
		deployWithDatabase(harness);
		assertThat(harness.runAction("get-db-info", Map.of("show-password", true)).results()).containsEntry("password",
				"not-so-secret");
	}

	@Test
	void databaseInfoWithoutDatabaseFails(Harness harness) {
		harness.beginWithInitialHooks();
		assertThatExceptionOfType(TaskFailedException.class).isThrownBy(() -> harness.runAction("get-db-info"))
			.withMessageContaining("The greeter has no database yet");
	}

	private static int deployWithDatabase(Harness harness) {
		harness.beginWithInitialHooks();
		int relation = harness.addRelation("database", "postgresql");
		harness.updateRelationData(relation, "postgresql", CREDENTIALS);
		return relation;
	}

}
