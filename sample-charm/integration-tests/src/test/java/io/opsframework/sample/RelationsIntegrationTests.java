package io.opsframework.sample;

import java.io.IOException;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hooks of relations.
 */
class RelationsIntegrationTests extends AbstractDispatchIntegrationTests {

	private static final String WAIT_FOR_DATA = status("waiting",
			"'waiting for endpoints, username, password of relation '\\''database'\\'''");

	@Test
	@Tag(WITHOUT_AOT)
	void createdOnLeaderAsksForDatabaseWithOneWrite() {
		tools().answer(IS_LEADER, "true");
		relateDatabase("{}");
		succeed(database("created", ""), IS_LEADER, "relation-get --format=json -r database:7 --app - greeter",
				"relation-set -r database:7 --app --file - <<< '{\"database\":\"greeter\"}'", CONFIG, DATABASES,
				DATABASE_UNITS, DATABASE_DATA, UNIT_STATUS, WAIT_FOR_DATA);
	}

	@Test
	void createdWhenItIsWrittenAlreadyWritesNothing() {
		tools().answer(IS_LEADER, "true")
			.answer("relation-get --format=json -r database:7 --app - greeter", "{\"database\":\"greeter\"}");
		relateDatabase("{}");
		succeed(database("created", ""), IS_LEADER, "relation-get --format=json -r database:7 --app - greeter", CONFIG,
				DATABASES, DATABASE_UNITS, DATABASE_DATA, UNIT_STATUS, WAIT_FOR_DATA);
	}

	@Test
	void createdOnFollowerWritesNothing() {
		relateDatabase("{}");
		succeed(database("created", ""), IS_LEADER, CONFIG, DATABASES, DATABASE_UNITS, DATABASE_DATA, UNIT_STATUS,
				WAIT_FOR_DATA);
	}

	@Test
	void joinedCollectsStatus() {
		relateDatabase(CREDENTIALS);
		succeed(database("joined", "postgresql/0"), CONFIG, DATABASES, DATABASE_UNITS, DATABASE_DATA,
				WAIT_FOR_CONTAINER);
	}

	@Test
	@Tag(WITHOUT_AOT)
	void changedWhenDataIsIncompleteDoesNotCallListenerAndNamesWhatIsMissing() {
		relateDatabase("{\"username\":\"hello\",\"data\":\"{}\"}");
		succeed(database("changed", "postgresql/0"), DATABASE_DATA, CONFIG, DATABASES, DATABASE_UNITS, UNIT_STATUS,
				status("waiting", "'waiting for endpoints, password of relation '\\''database'\\'''"));
	}

	@Test
	@Tag(WITHOUT_AOT)
	void changedWhenDataIsCompleteCallsListenerAndReadsOnce() throws IOException {
		relateDatabase(CREDENTIALS);
		succeed(withContainer(database("changed", "")), DATABASE_DATA, CONFIG, DATABASES, DATABASE_UNITS,
				status("active", "''"),
				"juju-log --log-level INFO -- 'GreeterCharm: The database is there: hello at 10.1.7.3:5432'");
	}

	@Test
	void changedWhenEverythingIsLoggedDoesNotLogPassword() {
		relateDatabase(CREDENTIALS);
		DispatchResult result = run(database("changed", "postgresql/0").jvmOptions("-Dlogging.level.root=trace"));
		assertThat(result.log()).anyMatch((line) -> line.startsWith("TRACE "));
	}

	@Test
	void departedCollectsStatusWithUnitGone() {
		relateDatabase(CREDENTIALS);
		tools().answer(DATABASE_UNITS, "[]")
			.answer("relation-list --format=json --app -r database:7", "\"postgresql\"");
		succeed(database("departed", "postgresql/0").variable("JUJU_DEPARTING_UNIT", "postgresql/0"), CONFIG, DATABASES,
				DATABASE_UNITS, DATABASE_DATA, WAIT_FOR_CONTAINER);
	}

	@Test
	void brokenTakesRelationForGoneThoughJujuListsIt() {
		relateDatabase(CREDENTIALS);
		succeed(database("broken", ""), CONFIG, DATABASES, RELATE);
	}

	@Test
	void peersChangedCollectsStatus() {
		succeed(hook("replicas-relation-changed").relation("replicas", 1, "greeter", "greeter/1"), CONFIG, DATABASES,
				RELATE);
	}

	@Test
	void relationThatCharmDoesNotDeclareSucceeds() {
		succeed(hook("juju-info-relation-joined").relation("juju-info", 3, "nrpe", "nrpe/0"), CONFIG, DATABASES,
				RELATE);
	}

	private DispatchProcess database(String kind, String unit) {
		return hook("database-relation-" + kind).relation("database", 7, "postgresql", unit);
	}

}
