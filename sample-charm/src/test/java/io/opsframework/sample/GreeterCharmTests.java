package io.opsframework.sample;

import java.util.Map;

import io.opsframework.hooktool.HookToolPermissionException;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.Port;
import io.opsframework.model.Status;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import io.opsframework.testing.TaskFailedException;
import org.junit.jupiter.api.Test;

import static io.opsframework.test.CharmAssertions.assertThat;
import static io.opsframework.test.CharmAssertions.assertThatExceptionOfType;
import static io.opsframework.test.CharmAssertions.assertThatIllegalStateException;

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
	void leaderPublishesWhereTheGreeterIs(Harness harness) {
		harness.setLeader(true);
		harness.beginWithInitialHooks();
		harness.addNetwork("http", NetworkInfo.of("10.0.0.7"));
		harness.addRelation("http", "haproxy");
		assertThat(harness).hasLocalAppData("http", Map.of("hostname", "10.0.0.7", "port", "8080"));
		harness.updateConfig(Map.of("port", 80));
		assertThat(harness).hasLocalAppData("http", Map.of("hostname", "10.0.0.7", "port", "80"))
			.hasOpenedPorts(Port.tcp(80));
	}

	@Test
	void followerPublishesWhenItTakesOver(Harness harness) {
		harness.beginWithInitialHooks();
		harness.addRelation("http", "haproxy");
		assertThat(harness).hasEmptyLocalAppData("http").hasOpenedPorts(Port.tcp(8080));
		harness.setLeader(true);
		assertThat(harness).hasLocalAppData("http", Map.of("hostname", "192.0.2.0", "port", "8080"));
	}

	@Test
	void configChangedNeedsFewHookTools(Harness harness) {
		harness.setLeader(true);
		harness.addRelationUnit(deployWithDatabase(harness), "postgresql/0");
		harness.addRelation("http", "haproxy");
		harness.updateConfig(Map.of("greeting", "Good morning"));
		assertThat(harness).hasUnitStatus(Status.active())
			.logged("INFO", "The greeter says Good morning on port 8080")
			.usedAtMost(6)
			.hookTools();
	}

	@Test
	void tokenIsUsedAndShownToNobody(Harness harness) {
		deployWithDatabase(harness);
		String token = harness.addUserSecret(Map.of("token", "not-so-secret"));
		harness.grantSecret(token);
		harness.updateConfig(Map.of("token", token));
		assertThat(harness).logged("INFO", "Callers of the greeter must show a token");
		harness.setSecretContent(token, Map.of("token", "even-less-secret"));
		assertThat(harness).logged("INFO", "Callers of the greeter must show a token").hasUnitStatus(Status.active());
		assertThat(harness.juju().model().log()).noneMatch((line) -> line.toString().contains("-secret"));
	}

	@Test
	void tokenThatIsNotGrantedFailsTheHookUntilItIs(Harness harness) {
		harness.beginWithInitialHooks();
		String token = harness.addUserSecret(Map.of("token", "not-so-secret"));
		assertThatExceptionOfType(HookToolPermissionException.class)
			.isThrownBy(() -> harness.updateConfig(Map.of("token", token)));
		harness.grantSecret(token);
		harness.hook("config-changed");
		assertThat(harness).logged("INFO", "Callers of the greeter must show a token");
	}

	@Test
	void secretWithoutTokenFailsTheHook(Harness harness) {
		harness.beginWithInitialHooks();
		String secret = harness.addUserSecret(Map.of("password", "not-so-secret"));
		harness.grantSecret(secret);
		assertThatIllegalStateException().isThrownBy(() -> harness.updateConfig(Map.of("token", secret)))
			.withMessage("The secret of option token has no key token");
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
