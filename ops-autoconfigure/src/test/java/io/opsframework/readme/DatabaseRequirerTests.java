package io.opsframework.readme;

import java.util.Map;

import io.opsframework.listener.OnHook;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static io.opsframework.test.CharmAssertions.assertThat;

/**
 * Tests for the README's relation library, in a charm that has nothing else.
 */
@CharmTest(useDefaultFilters = false, properties = "ops.charm.directory=src/test/resources/io/opsframework/readme")
@Import({ DatabaseRequirerTests.Library.class, DatabaseRequirerTests.Charm.class })
class DatabaseRequirerTests {

	@Test
	void charmGetsTheEventOfTheLibrary(Harness harness) {
		harness.setLeader(true);
		harness.begin();
		int relation = harness.addRelation("db", "postgresql");
		org.assertj.core.api.Assertions.assertThat(harness.relationData(relation, "wiki"))
			.containsEntry("database", "db");
		harness.updateRelationData(relation, "postgresql", Map.of("endpoints", "10.0.0.5:5432", "username", "wiki"));
		assertThat(harness).hasUnitStatus(Status.maintenance("moving to 10.0.0.5:5432"));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Library {

		@Bean
		DatabaseRequirer database(Unit unit, ApplicationEventPublisher publisher) {
			return new DatabaseRequirer("db", unit, publisher);
		}

	}

	static class Charm {

		private final Unit unit;

		Charm(Unit unit) {
			this.unit = unit;
		}

		@OnHook
		void move(DatabaseProvidedEvent event) {
			this.unit.setStatus(Status.maintenance("moving to " + event.endpoints()));
		}

	}

}
