package io.opsframework.model;

import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.RelationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Binding} and the bindings of {@link Model} and {@link Relation}.
 */
class BindingTests {

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	private final Model model = this.charm.bean(Model.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void bindingTellsAddressesAndAsksOnce() {
		this.charm.juju().setNetwork("website", NetworkInfo.of("10.0.0.5"));
		hook((event) -> {
			Binding binding = this.model.binding("website");
			assertThat(binding.name()).isEqualTo("website");
			assertThat(binding.ingressAddress()).contains("10.0.0.5");
			assertThat(binding.bindAddress()).contains("10.0.0.5");
			assertThat(this.model.binding("website").egressSubnets()).containsExactly("10.0.0.5/32");
			assertThat(binding).hasToString("binding website");
		});
		assertThat(this.charm.calls("network-get")).containsExactly("--format=json website");
	}

	@Test
	void bindingIsNotAskedForBeforeItsAddressesAre() {
		hook((event) -> this.model.binding("juju-info"));
		assertThat(this.charm.calls()).doesNotContain("network-get");
	}

	@Test
	void bindingThatIsNotDeclaredIsRefused() {
		hook((event) -> assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.binding("web"))
			.withMessageContaining("no endpoint or extra binding 'web'; it declares [database,")
			.withMessageContaining("website"));
	}

	@Test
	void bindingOfRelationIsAskedForWithIt() {
		this.charm.relate("database:1", "postgresql");
		hook((event) -> assertThat(this.model.relation("database").orElseThrow().binding().ingressAddress())
			.contains("192.0.2.0"));
		assertThat(this.charm.calls("network-get")).containsExactly("--format=json -r 1 database");
	}

	@Test
	void bindingOfRelationThatIsGoneIsThatOfItsEndpoint() {
		hook((event) -> {
			Binding binding = this.charm.bean(CurrentHook.class).get().relation(RelationId.of("database:9")).binding();
			assertThat(binding.bindAddress()).contains("192.0.2.0");
			assertThat(binding.egressSubnets()).containsExactly("192.0.2.0/32");
		});
		assertThat(this.charm.calls("network-get")).containsExactly("--format=json -r 9 database",
				"--format=json database");
	}

	private void hook(Consumer<CharmEvent> listener) {
		this.journal.when("event", listener);
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("event");
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void event(JujuEvent event) {
			this.journal.called("event", event);
		}

	}

}
