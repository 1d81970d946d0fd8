package io.opsframework.invocation;

import java.util.Map;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.listener.RemoteUnitData;
import io.opsframework.model.ModelException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RelationDataGate}.
 */
class RelationDataGateTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	@Test
	void eventThatDoesNotComeAgainIsDeferredUntilTheDataIsThere() {
		try (TestCharm charm = new TestCharm(this.journal, this.store, OnJoined.class)) {
			charm.relate("database:1", "postgresql");
			charm.relationHook("joined", "database:1", "postgresql/0");
			assertThat(this.journal.take()).isEmpty();
			assertThat(this.store.deferred()).hasSize(1);
			charm.juju().relation(1).updateDatabag("postgresql", Map.of("user", "greeter"));
			charm.hook("update-status");
			assertThat(this.journal.take()).containsExactly("joined greeter");
			assertThat(this.store.deferred()).isEmpty();
		}
	}

	@Test
	void requiredDataForTheEndOfTheRelationStopsTheContext() {
		assertThatException().isThrownBy(() -> new TestCharm(OnBroken.class))
			.havingRootCause()
			.withMessageContaining("requires relation data for the end of the relation");
	}

	@Test
	void unitThatNobodyNamesIsAnError() {
		try (TestCharm charm = new TestCharm(this.journal, this.store, OfAnyUnit.class)) {
			charm.relate("database:1", "postgresql").addUnit(UnitName.of("postgresql/1"));
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> charm.hook("update-status"))
				.withMessageContaining("database:1 has 2 units");
		}
	}

	record User(String user) {

	}

	static class OnJoined {

		private final Journal journal;

		OnJoined(Journal journal) {
			this.journal = journal;
		}

		@OnRelation("database")
		void joined(RelationJoinedEvent event, @RemoteAppData User user) {
			this.journal.add("joined " + user.user());
		}

	}

	static class OnBroken {

		@OnRelation("database")
		void broken(RelationBrokenEvent event, @RemoteAppData User user) {
		}

	}

	static class OfAnyUnit {

		@OnHook
		void update(UpdateStatusEvent event, @RemoteUnitData("database") User user) {
		}

	}

}
