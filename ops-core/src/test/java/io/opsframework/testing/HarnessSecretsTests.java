package io.opsframework.testing;

import java.util.Map;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.SecretExpiredEvent;
import io.opsframework.event.SecretRemoveEvent;
import io.opsframework.event.SecretRotateEvent;
import io.opsframework.hooktool.SecretSettings;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretRotation;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnSecret;
import io.opsframework.model.Application;
import io.opsframework.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the secrets of {@link Harness}, {@link Scenario} and {@link State}.
 */
class HarnessSecretsTests {

	private static final String ID = "secret:9m4e2mr0ui3e8a215n4g";

	private static final Map<String, String> OLD = Map.of("password", "0ld-s3cr3t");

	private static final Map<String, String> NEW = Map.of("password", "n3w-s3cr3t");

	private static TestCharm context;

	private final Harness harness = context.harness();

	private final Scenario scenario = context.scenario();

	@BeforeAll
	static void start() {
		context = TestCharm.of("""
				name: greeter
				provides:
				  website: {interface: http}
				actions:
				  read:
				    params:
				      id: {type: string}
				""", Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void userSecretIsReadWhenGranted() {
		String id = this.harness.addUserSecret(OLD);
		this.harness.begin();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> read(id))
			.withMessageContaining("permission denied");
		this.harness.grantSecret(id);
		assertThat(read(id)).isEqualTo(OLD);
		this.harness.revokeSecret(id);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> read(id));
	}

	@Test
	void secretThatIsRemovedIsFoundNoMore() {
		String id = this.harness.addUserSecret(OLD);
		this.harness.grantSecret(id);
		this.harness.begin();
		read(id);
		this.harness.removeSecret(id);
		assertThat(this.harness.events()).isEmpty();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> read(id)).withMessageContaining("not found");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.removeSecret(id))
			.withMessageStartingWith("There is no secret '%s', only ", id);
		String own = this.harness.addSecret("greeter", OLD);
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.removeSecret(own))
			.withMessageEndingWith("the charm itself removes it");
	}

	@Test
	void newRevisionOfWhatWasReadIsSecretChanged() {
		String id = this.harness.addSecret("postgresql", OLD);
		this.harness.grantSecret(id);
		this.harness.begin();
		this.harness.setSecretContent(id, Map.of("password", "unread"));
		assertThat(this.harness.events()).isEmpty();
		read(id);
		this.harness.setSecretContent(id, NEW);
		assertThat(this.harness.events()).singleElement().isInstanceOf(SecretChangedEvent.class);
		assertThat(this.harness.state().secret(id).tracked()).isEqualTo(3);
		this.harness.revokeSecret(id);
		this.harness.setSecretContent(id, OLD);
		assertThat(this.harness.events()).isEmpty();
	}

	@Test
	void secretOfTheCharmIsAddedGrantedAndForgottenWithItsRelation() {
		this.harness.begin();
		this.harness.setLeader(true);
		SecretState admin = this.harness.state().secretByLabel("admin");
		assertThat(admin.owner()).isEqualTo(SecretOwner.APPLICATION);
		assertThat(admin.latestContent()).isEqualTo(OLD);
		assertThat(admin.rotation()).isEqualTo(SecretRotation.YEARLY);
		int relation = this.harness.addRelation("website", "haproxy");
		assertThat(this.harness.secretGrants(admin.id(), relation)).containsExactly("haproxy");
		assertThat(this.harness.state().secret(admin.id()).grants(relation)).containsExactly("haproxy");
		this.harness.removeRelation(relation);
		assertThat(this.harness.secretGrants(admin.id(), relation)).isEmpty();
	}

	@Test
	void secretOfTheCharmRotatesExpiresAndIsPruned() {
		this.harness.begin();
		this.harness.setLeader(true);
		String id = this.harness.state().secretByLabel("admin").id();
		this.harness.triggerSecretRotation(id);
		assertThat(this.harness.events()).singleElement()
			.isInstanceOfSatisfying(SecretRotateEvent.class, (event) -> assertThat(event.label()).isEqualTo("admin"));
		assertThat(this.harness.secretRevisions(id)).containsExactly(1, 2);
		this.harness.triggerSecretRemoval(id, 1);
		assertThat(this.harness.events()).singleElement().isInstanceOf(SecretRemoveEvent.class);
		assertThat(this.harness.secretRevisions(id)).containsExactly(2);
		this.harness.triggerSecretExpiration(id, 2);
		assertThat(this.harness.events()).singleElement()
			.isInstanceOfSatisfying(SecretExpiredEvent.class, (event) -> assertThat(event.revision()).isEqualTo(2));
	}

	@Test
	void whatJujuWouldNotSendIsRefused() {
		String own = this.harness.addSecret("greeter", OLD);
		String other = this.harness.addSecret("postgresql", OLD);
		this.harness.begin();
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.triggerSecretRotation(own))
			.withMessageContaining("only the leader gets secret-rotate");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.triggerSecretRemoval(other, 1))
			.withMessageContaining("belongs to 'postgresql'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.setSecretContent(own, NEW))
			.withMessageContaining("the charm itself changes it");
		this.harness.setLeader(true);
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.triggerSecretExpiration(own, 7))
			.withMessageContaining("no revision 7, only [1]");
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.grantSecret(ID))
			.withMessageContaining("no secret '%s'".formatted(ID));
		assertThatIllegalArgumentException().isThrownBy(() -> this.harness.addUserSecret(Map.of()));
	}

	@Test
	void scenarioKeepsSecretsFromStateToState() {
		SecretState secret = SecretState.of(ID, OLD).withRevision(NEW).withLabel("db");
		State state = State.initial().withSecrets(secret);
		assertThat(this.scenario.run(Events.start(), state).state()).isEqualTo(state);
		Outcome outcome = this.scenario.run(Events.secretChanged(secret), state);
		assertThat(outcome.events()).singleElement()
			.isInstanceOfSatisfying(SecretChangedEvent.class, (event) -> assertThat(event.label()).isEqualTo("db"));
		assertThat(outcome.state().secret(ID)).isEqualTo(secret.withTracked(2));
	}

	@Test
	void scenarioOfOwnerChangesItsSecret() {
		SecretState secret = SecretState.ofApplication(ID, OLD).withDescription("d").withGrant(1, "haproxy");
		State state = State.initial()
			.withLeader(true)
			.withRelations(RelationState.of("website:1", "haproxy"))
			.withSecrets(secret);
		assertThat(this.scenario.run(Events.secretRotate(secret), state).state().secret(ID))
			.isEqualTo(secret.withRevision(NEW));
		SecretState two = secret.withRevision(NEW);
		State pruned = this.scenario.run(Events.secretRemove(two, 1), state.withSecrets(two)).state();
		assertThat(pruned.secret(ID).revisions()).containsOnlyKeys(2);
		assertThat(this.scenario.run(Events.secretExpired(two, 1), state.withSecrets(two)).events()).hasSize(1);
	}

	@Test
	void noTextShowsContent() {
		SecretState secret = SecretState.ofUnit(ID, OLD).withRevision(NEW).withLabel("db");
		assertThat(State.initial().withSecrets(secret).toString()).contains(ID, "db", "[1, 2]")
			.doesNotContain("0ld-s3cr3t", "n3w-s3cr3t");
	}

	private Map<?, ?> read(String id) {
		return (Map<?, ?>) this.harness.runAction("read", Map.of("id", id)).results();
	}

	static class Charm {

		private final Model model;

		private final Application application;

		Charm(Model model, Application application) {
			this.model = model;
			this.application = application;
		}

		@EventListener
		void leads(LeaderElectedEvent event) {
			if (this.model.secretByLabel("admin").isEmpty()) {
				this.application.addSecret(OLD,
						SecretSettings.none().withLabel("admin").withRotation(SecretRotation.YEARLY));
			}
		}

		@OnRelation("website")
		void share(RelationCreatedEvent event) {
			this.model.secretByLabel("admin").orElseThrow().grant(event.relation());
		}

		@OnSecret
		void changed(SecretChangedEvent event) {
			event.secret().refresh();
		}

		@OnSecret
		void rotate(SecretRotateEvent event) {
			event.secret().setContent(NEW);
		}

		@OnAction("read")
		Map<String, String> read(ActionEvent event) {
			return this.model.secret((String) event.parameters().get("id")).content();
		}

	}

}
