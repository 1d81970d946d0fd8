package io.opsframework.testing;

import java.util.List;
import java.util.Map;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.hooktool.NetworkInfo.NetworkInterface;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Binding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the networks of {@link Harness}, {@link Scenario} and {@link State}.
 */
class HarnessNetworkTests {

	private static TestCharm context;

	@BeforeAll
	static void start() {
		context = TestCharm.of("""
				name: greeter
				provides:
				  website: {interface: http}
				extra-bindings: {admin: }
				""", Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void addressIsThatOfTheDatabagUnlessTold() {
		Harness harness = context.harness();
		harness.begin();
		int relation = harness.addRelation("website", "haproxy");
		assertThat(harness.relationData(relation, "greeter/0")).containsEntry("host", "192.0.2.0")
			.containsEntry("ingress-address", "192.0.2.0");
	}

	@Test
	void addNetworkGivesTheUnitOtherAddresses() {
		Harness harness = context.harness();
		harness.begin();
		NetworkInfo network = new NetworkInfo(List.of(new NetworkInterface("eth1", "10.0.0.5", "10.0.0.0/24")),
				List.of("web.example"), List.of("10.0.0.0/24", "10.0.1.0/24"));
		harness.addNetwork("website", network);
		int relation = harness.addRelation("website", "haproxy");
		assertThat(harness.relationData(relation, "greeter/0"))
			.isEqualTo(Map.of("host", "web.example", "ingress-address", "web.example", "private-address", "web.example",
					"egress-subnets", "10.0.0.0/24,10.0.1.0/24"));
		assertThat(harness.state().networks()).isEqualTo(Map.of("website", network)).isUnmodifiable();
	}

	@Test
	void addNetworkToRelationIsForThatOneOnly() {
		Harness harness = context.harness();
		int near = harness.addRelation("website", "haproxy");
		int far = harness.addRelation("website", "ingress");
		harness.addNetwork("website", NetworkInfo.of("10.0.0.5"));
		harness.addNetwork(far, NetworkInfo.of("198.51.100.5"));
		harness.begin();
		harness.updateRelationData(near, "haproxy", Map.of("ask", "now"));
		harness.updateRelationData(far, "ingress", Map.of("ask", "now"));
		assertThat(harness.relationData(near, "greeter/0")).containsEntry("host", "10.0.0.5")
			.containsEntry("bind", "10.0.0.5");
		assertThat(harness.relationData(far, "greeter/0")).containsEntry("host", "198.51.100.5")
			.containsEntry("bind", "10.0.0.5");
		assertThat(harness.state().relation(far).network()).isEqualTo(NetworkInfo.of("198.51.100.5"));
		assertThatIllegalArgumentException().isThrownBy(() -> harness.addNetwork(42, NetworkInfo.of("10.0.0.5")))
			.withMessageStartingWith("There is no relation 42, only ");
	}

	@Test
	void scenarioTakesNetworkOfRelation() {
		RelationState relation = RelationState.of("website:1", "haproxy").withNetwork(NetworkInfo.of("198.51.100.5"));
		State state = State.initial().withRelations(relation).withNetwork("website", NetworkInfo.of("10.0.0.5"));
		State after = context.scenario().run(Events.relationCreated(relation), state).state();
		assertThat(after.relation(1).localUnitData()).containsEntry("host", "198.51.100.5")
			.containsEntry("ingress-address", "198.51.100.5");
		assertThat(after.relation(1).network()).isEqualTo(relation.network());
	}

	@Test
	void addNetworkOfWhatIsNotDeclaredIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> context.harness().addNetwork("web", NetworkInfo.of("10.0.0.5")))
			.withMessage("The charm declares no endpoint or extra binding 'web', only [website, admin, juju-info]");
	}

	@Test
	void scenarioTakesNetworks() {
		RelationState relation = RelationState.of("website:1", "haproxy");
		State state = State.initial()
			.withRelations(relation)
			.withNetwork("website", NetworkInfo.of("10.0.0.5"))
			.withNetwork("admin", NetworkInfo.of("10.0.9.5"));
		State after = context.scenario().run(Events.relationCreated(relation), state).state();
		assertThat(after.relation(1).localUnitData()).containsEntry("host", "10.0.0.5")
			.containsEntry("ingress-address", "10.0.0.5");
		assertThat(after.networks()).isEqualTo(state.networks());
	}

	@Test
	void networkThatIsNotDeclaredIsNotThereForHookToolsEither() {
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> context.scenario().run(Events.start(), State.initial()))
			.withMessageContaining("no network config found for binding \"unknown\"");
	}

	static class Charm {

		private final HookTools tools;

		Charm(HookTools tools) {
			this.tools = tools;
		}

		@OnRelation("website")
		void publish(RelationCreatedEvent event) {
			event.relation()
				.binding()
				.ingressAddress()
				.ifPresent((address) -> event.relation().localUnitData().put("host", address));
		}

		@OnRelation("website")
		void answer(RelationChangedEvent event) {
			Binding binding = event.relation().binding();
			event.relation()
				.localUnitData()
				.putAll(Map.of("host", binding.ingressAddress().orElse(""), "bind", binding.bindAddress().orElse("")));
		}

		@OnHook
		void start(StartEvent event) {
			this.tools.networkGet("unknown", null);
		}

	}

}
