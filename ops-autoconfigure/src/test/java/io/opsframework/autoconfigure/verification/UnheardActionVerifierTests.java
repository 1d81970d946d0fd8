package io.opsframework.autoconfigure.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.opsframework.autoconfigure.CharmAutoConfiguration;
import io.opsframework.autoconfigure.CharmRunnerAutoConfiguration;
import io.opsframework.autoconfigure.FailureAnalyses;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a whole application listens to all actions that the charm declares.
 */
class UnheardActionVerifierTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void declare() throws IOException {
		Files.writeString(this.directory.resolve("charmcraft.yaml"),
				"{name: greeter, actions: {backup: {}, restore: {}, show-deferred: {}, retry-deferred: {}, drop-deferred: {}}}");
	}

	private ApplicationContextRunner runner(Class<?>... charm) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class, CharmRunnerAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + this.directory)
			.withUserConfiguration(charm);
	}

	@Test
	void actionThatNothingListensToIsExplained() {
		runner(Backup.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription())
				.isEqualTo("charmcraft.yaml declares the action 'restore', and nothing in the charm listens to it.");
			assertThat(analysis.getAction()).startsWith("Take actions.restore out of charmcraft.yaml")
				.endsWith("    @OnAction(\"restore\")");
		});
	}

	@Test
	void listenersOfOtherEventsDoNotHear() {
		runner(Backup.class, Start.class).run((context) -> assertThat(context).hasFailed());
	}

	@ParameterizedTest
	@ValueSource(classes = { Restore.class, AnyAction.class, Plain.class, Everything.class })
	void actionsThatAreHeardAndReadyMadeOnesStart(Class<?> charm) {
		runner(Backup.class, charm).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void testsMayHavePartOfTheCharm() {
		runner(Backup.class).withPropertyValues("ops.runner.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void applicationIsNotProcessedAheadOfTimeWithActionThatNothingListensTo() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("ops.charm.directory=" + this.directory).applyTo(context);
			context.register(CharmAutoConfiguration.class, CharmRunnerAutoConfiguration.class, Backup.class);
			assertThat(FailureAnalyses
				.of(() -> new ApplicationContextAotGenerator().processAheadOfTime(context, new TestGenerationContext()))
				.getDescription()).contains("the action 'restore'");
		}
	}

	static class Backup {

		@OnAction("backup")
		void backup() {
		}

	}

	static class Restore {

		@OnAction("restore")
		void restore() {
		}

	}

	static class AnyAction {

		@OnAction
		void any() {
		}

	}

	static class Plain {

		@EventListener
		void action(ActionEvent event) {
		}

	}

	static class Everything {

		@OnHook
		void event(CharmEvent event) {
		}

	}

	static class Start {

		@OnHook
		void start(StartEvent event) {
		}

	}

}
