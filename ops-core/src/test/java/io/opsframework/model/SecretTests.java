package io.opsframework.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.SecretEvent;
import io.opsframework.event.SecretExpiredEvent;
import io.opsframework.hooktool.HookToolPermissionException;
import io.opsframework.hooktool.SecretInfo;
import io.opsframework.hooktool.SecretNotFoundException;
import io.opsframework.hooktool.SecretSettings;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import io.opsframework.simulation.SimulatedSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Secret} and the secrets of {@link Model}, {@link Application} and
 * {@link Unit}.
 */
class SecretTests {

	private static final Map<String, String> OLD = Map.of("password", "0ld-s3cr3t");

	private static final Map<String, String> NEW = Map.of("password", "n3w-s3cr3t");

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	private final Model model = this.charm.bean(Model.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void contentIsTheTrackedRevisionUntilRefresh() {
		String id = granted();
		hook(() -> assertThat(this.model.secret(id).content()).isEqualTo(OLD).isUnmodifiable());
		secret(id).addRevision(NEW);
		hook(() -> {
			Secret secret = this.model.secret(id);
			assertThat(secret.content()).isEqualTo(OLD);
			assertThat(secret.peek()).isEqualTo(NEW);
			assertThat(secret.content()).isEqualTo(OLD);
			assertThat(secret.refresh()).isEqualTo(NEW);
			assertThat(secret.content()).isEqualTo(NEW);
		});
		hook(() -> assertThat(this.model.secret(id).content()).isEqualTo(NEW));
	}

	@Test
	void secretIsNotAskedForBeforeItsContentIs() {
		hook(() -> {
			Secret secret = this.model.secret("secret:9m4e2mr0ui3e8a215n4g");
			assertThat(secret).hasToString("secret 9m4e2mr0ui3e8a215n4g");
			assertThat(secret.id()).isEqualTo("secret:9m4e2mr0ui3e8a215n4g");
			assertThat(secret.uniqueIdentifier()).isEqualTo("9m4e2mr0ui3e8a215n4g");
			assertThat(secret.label()).isNull();
		});
		assertThat(this.charm.calls()).noneMatch((tool) -> tool.startsWith("secret-"));
	}

	@Test
	void secretsOfTheSameIdAreEqual() {
		String other = "secret://f2c1b2a6-6c84-4f0c-8e5a-1d2b3c4d5e6f/9m4e2mr0ui3e8a215n4g";
		Secret secret = this.model.secret("9m4e2mr0ui3e8a215n4g");
		assertThat(secret).isEqualTo(this.model.secret(other)).hasSameHashCodeAs(this.model.secret(other));
		assertThat(secret).isNotEqualTo(this.model.secret("8m4e2mr0ui3e8a215n4g"));
		assertThat(this.model.secret(other).id()).isEqualTo(other);
	}

	@Test
	void secretWhenTextIsNoIdFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.model.secret("HUNTER2"))
			.withMessageContaining("'HUNTER2' is not a secret's URI");
	}

	@Test
	void secretOutsideOfHookCannotBeAsked() {
		assertThatIllegalStateException().isThrownBy(() -> this.model.secret("secret:9m4e2mr0ui3e8a215n4g").content());
	}

	@Test
	void secretThatIsNotThereOrNotGrantedHasItsExceptions() {
		String id = this.charm.juju().addSecret("postgresql", OLD).uri().toString();
		hook(() -> {
			assertThatExceptionOfType(SecretNotFoundException.class)
				.isThrownBy(() -> this.model.secret("secret:9m4e2mr0ui3e8a215n4g").content());
			assertThatExceptionOfType(HookToolPermissionException.class)
				.isThrownBy(() -> this.model.secret(id).content());
		});
	}

	@Test
	void secretWithLabelIsFoundByIt() {
		String id = granted();
		hook(() -> {
			assertThat(this.model.secretByLabel("db")).isEmpty();
			assertThat(this.model.secret(id, "db").content()).isEqualTo(OLD);
		});
		assertThat(this.charm.calls("secret-get")).last().isEqualTo("--format=json " + id + " --label db");
		hook(() -> {
			Secret secret = this.model.secretByLabel("db").orElseThrow();
			assertThat(secret.id()).isNull();
			assertThat(secret).hasToString("secret 'db'");
			assertThat(secret.content()).isEqualTo(OLD);
		});
	}

	@Test
	void addSecretOfUnitIsThereInTheHookAndKeptAfterIt() {
		SecretSettings settings = SecretSettings.none().withLabel("admin").withExpiry(Duration.ofDays(1));
		hook(() -> {
			Secret secret = this.model.unit().addSecret(OLD, settings);
			assertThat(secret.label()).isEqualTo("admin");
			assertThat(secret.content()).isEqualTo(OLD);
			assertThat(this.model.secretByLabel("admin")).isPresent();
		});
		hook(() -> {
			Secret secret = this.model.secretByLabel("admin").orElseThrow();
			SecretInfo info = secret.info();
			assertThat(info.owner()).isEqualTo(SecretOwner.UNIT);
			assertThat(info.revision()).isEqualTo(1);
			assertThat(info.expiry()).isBetween(Instant.now().plus(23, ChronoUnit.HOURS),
					Instant.now().plus(25, ChronoUnit.HOURS));
			assertThat(secret.id()).isEqualTo(info.uri().toString());
		});
	}

	@Test
	void addSecretOfApplicationIsForTheLeader() {
		hook(() -> assertThatExceptionOfType(NotLeaderException.class)
			.isThrownBy(() -> this.model.application().addSecret(OLD))
			.withMessage("Unit greeter/0 is not the leader; only the leader may add a secret of the application"));
		assertThat(this.charm.calls("secret-add")).isEmpty();
		this.charm.juju().setLeader(true);
		hook(() -> assertThat(this.model.application().addSecret(OLD).info().owner())
			.isEqualTo(SecretOwner.APPLICATION));
	}

	@Test
	void addSecretIsDroppedWithTheHook() {
		assertThatIllegalStateException().isThrownBy(() -> hook(() -> {
			this.model.unit().addSecret(OLD);
			throw new IllegalStateException();
		}));
		assertThat(this.charm.juju().secrets()).isEmpty();
	}

	@Test
	void changesAreSentWhenTheListenerReturns() {
		String id = ofUnit();
		this.charm.relate("database:1", "postgresql");
		hook(() -> {
			Secret secret = this.model.secret(id);
			secret.setContent(NEW);
			secret.setInfo(SecretSettings.none().withDescription("new").withRotation(SecretRotation.DAILY));
			secret.grant(this.model.relation("database").orElseThrow());
			assertThat(this.charm.calls()).containsOnlyOnce("secret-info-get")
				.doesNotContain("secret-set", "secret-grant");
		});
		assertThat(this.charm.calls()).containsSubsequence("secret-set", "secret-set", "secret-grant");
		assertThat(secret(id).revisions()).hasSize(2).containsEntry(2, NEW);
		assertThat(secret(id).description()).isEqualTo("new");
		assertThat(secret(id).rotation()).isEqualTo(SecretRotation.DAILY);
		assertThat(secret(id).grants()).containsExactly(new SimulatedSecret.Grant(1, "postgresql"));
	}

	@Test
	void changesAreDroppedWhenTheListenerThrows() {
		String id = ofUnit();
		assertThatIllegalStateException().isThrownBy(() -> hook(() -> {
			this.model.secret(id).setContent(NEW);
			throw new IllegalStateException();
		}));
		assertThat(this.charm.calls("secret-set")).isEmpty();
	}

	@Test
	void readSeesAChangeThatIsStillToBeSent() {
		String id = ofUnit();
		hook(() -> {
			Secret secret = this.model.secret(id);
			assertThat(secret.content()).isEqualTo(OLD);
			secret.setContent(NEW);
			assertThat(secret.peek()).isEqualTo(NEW);
			secret.setInfo(SecretSettings.none().withLabel("renamed"));
			assertThat(secret.info().label()).isEqualTo("renamed");
			assertThat(secret.content()).isEqualTo(OLD);
		});
	}

	@Test
	void secretOfApplicationIsChangedByTheLeaderOnly() {
		String id = this.charm.juju().addSecret("greeter", OLD).uri().toString();
		hook(() -> assertThatExceptionOfType(SecretNotFoundException.class)
			.isThrownBy(() -> this.model.secret(id).setContent(NEW))
			.withMessage(
					"Unit greeter/0 manages no secret %s: it is not the unit's own, and only the leader manages those of application greeter"
						.formatted(id.substring(7))));
		this.charm.juju().setLeader(true);
		hook(() -> this.model.secret(id).setContent(NEW));
		assertThat(this.charm.calls("secret-set")).singleElement().asString().startsWith("--owner application " + id);
	}

	@Test
	void secretThatLosesItsLeaderIsRefusedInWords() {
		this.charm.juju().setLeader(true);
		Secret[] added = new Secret[1];
		hook(() -> added[0] = this.model.application().addSecret(OLD));
		this.charm.juju().setLeader(false);
		hook(() -> assertThatExceptionOfType(NotLeaderException.class).isThrownBy(() -> added[0].setContent(NEW))
			.withMessageContaining("Unit greeter/0 is not the leader; only the leader may change secret ")
			.withMessageContaining("of application greeter"));
	}

	@Test
	void secretOfUnitIsChangedAsTheUnits() {
		String id = ofUnit();
		hook(() -> this.model.secret(id).setContent(NEW));
		assertThat(this.charm.calls("secret-set")).singleElement().asString().startsWith("--owner unit " + id);
	}

	@Test
	void secretOfAnotherCannotBeChanged() {
		String id = granted();
		this.charm.juju().setLeader(true);
		hook(() -> assertThatExceptionOfType(SecretNotFoundException.class)
			.isThrownBy(() -> this.model.secret(id).removeAllRevisions()));
		assertThat(this.charm.calls("secret-remove")).isEmpty();
	}

	@Test
	void labelOfOwnSecretLeadsToItsId() {
		String id = ofUnit();
		secret(id).setLabel("admin");
		hook(() -> {
			Secret secret = this.model.secretByLabel("admin").orElseThrow();
			secret.setContent(NEW);
			secret.setInfo(SecretSettings.none().withLabel("root"));
			assertThat(secret.id()).isEqualTo(id);
		});
		assertThat(this.charm.calls("secret-info-get")).containsExactly("--format=json --label admin");
		assertThat(this.charm.calls("secret-set")).hasSize(2).allMatch((call) -> call.contains(id));
	}

	@Test
	void changesThatSayNothingAreRefused() {
		hook(() -> {
			Secret secret = this.model.secret("secret:9m4e2mr0ui3e8a215n4g");
			assertThatIllegalArgumentException().isThrownBy(() -> secret.setInfo(SecretSettings.none()));
			assertThatIllegalArgumentException().isThrownBy(() -> secret.setContent(Map.of()));
			assertThatIllegalArgumentException().isThrownBy(() -> secret.setContent(Map.of("K", "s3cr3t")))
				.withMessageNotContaining("s3cr3t");
		});
	}

	@Test
	void grantsAreTakenBack() {
		String id = ofUnit();
		this.charm.relate("database:1", "postgresql");
		hook(() -> {
			Relation relation = this.model.relation("database").orElseThrow();
			this.model.secret(id).grant(relation, relation.remoteUnits().get(0));
		});
		assertThat(secret(id).grants()).containsExactly(new SimulatedSecret.Grant(1, "postgresql/0"));
		hook(() -> {
			Relation relation = this.model.relation("database").orElseThrow();
			this.model.secret(id).revoke(relation, relation.remoteUnits().get(0));
			this.model.secret(id).grant(relation);
		});
		assertThat(secret(id).grants()).containsExactly(new SimulatedSecret.Grant(1, "postgresql"));
		hook(() -> this.model.secret(id).revoke(this.model.relation("database").orElseThrow()));
		assertThat(secret(id).grants()).isEmpty();
	}

	@Test
	void revisionsAndSecretsAreRemovedOnce() {
		String id = ofUnit();
		secret(id).addRevision(NEW);
		hook(() -> {
			this.model.secret(id).removeRevision(1);
			this.model.secret(id).removeRevision(1);
		});
		assertThat(this.charm.calls("secret-remove")).containsExactly(id + " --revision 1");
		assertThat(secret(id).revisions()).containsOnlyKeys(2);
		hook(() -> {
			this.model.secret(id).removeAllRevisions();
			this.model.secret(id).removeRevision(2);
		});
		assertThat(this.charm.calls("secret-remove")).containsExactly(id);
		assertThat(this.charm.juju().secrets()).isEmpty();
	}

	@Test
	void secretOfEventAsksForNothingByItself() {
		String id = ofUnit();
		secret(id).addRevision(NEW);
		dispatch("secret-expired",
				Map.of("JUJU_SECRET_ID", id, "JUJU_SECRET_LABEL", "admin", "JUJU_SECRET_REVISION", "1"), (event) -> {
					Secret secret = ((SecretEvent) event).secret();
					assertThat(secret.label()).isEqualTo("admin");
					assertThat(secret).isEqualTo(this.model.secret(id));
					((SecretExpiredEvent) event).removeRevision();
				});
		assertThat(this.charm.calls("secret-remove")).containsExactly(id + " --revision 1");
		assertThat(this.charm.calls()).doesNotContain("secret-info-get", "secret-get");
	}

	@Test
	void labelOfEventIsNullWhenEmpty() {
		dispatch("secret-changed", Map.of("JUJU_SECRET_ID", granted(), "JUJU_SECRET_LABEL", ""), (event) -> {
			assertThat(((SecretEvent) event).label()).isNull();
			assertThat(((SecretEvent) event).secret().refresh()).isEqualTo(OLD);
		});
		assertThat(this.charm.calls("secret-get")).singleElement().asString().doesNotContain("--label");
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.0.3", "3.5.9" })
	void changeBeforeJuju36SendsEverythingAgain(String version) {
		Instant expiry = Instant.parse("2030-01-02T03:04:05Z");
		String id = ofUnit();
		secret(id).setLabel("admin");
		secret(id).setDescription("Of the admin");
		secret(id).setExpiry(expiry);
		secret(id).setRotation(SecretRotation.MONTHLY);
		Map<String, String> variables = Map.of("JUJU_VERSION", version);
		dispatch("start", variables, (event) -> this.model.secret(id).setContent(NEW));
		assertThat(this.charm.calls("secret-set")).singleElement()
			.asString()
			.startsWith(
					"--label admin --description Of the admin --expire 2030-01-02T03:04:05Z --rotate monthly --owner unit "
							+ id + " password#file=");
		dispatch("start", variables, (event) -> this.model.secret(id).setInfo(SecretSettings.none().withLabel("root")));
		assertThat(this.charm.calls("secret-get")).containsExactly("--format=json " + id + " --peek");
		assertThat(this.charm.calls("secret-set")).singleElement()
			.asString()
			.startsWith("--label root --description Of the admin")
			.contains(id + " password#file=");
	}

	@Test
	void changeFromJuju36OnSendsWhatChanges() {
		String id = ofUnit();
		secret(id).setLabel("admin");
		dispatch("start", Map.of("JUJU_VERSION", "3.6.0"), (event) -> this.model.secret(id).setContent(NEW));
		assertThat(this.charm.calls("secret-set")).singleElement().asString().startsWith("--owner unit " + id);
	}

	@Test
	void secretBeforeJuju303IsRefusedInWords() {
		dispatch("start", Map.of("JUJU_VERSION", "2.9.50"), (event) -> {
			assertThatExceptionOfType(ModelException.class).isThrownBy(() -> this.model.unit().addSecret(OLD))
				.withMessageContaining("Juju 2.9.50 keeps no secrets")
				.withMessageContaining("juju >= 3.0.3");
			assertThatExceptionOfType(ModelException.class)
				.isThrownBy(() -> this.model.secret("secret:9m4e2mr0ui3e8a215n4g").content());
		});
		assertThat(this.charm.calls()).noneMatch((tool) -> tool.startsWith("secret-"));
	}

	private String granted() {
		SimulatedSecret secret = this.charm.juju().addSecret("postgresql", OLD);
		secret.grant(new SimulatedSecret.Grant(null, "greeter"));
		return secret.uri().toString();
	}

	private String ofUnit() {
		return this.charm.juju().addSecret("greeter/0", OLD).uri().toString();
	}

	private SimulatedSecret secret(String id) {
		SimulatedSecret secret = this.charm.juju().secret(SecretUri.of(id));
		assertThat(secret).isNotNull();
		return secret;
	}

	private void hook(Runnable listener) {
		dispatch("start", Map.of("JUJU_VERSION", "3.6.27"), (event) -> listener.run());
	}

	private void dispatch(String hook, Map<String, String> variables, Consumer<JujuEvent> listener) {
		this.journal.when("event", (event) -> listener.accept((JujuEvent) event));
		this.charm.dispatch("hooks/" + hook, variables);
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
