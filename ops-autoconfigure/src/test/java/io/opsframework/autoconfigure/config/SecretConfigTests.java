package io.opsframework.autoconfigure.config;

import java.util.Map;
import java.util.Optional;

import io.opsframework.autoconfigure.SimulatedCharm;
import io.opsframework.dispatch.Journal;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.model.Model;
import io.opsframework.model.Secret;
import io.opsframework.simulation.SimulatedRelation;
import io.opsframework.simulation.SimulatedSecret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for options of type secret, and secrets in relation data, as an author binds
 * them.
 */
class SecretConfigTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	private String id;

	@BeforeEach
	void addSecret() {
		SimulatedSecret secret = this.charm.model().addSecret("admin", Map.of("token", "s3cr3t"));
		secret.grant(new SimulatedSecret.Grant(null, "greeter"));
		this.id = secret.uri().toString();
	}

	@Test
	void optionIsSecretWithItsContent() {
		this.charm.runner(Charm.class).run((context) -> {
			this.charm.model().config().set("api-token", this.id);
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactly("s3cr3t",
					"Options[apiToken=secret %s]".formatted(this.id.substring("secret:".length())));
		});
	}

	@Test
	void secretIsNotAskedForWhenItIsBound() {
		this.charm.runner(Charm.class).run((context) -> {
			this.charm.model().config().set("api-token", this.id);
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("bound " + this.id);
			assertThat(this.charm.calls()).doesNotContain("secret-get", "secret-info-get");
		});
	}

	@Test
	void optionThatIsNotSetOrEmptyIsNoSecret() {
		this.charm.runner(Charm.class, OptionalCharm.class).run((context) -> {
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactlyInAnyOrder("no secret", "Optional.empty");
			this.charm.model().config().set("api-token", "");
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactlyInAnyOrder("no secret", "Optional.empty");
		});
	}

	@Test
	void optionalOptionIsSecretOrNamesWhatIsExpected() {
		this.charm.runner(OptionalCharm.class).run((context) -> {
			this.charm.model().config().set("api-token", this.id);
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take())
				.containsExactly("Optional[secret %s]".formatted(this.id.substring("secret:".length())));
			this.charm.model().config().set("api-token", "HUNTER2");
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.status())
				.endsWith("api-token: expected a secret's id, as 'juju add-secret' tells it");
		});
	}

	@Test
	void optionThatIsNoIdBlocksWithoutShowingIt() {
		this.charm.runner(Charm.class).run((context) -> {
			this.charm.model().config().set("api-token", "HUNTER2");
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.status())
				.isEqualTo("blocked: invalid config api-token: expected a secret's id, as 'juju add-secret' tells it");
		});
	}

	@Test
	void relationDataHoldsSecretsByTheirIds() {
		SimulatedRelation database = this.charm.model().addRelation(RelationId.of("database:1"), "postgresql");
		database.addUnit(UnitName.of("postgresql/0"));
		database.updateDatabag("postgresql", Map.of("secret-user", this.id));
		this.charm.runner(RelationCharm.class).run((context) -> {
			this.charm.relationHook(context, "changed", "database:1", "postgresql/0");
			assertThat(this.charm.journal().take()).containsExactly("s3cr3t");
			assertThat(database.databag("greeter/0")).containsEntry("secret-user", this.id);
		});
	}

	@ConfigurationProperties("charm.config")
	record Options(@Nullable Secret apiToken) {
	}

	@EnableConfigurationProperties(Options.class)
	static class Charm {

		@OnHook(ConfigChangedEvent.class)
		void configure(Options options, Journal journal) {
			Secret token = options.apiToken();
			journal.add((token != null) ? token.content().get("token") : "no secret");
			if (token != null) {
				journal.add(options);
			}
		}

		@OnHook(StartEvent.class)
		void start(Options options, Journal journal) {
			journal.add("bound " + ((options.apiToken() != null) ? options.apiToken().id() : ""));
		}

	}

	@ConfigurationProperties("charm.config")
	record OptionalOptions(Optional<Secret> apiToken) {
	}

	@EnableConfigurationProperties(OptionalOptions.class)
	static class OptionalCharm {

		@OnHook(ConfigChangedEvent.class)
		void configure(OptionalOptions options, Journal journal) {
			journal.add(options.apiToken());
		}

	}

	/**
	 * What a database says.
	 *
	 * @param secretUser the user's credentials
	 */
	record Credentials(Secret secretUser) {
	}

	static class RelationCharm {

		@OnRelation("database")
		void changed(RelationChangedEvent event, @RemoteAppData Credentials credentials, Model model, Journal journal) {
			journal.add(credentials.secretUser().content().get("token"));
			event.relation().localUnitData().set(credentials);
		}

	}

}
