package io.opsframework.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedRelation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for who may read and write which {@link Databag}, in each way there is.
 */
class DatabagAccessTests {

	private static final String LEADER_ONLY = "Unit greeter/0 is not the leader; only the leader may %s the databag of "
			+ "greeter in relation %s";

	private static final String OWNER_ONLY = "The databag of %s in relation %s can be written only by %s itself";

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	@BeforeEach
	void fillDatabags() {
		SimulatedRelation database = this.charm.relate("database:1", "postgresql");
		SimulatedRelation replicas = this.charm.juju().addPeerRelation(RelationId.of("replicas:2"));
		replicas.addUnit(UnitName.of("greeter/1"));
		List.of("greeter", "greeter/0", "postgresql", "postgresql/0")
			.forEach((owner) -> database.updateDatabag(owner, Map.of("name", owner)));
		List.of("greeter", "greeter/0", "greeter/1")
			.forEach((owner) -> replicas.updateDatabag(owner, Map.of("name", owner)));
	}

	@AfterEach
	void close() {
		this.charm.close();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			# endpoint, owner,    leader reads, follower reads, leader writes, follower writes
			database, greeter/0,    true,  true,  true,  true
			database, postgresql/0, true,  true,  false, false
			database, greeter,      true,  false, true,  false
			database, postgresql,   true,  true,  false, false
			replicas, greeter/0,    true,  true,  true,  true
			replicas, greeter/1,    true,  true,  false, false
			replicas, greeter,      true,  true,  true,  false
			""")
	void accessIsAsInJuju(String endpoint, String owner, boolean leaderReads, boolean followerReads,
			boolean leaderWrites, boolean followerWrites) {
		this.charm.juju().setLeader(true);
		checkReads(endpoint, owner, leaderReads);
		checkWrites(endpoint, owner, leaderWrites);
		this.charm.juju().setLeader(false);
		checkReads(endpoint, owner, followerReads);
		checkWrites(endpoint, owner, followerWrites);
	}

	@Test
	void followerIsToldSoWhenTheRelationBreaksToo() {
		this.journal.when("broken",
				(event) -> assertThatExceptionOfType(RelationDataAccessException.class)
					.isThrownBy(((RelationBrokenEvent) event).relation().localAppData()::size)
					.withMessage(LEADER_ONLY, "read", "database:1"));
		this.charm.relationHook("broken", "database:1", "postgresql");
		assertThat(this.journal.take()).contains("broken");
	}

	private void checkReads(String endpoint, String owner, boolean allowed) {
		start((model) -> {
			Databag databag = databag(model, endpoint, owner);
			List<ThrowingCallable> reads = List.of(() -> databag.get("name"), () -> databag.containsKey("name"),
					() -> databag.containsValue(owner), databag::size, databag::isEmpty, databag::entrySet,
					() -> databag.keySet().size(), () -> databag.values().size(), databag::hashCode,
					() -> databag.equals(Map.of()), () -> databag.forEach((key, value) -> {
					}), () -> databag.as(Named.class), () -> databag.missingKeys(Named.class));
			if (allowed) {
				assertThat(databag.as(Named.class)).contains(new Named(owner));
				assertThat(databag).containsEntry("name", owner);
			}
			else {
				assertThat(reads)
					.allSatisfy((read) -> assertThatExceptionOfType(RelationDataAccessException.class).isThrownBy(read)
						.withMessage(LEADER_ONLY, "read", id(endpoint)));
			}
		});
		assertThat(this.charm.calls("relation-get")).hasSize(allowed ? 1 : 0);
	}

	private void checkWrites(String endpoint, String owner, boolean allowed) {
		start((model) -> {
			Databag databag = databag(model, endpoint, owner);
			List<ThrowingCallable> writes = List.of(() -> databag.put("name", "other"),
					() -> databag.putAll(Map.of("name", "other")), () -> databag.putAll(Map.of()),
					() -> databag.put("name", owner), () -> databag.remove("name"), () -> databag.remove("none"),
					databag::clear, () -> databag.set(new Named("other")));
			if (allowed) {
				databag.set(new Named("other"));
			}
			else {
				String id = id(endpoint);
				String refusal = owner.equals("greeter") ? LEADER_ONLY.formatted("write", id)
						: OWNER_ONLY.formatted(owner, id, owner);
				assertThat(writes).allSatisfy(
						(write) -> assertThatExceptionOfType(RelationDataAccessException.class).isThrownBy(write)
							.withMessage(refusal));
			}
		});
		int relation = endpoint.equals("database") ? 1 : 2;
		SimulatedRelation simulated = Objects.requireNonNull(this.charm.juju().relation(relation));
		assertThat(simulated.databag(owner)).containsEntry("name", allowed ? "other" : owner);
		assertThat(this.charm.calls("relation-set")).hasSize(allowed ? 1 : 0);
		assertThat(this.charm.calls("relation-get")).hasSize(allowed ? 1 : 0);
		simulated.updateDatabag(owner, Map.of("name", owner));
	}

	private static String id(String endpoint) {
		return endpoint.equals("database") ? "database:1" : "replicas:2";
	}

	private static Databag databag(Model model, String endpoint, String owner) {
		Relation relation = model.relation(endpoint).orElseThrow();
		return switch (owner) {
			case "greeter" -> relation.localAppData();
			case "greeter/0" -> relation.localUnitData();
			case "postgresql" -> relation.remoteAppData();
			default -> relation.remoteUnitData(UnitName.of(owner));
		};
	}

	private void start(Consumer<Model> listener) {
		this.journal.when("start", (event) -> listener.accept(this.charm.bean(Model.class)));
		this.charm.hook("start");
		assertThat(this.journal.take()).contains("start");
	}

	record Named(String name) {

	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@EventListener
		void broken(RelationBrokenEvent event) {
			this.journal.called("broken", event);
		}

	}

}
