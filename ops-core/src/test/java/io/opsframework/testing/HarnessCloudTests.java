package io.opsframework.testing;

import java.util.Map;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CollectMetricsEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.CloudCredential;
import io.opsframework.juju.CloudSpec;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Application;
import io.opsframework.model.Model;
import io.opsframework.model.ModelException;
import io.opsframework.model.NotLeaderException;
import io.opsframework.model.Relation;
import io.opsframework.simulation.ModelIdentity;
import io.opsframework.simulation.SimulatedMetric;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link Harness} and {@link Scenario} know of the cloud, of models at
 * other ends, and of what Juju 4 does not have any more.
 */
class HarnessCloudTests {

	private static final CloudSpec CLOUD = CloudSpec.of("lxd", "localhost",
			CloudCredential.of("certificate", Map.of("client-key", "hidden")));

	private static final ModelIdentity OLD = new ModelIdentity("old", "1b4e28ba", "3.5.7");

	private static TestCharm context;

	private final Harness harness = context.harness();

	@BeforeAll
	static void start() {
		context = TestCharm.of("""
				name: greeter
				requires:
				  database: {interface: pgsql}
				peers:
				  cluster: {interface: cluster}
				actions:
				  cloud: {}
				  model: {}
				""", Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void cloudIsToldToATrustedApplication() {
		this.harness.setCloudSpec(CLOUD);
		this.harness.begin();
		assertThat(this.harness.runAction("cloud").results()).isEqualTo(Map.of("cloud", "lxd hidden"));
		assertThat(this.harness.hookTools()).extracting((call) -> call.call().tool())
			.filteredOn("credential-get"::equals)
			.hasSize(1);
		assertThat(this.harness.juju().model().log()).noneMatch((line) -> line.message().contains("hidden"));
		assertThat(this.harness.state().cloudSpec()).isEqualTo(CLOUD);
		assertThat(this.harness.state().toString()).doesNotContain("hidden");
	}

	@Test
	void trustThatChangesIsConfigChanged() {
		this.harness.begin();
		this.harness.juju().model().setLeader(true);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.harness.setCloudSpec(CLOUD))
			.withMessage("broken");
		assertThat(this.harness.events()).hasExactlyElementsOfTypes(ConfigChangedEvent.class);
		assertThat(this.harness.state().cloudSpec()).isEqualTo(CLOUD);
	}

	@Test
	void cloudIsNotToldWithoutTrust() {
		this.harness.begin();
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.harness.runAction("cloud"))
			.withMessage(
					"Application 'greeter' is not trusted with its cloud: an operator has to allow it, 'juju trust greeter'");
	}

	@Test
	void cloudOnKubernetesIsToldFromJuju3610On() {
		ModelIdentity kubernetes = OLD.withJujuVersion("3.6.9").withType(ModelIdentity.Type.KUBERNETES);
		this.harness.begin();
		this.harness.juju().model().setCloudSpec(CLOUD);
		this.harness.juju().model().setIdentity(kubernetes);
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.harness.runAction("cloud"))
			.withMessageContaining("Juju 3.6.9 tells no charm on Kubernetes about its cloud")
			.withMessageContaining("juju >= 3.6.10");
		this.harness.juju().model().setIdentity(kubernetes.withJujuVersion("3.6.10"));
		assertThat(this.harness.runAction("cloud").results()).isNotEmpty();
		this.harness.juju().model().setIdentity(OLD);
		assertThat(this.harness.runAction("cloud").results()).isNotEmpty();
	}

	@Test
	void modelOfTheOtherSideIsTold() {
		RelationState relation = RelationState.of("database:1", "postgresql");
		State state = State.initial().withRelations(relation, RelationState.peers("cluster:2", "greeter"));
		assertThat(models(state))
			.isEqualTo(Map.of("database", ModelIdentity.DEFAULT.uuid(), "cluster", ModelIdentity.DEFAULT.uuid()));
		assertThat(models(state.withRelations(relation.withRemoteModel("0b9d2f8c"))))
			.isEqualTo(Map.of("database", "0b9d2f8c", "cluster", ModelIdentity.DEFAULT.uuid()));
		Outcome outcome = context.scenario()
			.run(Events.action("model"), state.withRelations(relation.withRemoteModel("0b9d2f8c")));
		assertThat(outcome.state().relation(1).remoteModelUuid()).isEqualTo("0b9d2f8c");
	}

	private Map<String, Object> models(State state) {
		return context.scenario().run(Events.action("model"), state).requireAction().results();
	}

	@Test
	void modelOfTheOtherSideBeforeJuju362IsRefusedInWords() {
		State state = State.initial().withRelations(RelationState.of("database:1", "postgresql")).withModel(OLD);
		assertThatExceptionOfType(ModelException.class).isThrownBy(() -> models(state))
			.withMessageContaining("Juju 3.5.7 does not tell the model of the other side of relation database:1")
			.withMessageContaining("juju >= 3.6.2");
	}

	@Test
	void leaderSetsPodSpecWhenTheListenerReturns() {
		this.harness.setLeader(true);
		this.harness.begin();
		this.harness.hook("start");
		assertThat(this.harness.juju().model().podSpec()).isEqualTo("version: 3");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.harness.updateConfig(Map.of()));
		assertThat(this.harness.juju().model().podSpec()).isEqualTo("version: 3");
		assertThat(this.harness.hookTools()).noneMatch((call) -> call.call().tool().equals("pod-spec-set"));
	}

	@Test
	void followerSetsNoPodSpec() {
		this.harness.begin();
		assertThatExceptionOfType(NotLeaderException.class).isThrownBy(() -> this.harness.hook("start"))
			.withMessageContaining("set what the application's pods run");
	}

	@Test
	void metricsAreAddedWhereTheyAreCollected() {
		this.harness.juju().model().setIdentity(OLD);
		this.harness.begin();
		this.harness.hook("collect-metrics");
		assertThat(this.harness.juju().model().metrics()).containsExactly(new SimulatedMetric("users", "7", Map.of()),
				new SimulatedMetric("users", "8", Map.of("zone", "a")));
	}

	@Test
	void charmThatAssumesKubernetesRunsThere() {
		this.harness.begin();
		assertThat(this.harness.juju().model().isKubernetes()).isFalse();
		try (TestCharm pods = TestCharm.of("""
				name: greeter
				assumes: [k8s-api]
				""", Nothing.class)) {
			assertThat(pods.harness().juju().model().isKubernetes()).isTrue();
		}
	}

	@SuppressWarnings("deprecation")
	static class Charm {

		private final Model model;

		private final Application application;

		Charm(Model model, Application application) {
			this.model = model;
			this.application = application;
		}

		@OnAction("cloud")
		Map<String, String> cloud() {
			CloudSpec cloud = this.model.cloudSpec();
			assertThat(this.model.cloudSpec()).isSameAs(cloud);
			return Map.of("cloud", cloud.type() + " " + cloud.credential().attributes().get("client-key"));
		}

		@OnAction("model")
		Map<String, String> model() {
			return Map.of("database", uuid("database"), "cluster", uuid("cluster"));
		}

		private String uuid(String endpoint) {
			return this.model.relation(endpoint).map(Relation::remoteModelUuid).orElseThrow();
		}

		@OnHook
		void start(StartEvent event) {
			this.application.setPodSpec("version: 3");
		}

		@OnHook
		void changed(ConfigChangedEvent event) {
			this.application.setPodSpec("version: 4");
			throw new IllegalStateException("broken");
		}

		@OnHook
		void metrics(CollectMetricsEvent event) {
			event.addMetrics(Map.of("users", 7));
			event.addMetrics(Map.of("users", 8), Map.of("zone", "a"));
		}

	}

	static class Nothing {

	}

}
