package io.opsframework.autoconfigure.config;

import io.opsframework.autoconfigure.FailureAnalyses;
import io.opsframework.autoconfigure.SimulatedCharm;
import io.opsframework.dispatch.Journal;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for configuration with Bean Validation, where the author adds it.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigValidationTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@Test
	void valueThatBreaksConstraintBlocks() {
		this.charm.model().config().set("port", 70_000L);
		this.charm.runner(Charm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status())
				.isEqualTo("blocked: invalid config port=70000: must be less than or equal to 65535");
			assertThat(this.charm.journal().take()).isEmpty();
		});
	}

	@Test
	void messageOfConstraintIsShown() {
		this.charm.model().config().set("log-level", "loud");
		this.charm.runner(Charm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).isEqualTo("blocked: invalid config log-level=loud: use debug or info");
		});
	}

	@Test
	void secretThatBreaksConstraintIsNotShown(CapturedOutput output) {
		this.charm.model().config().set("api-token", "hunter2");
		this.charm.runner(Charm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).startsWith("blocked: invalid config api-token: must match");
			assertThat(output).doesNotContain("hunter2");
		});
	}

	@Test
	void validValuesAreBound() {
		this.charm.runner(Charm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("8080");
		});
	}

	@Test
	void constraintsOfRecordWithoutValidatedAreExplained() {
		this.charm.runner(UnvalidatedCharm.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).isEqualTo(
					"Unvalidated has a constraint, @Min on 'port', that nobody checks: the class is not annotated with @Validated.");
			assertThat(analysis.getAction()).startsWith("Add @Validated to %s".formatted(Unvalidated.class.getName()));
		});
	}

	@Test
	void constraintsOfJavaBeanWithoutValidatedAreExplained() {
		this.charm.runner(UnvalidatedBeanCharm.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("UnvalidatedBean has a constraint, @NotBlank on 'getGreeting'"));
	}

	@Test
	void constraintsOfConstructorWithoutValidatedAreExplained() {
		this.charm.runner(UnvalidatedConstructorCharm.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("UnvalidatedConstructor has a constraint, @NotBlank on 'constructor'"));
	}

	@Test
	void constraintsElsewhereAreNoneOfOurs() {
		this.charm.runner(OtherPrefix.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void annotationsThatAreNoConstraintsNeedNoValidated() {
		this.charm.runner(PlainCharm.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void validationApiIsNotNeeded() {
		this.charm.runner(PlainCharm.class)
			.withClassLoader(new FilteredClassLoader("jakarta.validation", "org.hibernate.validator"))
			.run((context) -> {
				this.charm.hook(context, "start");
				assertThat(this.charm.journal().take()).containsExactly("8080");
			});
	}

	@Validated
	@ConfigurationProperties("charm.config")
	record Options(@Min(1) @Max(65_535) int port,
			@Pattern(regexp = "debug|info", message = "use debug or info") String logLevel,
			@DefaultValue("secret:none") @Pattern(regexp = "secret:.*") String apiToken) {
	}

	@EnableConfigurationProperties(Options.class)
	static class Charm {

		@OnHook(StartEvent.class)
		void start(Options options, Journal journal) {
			journal.add(options.port());
		}

	}

	@ConfigurationProperties("charm.config")
	record Unvalidated(@Min(1) int port) {
	}

	@EnableConfigurationProperties(Unvalidated.class)
	static class UnvalidatedCharm {

	}

	@ConfigurationProperties("charm.config")
	static class UnvalidatedBean {

		private String greeting = "";

		@NotBlank
		String getGreeting() {
			return this.greeting;
		}

		void setGreeting(String greeting) {
			this.greeting = greeting;
		}

	}

	@EnableConfigurationProperties(UnvalidatedBean.class)
	static class UnvalidatedBeanCharm {

	}

	@ConfigurationProperties("charm.config")
	static class UnvalidatedConstructor {

		UnvalidatedConstructor(@NotBlank String greeting) {
		}

	}

	@EnableConfigurationProperties(UnvalidatedConstructor.class)
	static class UnvalidatedConstructorCharm {

	}

	@ConfigurationProperties("somebody.elses")
	record Elses(@Min(0) int port) {
	}

	@EnableConfigurationProperties(Elses.class)
	static class OtherPrefix {

	}

	@ConfigurationProperties("charm.config")
	record Plain(@DefaultValue("8080") int port) {
	}

	@EnableConfigurationProperties(Plain.class)
	static class PlainCharm {

		@OnHook(StartEvent.class)
		void start(Plain options, Journal journal) {
			journal.add(options.port());
		}

	}

}
