package io.opsframework.dispatch;

import java.util.Map;

import io.opsframework.event.SecretExpiredEvent;
import io.opsframework.event.SecretRemoveEvent;
import io.opsframework.juju.SecretUri;
import io.opsframework.listener.OnSecret;
import io.opsframework.simulation.SimulatedSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SecretPruner} through whole hooks.
 */
class SecretPrunerTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final TestCharm charm = new TestCharm(this.journal, this.store, Charm.class);

	private final SecretUri uri = secret("greeter/0");

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void revisionIsRemovedAfterTheListeners() {
		this.journal.when("remove", (event) -> assertThat(this.charm.calls("secret-remove")).isEmpty());
		secretRemove();
		assertThat(this.journal.take()).containsExactly("remove");
		assertThat(this.charm.calls("secret-remove")).containsExactly(this.uri + " --revision 1");
		assertThat(revisions()).containsOnlyKeys(2);
	}

	@Test
	void revisionThatTheListenerRemovesIsRemovedOnce() {
		this.journal.when("remove", (event) -> ((SecretRemoveEvent) event).removeRevision());
		secretRemove();
		assertThat(this.charm.calls("secret-remove")).containsExactly(this.uri + " --revision 1");
	}

	@Test
	void secretThatTheListenerRemovesIsRemovedOnce() {
		this.journal.when("remove", (event) -> ((SecretRemoveEvent) event).secret().removeAllRevisions());
		secretRemove();
		assertThat(this.charm.calls("secret-remove")).containsExactly(this.uri.toString());
	}

	@Test
	void revisionStaysWhenListenerThrows() {
		this.journal.fail("remove");
		assertThatIllegalStateException().isThrownBy(this::secretRemove);
		assertThat(this.charm.calls("secret-remove")).isEmpty();
	}

	@Test
	void revisionStaysAsLongAsTheEventIsDeferred() {
		this.journal.defer("remove");
		secretRemove();
		assertThat(this.charm.calls("secret-remove")).isEmpty();
		this.charm.hook("start");
		assertThat(this.charm.calls("secret-remove")).isEmpty();
		this.journal.accept("remove");
		this.charm.hook("start");
		assertThat(this.charm.calls("secret-remove")).containsExactly(this.uri + " --revision 1");
		assertThat(revisions()).containsOnlyKeys(2);
	}

	@Test
	void replayOnUnitThatLeadsNoMoreRemovesNothing() {
		this.charm.juju().setLeader(true);
		SecretUri shared = secret("greeter");
		this.journal.defer("remove");
		this.charm.dispatch("hooks/secret-remove",
				Map.of("JUJU_SECRET_ID", shared.toString(), "JUJU_SECRET_REVISION", "1"));
		this.journal.accept("remove");
		this.charm.juju().setLeader(false);
		this.charm.hook("start");
		assertThat(this.charm.calls("secret-remove")).isEmpty();
		assertThat(this.store.deferred()).isEmpty();
	}

	@Test
	void expiredRevisionStays() {
		this.charm.dispatch("hooks/secret-expired",
				Map.of("JUJU_SECRET_ID", this.uri.toString(), "JUJU_SECRET_REVISION", "1"));
		assertThat(this.journal.take()).containsExactly("expired");
		assertThat(this.charm.calls("secret-remove")).isEmpty();
	}

	@Test
	void revisionStaysWhenTheCharmWantsNoPruning() {
		try (TestCharm keeping = new TestCharm(this.journal, this.store, (context) -> {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", Map.of("ops.secrets.prune", "false")));
			context.register(Charm.class);
		})) {
			SimulatedSecret secret = keeping.juju().addSecret("greeter/0", Map.of("password", "x"));
			keeping.dispatch("hooks/secret-remove",
					Map.of("JUJU_SECRET_ID", secret.uri().toString(), "JUJU_SECRET_REVISION", "1"));
			assertThat(this.journal.take()).containsExactly("remove");
			assertThat(keeping.calls("secret-remove")).isEmpty();
		}
	}

	private SecretUri secret(String owner) {
		SimulatedSecret secret = this.charm.juju().addSecret(owner, Map.of("password", "old"));
		secret.addRevision(Map.of("password", "new"));
		return secret.uri();
	}

	private void secretRemove() {
		this.charm.dispatch("hooks/secret-remove",
				Map.of("JUJU_SECRET_ID", this.uri.toString(), "JUJU_SECRET_REVISION", "1"));
	}

	private Map<Integer, Map<String, String>> revisions() {
		SimulatedSecret secret = this.charm.juju().secret(this.uri);
		assertThat(secret).isNotNull();
		return secret.revisions();
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@OnSecret
		void remove(SecretRemoveEvent event) {
			this.journal.called("remove", event);
		}

		@OnSecret
		void expired(SecretExpiredEvent event) {
			this.journal.called("expired", event);
		}

	}

}
