package io.opsframework.readme;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.opsframework.event.PebbleCheckFailedEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.Port;
import io.opsframework.model.Status;
import io.opsframework.simulation.pebble.ScriptedExec;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Events;
import io.opsframework.testing.Harness;
import io.opsframework.testing.Outcome;
import io.opsframework.testing.RelationState;
import io.opsframework.testing.Scenario;
import io.opsframework.testing.SecretState;
import io.opsframework.testing.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.opsframework.test.CharmAssertions.assertThat;

/**
 * Tests for the charm of the README.
 */
@CharmTest(properties = "ops.charm.directory=src/test/resources/io/opsframework/readme")
class WikiCharmTests {

	@Test
	void firstExample(Harness harness) {
		int relation = harness.addRelation("db", "postgresql");
		harness.begin();
		harness.addRelationUnit(relation, "postgresql/0", Map.of("key", "val"));
		assertThat(harness.charm(TourCharm.class, RelationJoinedEvent.class).handled).contains("joined postgresql/0");
		assertThat(harness.charm(TourCharm.class, RelationChangedEvent.class).handled).contains("changed postgresql/0");
	}

	@Test
	void databaseMakesTheWikiActive(Harness harness) {
		harness.beginWithInitialHooks();
		assertThat(harness).hasUnitStatus(Status.blocked("relate the wiki to a database"));
		int relation = harness.addRelation("db", "postgresql");
		harness.updateRelationData(relation, "postgresql", Map.of("endpoints", "10.0.0.5:5432", "username", "wiki"));
		assertThat(harness).hasUnitStatus(Status.active())
			.logged("INFO", "The pages are in 10.0.0.5:5432")
			.usedAtMost(6)
			.hookTools();
	}

	@Test
	void upgradeWaitsForTheContainer(Scenario scenario) {
		State related = State.initial().withRelations(RelationState.of("db:7", "postgresql"));
		Outcome outcome = scenario.run(Events.upgradeCharm(), related);
		assertThat(outcome).deferred(UpgradeCharmEvent.class).by("tourCharm#upgraded(UpgradeCharmEvent)");
	}

	@Test
	void upgradeInContainerThatHasStartedMovesPages(Harness harness) {
		harness.beginWithInitialHooks();
		harness.hook("upgrade-charm");
		assertThat(harness).saw(TourCharm.PagesMovedEvent.class).hasNothingDeferred();
	}

	@Test
	void workloadFollowsTheConfiguration(Harness harness) {
		harness.handleExec("wiki", ScriptedExec.of("12 pages", "wiki", "index"));
		harness.beginWithInitialHooks();
		harness.updateConfig(Map.of("port", 80));
		assertThat(harness).hasRunningService("wiki", "wiki").hasFile("wiki", "/etc/wiki/title", "Wiki");
		assertThat(harness.plan("wiki").services().get("wiki").command()).isEqualTo("wiki --port 80");
		harness.notifyPebble("wiki", "example.com/imported");
		assertThat(harness).logged("INFO", "Indexed: 12 pages");
		harness.failCheck("wiki", "up");
		assertThat(harness).saw(PebbleCheckFailedEvent.class);
	}

	@Test
	void relateAsLeaderAsksForDatabase(Harness harness) {
		harness.setLeader(true);
		harness.begin();
		harness.addRelation("db", "postgresql");
		assertThat(harness).hasLocalAppData("db", Map.of("database", "wiki"));
	}

	@Test
	void startsAreCounted(Harness harness) {
		harness.begin();
		harness.hook("start");
		harness.hook("start");
		assertThat(harness).hasStoredValue("starts", Map.of("count", 2, "titles", List.of("Wiki")));
	}

	@Test
	void exportNamesFile(Harness harness) {
		harness.beginWithInitialHooks();
		int relation = harness.addRelation("db", "postgresql");
		harness.updateRelationData(relation, "postgresql", Map.of("endpoints", "10.0.0.5:5432", "username", "wiki"));
		assertThat(harness.runAction("export", Map.of("format", "pdf")).results()).containsEntry("file",
				"10.0.0.5:5432/pdf");
	}

	@Test
	void portThatIsTakenBlocks(Harness harness) {
		harness.beginWithInitialHooks();
		harness.updateConfig(Map.of("port", 22));
		assertThat(harness).hasUnitStatus(Status.blocked("invalid config port=22: 22 is taken by SSH"));
	}

	@Test
	void passwordIsSharedRotatedAndPruned(Harness harness) {
		harness.setLeader(true);
		harness.begin();
		int relation = harness.addRelation("db", "postgresql");
		String id = harness.state().secretByLabel("admin").id();
		Map<String, String> first = harness.state().secret(id).latestContent();
		assertThat(harness).hasSecret("admin", first).hasLocalAppData("db", Map.of("admin-secret", id));
		assertThat(harness.secretGrants(id, relation)).containsExactly("postgresql");
		harness.triggerSecretRotation(id);
		assertThat(harness.state().secret(id).latestContent()).isNotEqualTo(first);
		harness.triggerSecretRemoval(id, 1);
		assertThat(harness.secretRevisions(id)).containsExactly(2);
	}

	@Test
	void addressIsPublished(Harness harness) {
		harness.begin();
		harness.addNetwork("db", NetworkInfo.of("10.0.0.5"));
		harness.addRelation("db", "postgresql");
		assertThat(harness).hasLocalUnitData("db", Map.of("host", "10.0.0.5"));
	}

	@Test
	void portOfTheConfigurationIsOpen(Harness harness) {
		harness.beginWithInitialHooks();
		assertThat(harness).hasOpenedPorts(Port.tcp(8080));
		harness.updateConfig(Map.of("port", 9090));
		assertThat(harness).hasOpenedPorts(Port.tcp(9090));
	}

	@Test
	void pagesGoToTheirStorage(Harness harness, @TempDir Path directory) {
		harness.begin();
		String pages = harness.addStorage("pages", directory);
		assertThat(harness).logged("INFO", "Pages go to " + directory).hasStorages(pages);
		harness.detachStorage(pages);
		assertThat(harness).hasStorages();
	}

	@Test
	void storageIsRequestedAndAttached(Harness harness) {
		harness.begin();
		harness.hook("upgrade-charm");
		assertThat(harness).requestedStorage("pages", 1).hasStorages("pages/0");
	}

	@Test
	void renewedCredentialsAreUsed(Scenario scenario) {
		SecretState credentials = SecretState.of("secret:9m4e2mr0ui3e8a215n4g", Map.of("username", "old"))
			.withRevision(Map.of("username", "new"))
			.withLabel("database-user");
		Outcome outcome = scenario.run(Events.secretChanged(credentials), State.initial().withSecrets(credentials));
		assertThat(outcome.state().secret(credentials.id()).tracked()).isEqualTo(2);
	}

}
