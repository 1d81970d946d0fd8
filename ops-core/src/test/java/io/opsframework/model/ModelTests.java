package io.opsframework.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.PebbleReadyEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.SecretRemoveEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Model}.
 */
class ModelTests {

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	private final Model model = this.charm.bean(Model.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void configIsJujusAndCannotBeChanged() {
		start((event) -> assertThat(this.model.config()).isEqualTo(Map.of("port", 8080L)).isUnmodifiable());
		this.charm.juju().config().set("port", 80L);
		start((event) -> {
			assertThat(this.model.config()).containsEntry("port", 80L);
			assertThat(this.model.config().get("none")).isNull();
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> this.model.config().put("port", 22L));
		});
		assertThat(this.charm.calls("config-get")).hasSize(1);
	}

	@Test
	void configOutsideOfHookIsAnError() {
		assertThatIllegalStateException().isThrownBy(this.model::config);
	}

	@Test
	void textOfWhatIsInTheModelAsksJujuForNothing() {
		this.charm.relate("database:1", "postgresql");
		List<Object> all = new ArrayList<>();
		start((event) -> {
			Relation relation = this.model.relation("database").orElseThrow();
			UnitName unit = UnitName.of("postgresql/0");
			Secret secret = this.model.secret("secret:9m4e2mr0ui3e8a215n4g", "label");
			Container container = this.model.container("web");
			all.addAll(List.of(this.model, this.model.unit(), this.model.application(), relation,
					relation.localAppData(), relation.localUnitData(), relation.remoteUnitData(unit),
					relation.binding(), this.model.binding("database"), secret, container, Status.active(),
					new RelationChangedEvent(relation, "postgresql", unit),
					new RelationDepartedEvent(relation, "postgresql", unit, unit), new SecretChangedEvent(secret),
					new SecretRemoveEvent(secret, 1), new PebbleReadyEvent(container), new CollectUnitStatusEvent()));
		});
		List<String> calls = this.charm.calls();
		start((event) -> assertThat(all).allSatisfy((value) -> assertThat(value.toString()).isNotBlank()));
		assertThat(this.charm.calls()).doesNotContain("relation-get", "relation-list", "network-get", "secret-get",
				"secret-info-get", "config-get");
		assertThat(all).allSatisfy((value) -> assertThat(value.toString()).isNotBlank());
		assertThat(calls).contains("relation-ids");
	}

	@Test
	void textSaysWhatItIs() {
		this.charm.relate("database:1", "postgresql");
		start((event) -> {
			Relation relation = this.model.relation("database").orElseThrow();
			assertThat(List.of(this.model, this.model.unit(), this.model.application(), relation,
					relation.localAppData(), relation.binding(), this.model.container("web")))
				.map(Object::toString)
				.containsExactly("model " + this.model.name(), "unit greeter/0", "application greeter",
						"relation database:1", "databag of greeter in relation database:1", "binding database:1",
						"container web");
		});
		assertThat(List.of(this.model, this.model.unit(), this.model.application())).map(Object::toString)
			.containsExactly("model outside of a hook", "unit outside of a hook", "application outside of a hook");
	}

	private void start(Consumer<CharmEvent> listener) {
		this.journal.when("start", listener);
		this.charm.hook("start");
		assertThat(this.journal.take()).contains("start");
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

	}

}
