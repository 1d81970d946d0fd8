package io.opsframework.autoconfigure.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.opsframework.autoconfigure.SimulatedCharm;
import io.opsframework.dispatch.Journal;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RemoveEvent;
import io.opsframework.event.SecretRotateEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of a hook's events while the configuration does not bind.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidConfigTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@Test
	void enumOfWrongTypeBlocks() {
		set("log-level", "loud");
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status())
				.isEqualTo("blocked: invalid config log-level=loud: expected one of very-quiet, info, loud-and-clear");
		});
	}

	@Test
	void durationOfWrongTypeBlocks() {
		set("idle-timeout", "soon");
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status())
				.isEqualTo("blocked: invalid config idle-timeout=soon: expected a duration such as 30s or 5m");
		});
	}

	@Test
	void numberOfWrongTypeBlocks() {
		set("port", "many");
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).isEqualTo("blocked: invalid config port=many: expected an integer");
		});
	}

	@Test
	void booleanOfWrongTypeBlocks() {
		set("verbose", "maybe");
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).isEqualTo("blocked: invalid config verbose=maybe: expected true or false");
		});
	}

	@Test
	void refusedValueBlocks() {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).isEqualTo("blocked: invalid config port=22: 22 is taken by SSH");
		});
	}

	@Test
	void refusalThatHasNoEndIsCut() {
		set("port", 23L);
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).startsWith("blocked: invalid config port=23: no no ")
				.endsWith("…")
				.hasSizeLessThan(520);
		});
	}

	@Test
	void refusedValueOfSecretIsNotShown(CapturedOutput output) {
		set("api-token", "hunter2");
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).isEqualTo("blocked: invalid config api-token: not one of ours");
			assertThat(output).doesNotContain("hunter2");
		});
	}

	@Test
	void problemIsMoreUrgentThanOtherStatuses() {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "update-status");
			assertThat(this.charm.status()).startsWith("blocked: invalid config");
			assertThat(this.charm.journal().take()).contains("status");
		});
	}

	@Test
	void onlyListenersThatNeedConfigAreNotCalled() {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("start without config", "status");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "config-changed", "update-status" })
	void eventThatComesAgainIsNotDeferred(String hook) {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, hook);
			assertThat(this.charm.store().deferred("listener")).isEmpty();
			set("port", 80L);
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).contains("config-changed 80").doesNotContain("update-status 80");
		});
	}

	@Test
	void otherEventIsDeferredForListenersThatNeedConfig() {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.store().deferred("listener")).singleElement().asString().contains("startWithConfig");
			this.charm.journal().take();
			set("port", 80L);
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactly("start 80", "config-changed 80", "status");
			assertThat(this.charm.store().deferred("listener")).isEmpty();
		});
	}

	@Test
	void deferredEventWaitsWhileConfigIsInvalid() {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "start");
			this.charm.hook(context, "update-status");
			this.charm.hook(context, "update-status");
			assertThat(this.charm.store().deferred("listener")).hasSize(1);
			assertThat(this.charm.journal().take()).doesNotContain("start 22");
		});
	}

	@Test
	void relationBrokenIsDeferred() {
		set("port", 22L);
		this.charm.model().addRelation(RelationId.of("database:1"), "postgresql");
		run((context) -> {
			this.charm.relationHook(context, "broken", "database:1", "postgresql/0");
			assertThat(this.charm.store().deferred("listener")).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "remove", "secret-rotate" })
	void eventThatCannotBeDeferredGetsLastValidConfig(String hook) {
		run((context) -> {
			set("port", 80L);
			this.charm.hook(context, "config-changed");
			set("port", 22L);
			this.charm.hook(context, "config-changed");
			this.charm.journal().take();
			dispatch(context, hook);
			assertThat(this.charm.journal().take()).contains(hook + " 80");
			assertThat(this.charm.status()).startsWith("blocked: invalid config port=22");
		});
	}

	@Test
	void lastValidConfigSurvivesTheContext() {
		run((context) -> {
			set("port", 80L);
			this.charm.hook(context, "config-changed");
		});
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "stop");
			assertThat(this.charm.journal().take()).contains("stop 80");
		});
	}

	@Test
	void onlyTheListenerThatCannotWaitGetsLastValidConfig() {
		run((context) -> {
			this.charm.hook(context, "config-changed");
			set("port", 22L);
			this.charm.journal().take();
			this.charm.hook(context, "stop");
			assertThat(this.charm.journal().take()).containsExactly("stop 8080", "config in the hook: 22", "status");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "remove", "secret-rotate" })
	void eventThatCannotBeDeferredIsLeftOutWithoutLastValidConfig(String hook) {
		set("port", 22L);
		run((context) -> {
			dispatch(context, hook);
			assertThat(this.charm.journal().take()).doesNotContain(hook + " 22").contains("status");
			assertThat(this.charm.status()).startsWith("blocked: invalid config port=22");
		});
	}

	@Test
	void unitThatWasDeployedWithBadConfigCanBeRemoved(CapturedOutput output) {
		set("port", 22L);
		run((context) -> {
			List.of("install", "config-changed", "start", "stop", "remove")
				.forEach((hook) -> this.charm.hook(context, hook));
			assertThat(output).contains("is not called with 'stop', which cannot be deferred: invalid config port=22")
				.contains("is not called with 'remove'");
		});
	}

	@Test
	void actionFailsWithTheProblem() {
		set("port", 22L);
		run((context) -> {
			assertThat(this.charm.action(context, "backup", Map.of()).failure())
				.isEqualTo("invalid config port=22: 22 is taken by SSH");
			assertThat(this.charm.journal().take()).containsExactly("status");
			assertThat(this.charm.store().deferred("listener")).isEmpty();
		});
	}

	@Test
	void statusRecoversWithConfig() {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.status()).startsWith("blocked");
			set("port", 80L);
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.status()).isEqualTo("active");
		});
	}

	@Test
	void statusIsBlockedAlthoughNobodyAskedForConfig() {
		set("port", 22L);
		run((context) -> {
			this.charm.hook(context, "leader-elected");
			assertThat(this.charm.status()).isEqualTo("blocked: invalid config port=22: 22 is taken by SSH");
		});
	}

	@Test
	void configInConstructorWithListenerThatCannotWaitIsWarnedOf(CapturedOutput output) {
		this.charm.runner(ConstructorCharm.class)
			.run((context) -> assertThat(output).containsOnlyOnce("takes the configuration in its constructor")
				.contains("#stop"));
	}

	@Test
	void configInConstructorWithListenersThatCanWaitIsNotWarnedOf(CapturedOutput output) {
		this.charm.runner(WaitingConstructorCharm.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("takes the configuration in its constructor");
		});
	}

	@Test
	void listenersOfBeanWithConfigInConstructorAreNotCalled() {
		set("port", 22L);
		this.charm.runner(ConstructorCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).isEmpty();
			assertThat(this.charm.store().deferred("listener")).hasSize(1);
			assertThat(this.charm.status()).startsWith("blocked");
		});
	}

	private void run(ContextConsumer<ApplicationContext> consumer) {
		this.charm.runner(Charm.class, CharmWithoutConfig.class).run(consumer::accept);
	}

	private void dispatch(ApplicationContext context, String hook) {
		this.charm.dispatch(context, "hooks/" + hook, Map.of("JUJU_SECRET_ID", "secret:9m4e2mr0ui3e8a215n4g"));
	}

	private void set(String option, Object value) {
		this.charm.model().config().set(option, value);
	}

	@ConfigurationProperties("charm.config")
	record Options(int port, boolean verbose, LogLevel logLevel, @DefaultValue("1m") Duration idleTimeout,
			@DefaultValue("") String apiToken) {

		Options {
			if (port == 22) {
				throw new InvalidOptionException("port", port, "22 is taken by SSH");
			}
			if (port == 23) {
				throw new InvalidOptionException("port", port, "no ".repeat(100_000));
			}
			if (apiToken.equals("hunter2")) {
				throw new InvalidOptionException("api-token", apiToken, "not one of ours");
			}
		}

	}

	enum LogLevel {

		VERY_QUIET, INFO, LOUD_AND_CLEAR

	}

	@EnableConfigurationProperties(Options.class)
	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void startWithConfig(StartEvent event, Options options) {
			this.journal.add("start " + options.port());
		}

		@OnHook
		void configChanged(ConfigChangedEvent event, Options options) {
			this.journal.add("config-changed " + options.port());
		}

		@OnHook
		void updateStatus(UpdateStatusEvent event, Options options) {
			this.journal.add("update-status " + options.port());
		}

		@OnHook
		void broken(RelationBrokenEvent event, Options options) {
			this.journal.add("broken " + options.port());
		}

		@OnHook
		void stop(StopEvent event, Options options) {
			this.journal.add("stop " + options.port());
		}

		@OnHook
		void remove(RemoveEvent event, Options options) {
			this.journal.add("remove " + options.port());
		}

		@OnHook
		void rotate(SecretRotateEvent event, Options options) {
			this.journal.add("secret-rotate " + options.port());
		}

		@OnAction("backup")
		void backup(ActionEvent event, Options options) {
			this.journal.add("backup");
		}

	}

	static class CharmWithoutConfig {

		private final Journal journal;

		CharmWithoutConfig(Journal journal) {
			this.journal = journal;
		}

		@OnHook(StartEvent.class)
		void start() {
			this.journal.add("start without config");
		}

		@OnHook(StopEvent.class)
		void stop(Environment environment) {
			this.journal.add("config in the hook: " + environment.getProperty("charm.config.port"));
		}

		@OnHook
		void status(CollectUnitStatusEvent event) {
			this.journal.add("status");
			event.add(Status.active());
		}

	}

	@EnableConfigurationProperties(Options.class)
	static class ConstructorCharm {

		private final Options options;

		private final Journal journal;

		ConstructorCharm(Options options, Journal journal) {
			this.options = options;
			this.journal = journal;
		}

		@OnHook({ StartEvent.class })
		void start() {
			this.journal.add(this.options);
		}

		@OnHook({ StopEvent.class })
		void stop() {
			this.journal.add(this.options);
		}

	}

	@EnableConfigurationProperties(Options.class)
	static class WaitingConstructorCharm {

		WaitingConstructorCharm(Options options) {
		}

		@OnHook({ StartEvent.class })
		void start() {
		}

		@OnHook
		void status(CollectUnitStatusEvent event) {
		}

	}

}
