package io.opsframework.autoconfigure.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.autoconfigure.SimulatedCharm;
import io.opsframework.dispatch.Journal;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the charm's configuration as an author binds it.
 */
@ExtendWith(OutputCaptureExtension.class)
class CharmConfigTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@Test
	void recordIsBoundToOptions() {
		this.charm.runner(RecordCharm.class).run((context) -> {
			this.charm.model().config().set("idle-timeout", "90s");
			this.charm.model().config().set("log-level", "WARNING");
			this.charm.model().config().set("port", 80L);
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactly(
					new Options("Hello", 80, LogLevel.WARNING, Duration.ofSeconds(90), Optional.empty()).toString());
		});
	}

	@Test
	void optionThatIsNotSetGetsDefaultOfRecord() {
		this.charm.runner(RecordCharm.class).run((context) -> {
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactly(
					new Options("Hello", 8080, LogLevel.INFO, Duration.ofMinutes(5), Optional.empty()).toString());
		});
	}

	@Test
	void optionalIsPresentWhereOptionIsSet() {
		this.charm.runner(RecordCharm.class).run((context) -> {
			this.charm.model().config().set("api-token", "secret:9m4e2mr0ui3e8a215n4g");
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).singleElement().asString().contains("secret:9m4e2mr0ui3e8a215n4g");
		});
	}

	@Test
	void enumIsReadInAnyCase() {
		this.charm.runner(RecordCharm.class).run((context) -> {
			for (String level : List.of("error", "Error", "ERROR")) {
				this.charm.model().config().set("log-level", level);
				this.charm.hook(context, "config-changed");
				assertThat(this.charm.journal().take()).singleElement().asString().contains("logLevel=ERROR");
			}
		});
	}

	@Test
	void javaBeanIsBoundToOptions() {
		this.charm.runner(BeanCharm.class).run((context) -> {
			this.charm.model().config().set("idle-timeout", "2m");
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactly("Hello PT2M");
			this.charm.model().config().reset("idle-timeout");
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.journal().take()).containsExactly("Hello PT1M");
		});
	}

	@Test
	void valueAnnotationSeesOptionsOfHook() {
		this.charm.runner(ValueCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			this.charm.model().config().set("port", 443L);
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("Hello 8080", "Hello 443");
		});
	}

	@Test
	void optionsAreThereOnlyWithinHook() {
		this.charm.runner(EnvironmentCharm.class).run((context) -> {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("charm.config.greeting")).isNull();
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("Hello");
			assertThat(environment.getProperty("charm.config.greeting")).isNull();
		});
	}

	@Test
	void jujuWinsOverOtherPropertySources() {
		this.charm.runner(EnvironmentCharm.class)
			.withPropertyValues("charm.config.greeting=Good day")
			.withSystemProperties("charm.config.greeting=Hi")
			.run((context) -> {
				this.charm.hook(context, "start");
				assertThat(this.charm.journal().take()).containsExactly("Hello");
			});
	}

	@Test
	void otherSourcesSetNoOption(CapturedOutput output) {
		this.charm.runner(RecordCharm.class, EnvironmentCharm.class)
			.withPropertyValues("charm.config.idle-timeout=soon")
			.withSystemProperties("charm.config[idleTimeout]=now")
			.withInitializer(variables("CHARM_CONFIG_API_TOKEN", "somebody's"))
			.run((context) -> {
				this.charm.hook(context, "config-changed");
				assertThat(this.charm.journal().take()).containsExactly(
						new Options("Hello", 8080, LogLevel.INFO, Duration.ofMinutes(5), Optional.empty()).toString());
				assertThat(context.getEnvironment().getProperty("charm.config.idle-timeout")).isNull();
				assertThat(context.getEnvironment().getProperty("CHARM_CONFIG_API_TOKEN")).isNull();
				assertThat(output).contains("[charm.config.idle-timeout] of 'test' is not used")
					.contains("[CHARM_CONFIG_API_TOKEN] of 'systemEnvironment' is not used");
			});
	}

	@Test
	void otherPropertiesOfOtherSourcesStay() {
		this.charm.runner(RecordCharm.class)
			.withPropertyValues("charm.config.port=1", "charm.configuration=2", "charm=3")
			.withInitializer(variables("CHARM_CONFIG_PORT", "4", "CHARM_CONFIGURED_PORT", "5"))
			.run((context) -> {
				Environment environment = context.getEnvironment();
				assertThat(environment.getProperty("charm.configuration")).isEqualTo("2");
				assertThat(environment.getProperty("charm")).isEqualTo("3");
				assertThat(environment.getProperty("charm.configured.port")).isEqualTo("5");
				assertThat(environment.getProperty("ops.charm.directory")).isNotNull();
			});
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> variables(String... variables) {
		Map<String, Object> all = new HashMap<>();
		for (int i = 0; i < variables.length; i += 2) {
			all.put(variables[i], variables[i + 1]);
		}
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, all));
	}

	@Test
	void jujuIsAskedOncePerHook() {
		this.charm.runner(RecordCharm.class, ValueCharm.class, BeanCharm.class).run((context) -> {
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.calls()).containsOnlyOnce("config-get");
			this.charm.hook(context, "config-changed");
			assertThat(this.charm.calls()).containsOnlyOnce("config-get");
		});
	}

	@Test
	void jujuIsNotAskedByCharmWithoutConfig() {
		this.charm.runner(NoConfigCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("started");
			assertThat(this.charm.calls()).doesNotContain("config-get");
		});
	}

	@Test
	void eachHookSeesItsOwnOptions() {
		this.charm.runner(RecordCharm.class).run((context) -> {
			for (long port = 1; port <= 3; port++) {
				this.charm.model().config().set("port", port);
				this.charm.hook(context, "config-changed");
				assertThat(this.charm.journal().take()).singleElement().asString().contains("port=" + port + ",");
			}
		});
	}

	@ConfigurationProperties("charm.config")
	record Options(String greeting, int port, LogLevel logLevel, @DefaultValue("5m") Duration idleTimeout,
			Optional<String> apiToken) {
	}

	enum LogLevel {

		DEBUG, INFO, WARNING, ERROR

	}

	@ConfigurationProperties("charm.config")
	static class BeanOptions {

		private String greeting = "";

		private Duration idleTimeout = Duration.ofMinutes(1);

		String getGreeting() {
			return this.greeting;
		}

		void setGreeting(String greeting) {
			this.greeting = greeting;
		}

		Duration getIdleTimeout() {
			return this.idleTimeout;
		}

		void setIdleTimeout(Duration idleTimeout) {
			this.idleTimeout = idleTimeout;
		}

	}

	@EnableConfigurationProperties(Options.class)
	static class RecordCharm {

		@OnHook(ConfigChangedEvent.class)
		void configure(Options options, Journal journal) {
			journal.add(options);
		}

	}

	@EnableConfigurationProperties(BeanOptions.class)
	static class BeanCharm {

		@OnHook(ConfigChangedEvent.class)
		void configure(BeanOptions options, Journal journal) {
			journal.add(options.getGreeting() + " " + options.getIdleTimeout());
		}

	}

	static class ValueCharm {

		private final String greeting;

		@Value("${charm.config.port}")
		private int port;

		ValueCharm(@Value("${charm.config.greeting}") String greeting) {
			this.greeting = greeting;
		}

		@OnHook(StartEvent.class)
		void start(Journal journal) {
			journal.add(this.greeting + " " + this.port);
		}

	}

	static class EnvironmentCharm {

		@OnHook(StartEvent.class)
		void start(Environment environment, Journal journal) {
			journal.add(environment.getProperty("charm.config.greeting"));
		}

	}

	static class NoConfigCharm {

		@OnHook(StartEvent.class)
		void start(Journal journal) {
			journal.add("started");
		}

	}

}
