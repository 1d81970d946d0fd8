package io.opsframework.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.dispatch.Journal;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.aot.ApplicationContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for beans of a charm that cannot be made: that is found when the application
 * starts, though they are made only in a hook.
 */
class MissingDependenciesTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@Test
	void missingBeanStopsApplication() {
		this.charm.runner(NeedsPhrases.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription())
				.startsWith("Parameter 1 of constructor in " + NeedsPhrases.class.getName()
						+ " required a bean of type '" + Phrases.class.getName() + "' that could not be found.");
			assertThat(analysis.getAction()).contains("Consider defining a bean of type");
			assertThat(context.getStartupFailure()).isInstanceOf(UnsatisfiedDependencyException.class);
		});
	}

	@Test
	void missingBeanOfBeanMethodStopsApplication() {
		this.charm.runner(NeedsPhrasesInMethod.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("Parameter 0 of method charm in")
				.contains("required a bean of type '" + Phrases.class.getName()));
	}

	@Test
	void missingBeanOfFieldStopsApplication() {
		this.charm.runner(NeedsPhrasesInField.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.startsWith("Field phrases in " + NeedsPhrasesInField.class.getName()));
	}

	@Test
	void missingBeanOfMethodStopsApplication() {
		this.charm.runner(NeedsPhrasesInSetter.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.startsWith("Parameter 0 of method setPhrases in " + NeedsPhrasesInSetter.class.getName()));
	}

	@Test
	void severalBeansStopApplication() {
		this.charm.runner(NeedsPhrases.class, TwoPhrases.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("required a single bean, but 2 were found", "english", "german"));
	}

	@Test
	void missingQualifierStopsApplication() {
		this.charm.runner(NeedsFrench.class, TwoPhrases.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.startsWith("Parameter 0 of constructor in " + NeedsFrench.class.getName()));
	}

	@Test
	void optionalBeansAreNotMissed() {
		this.charm.runner(Optionals.class, OptionalMembers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("made", "hello");
		});
	}

	@Test
	void noBeanIsMadeToFindOut() {
		this.charm.runner(Optionals.class, OptionalMembers.class)
			.run((context) -> assertThat(this.charm.journal().take()).isEmpty());
	}

	@Test
	void beansThatAreKnownLaterAreNotMissed() {
		this.charm.runner(NeedsLaterOnes.class, LaterOnes.class).run((context) -> {
			assertThat(context).hasNotFailed();
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("later");
		});
	}

	@Test
	void productOfFactoryBeanThatDoesNotTellIsNotMissed() {
		this.charm.runner(NeedsThread.class, Factory.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("made by factory");
		});
	}

	@Test
	void constructorThatCanBeUsedIsEnough() {
		this.charm.runner(TwoConstructors.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("without phrases");
		});
	}

	@Test
	void hookOfJujuIsNotStopped(@TempDir Path directory) throws IOException {
		inEnvironmentOfJuju(directory).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void testInEnvironmentOfJujuIsStopped(@TempDir Path directory) throws IOException {
		inEnvironmentOfJuju(directory)
			.withPropertyValues("ops.runner.enabled=false", "ops.charm.directory=" + SimulatedCharm.directory())
			.run((context) -> assertThat(context).getFailure().isInstanceOf(UnsatisfiedDependencyException.class));
	}

	private static ApplicationContextRunner inEnvironmentOfJuju(Path directory) throws IOException {
		Files.writeString(directory.resolve("metadata.yaml"), "name: greeter");
		return HookEnvironment
			.runner(Map.of("JUJU_CONTEXT_ID", "greeter/0-run", "JUJU_CHARM_DIR", directory.toString()))
			.withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withBean(Journal.class)
			.withUserConfiguration(NeedsPhrases.class);
	}

	@Test
	void processingAheadOfTimeIsStopped() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("ops.charm.directory=" + SimulatedCharm.directory()).applyTo(context);
		context.register(NeedsPhrases.class, Journal.class, CharmAutoConfiguration.class);
		assertThatExceptionOfType(UnsatisfiedDependencyException.class)
			.isThrownBy(
					() -> new ApplicationContextAotGenerator().processAheadOfTime(context, new TestGenerationContext()))
			.withMessageContaining(Phrases.class.getName());
	}

	interface Phrases {

	}

	static class NeedsPhrases {

		NeedsPhrases(Journal journal, Phrases phrases) {
		}

		@OnHook
		void start(StartEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsPhrasesInMethod {

		@Bean
		TwoConstructors charm(Phrases phrases) {
			return new TwoConstructors(null, phrases);
		}

	}

	static class NeedsPhrasesInField extends OptionalMembers {

		@Autowired
		Phrases phrases;

	}

	static class NeedsPhrasesInSetter extends OptionalMembers {

		@Autowired
		void setPhrases(Phrases phrases) {
		}

	}

	static class NeedsFrench {

		NeedsFrench(@Qualifier("french") Phrases phrases) {
		}

		@OnHook
		void start(StartEvent event) {
		}

	}

	record English() implements Phrases {
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoPhrases {

		@Bean
		English english() {
			return new English();
		}

		@Bean
		English german() {
			return new English();
		}

	}

	static class Optionals {

		private final Journal journal;

		Optionals(Journal journal, Optional<Phrases> optional, @Nullable Phrases nullable,
				ObjectProvider<Phrases> provider, @Lazy Phrases lazy, List<Phrases> list, Map<String, Phrases> map,
				Phrases[] array, ApplicationContext context, @Value("${charm.config.greeting}") String greeting) {
			this.journal = journal;
			journal.add("made");
		}

		@OnHook
		void start(StartEvent event) {
			this.journal.add("hello");
		}

	}

	static class OptionalMembers {

		@Autowired(required = false)
		Phrases optional;

		@Autowired(required = false)
		void setOptional(Phrases optional) {
		}

		@OnHook
		void start(StartEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LaterOnes {

		// Known to be English when it was made.
		@Bean
		Phrases phrases() {
			return new English();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Factory {

		@Bean
		FactoryBean<?> factory() {
			return new FactoryBean<Thread>() {

				@Override
				public Thread getObject() {
					return new Thread("made by factory");
				}

				@Override
				public Class<?> getObjectType() {
					return Thread.class;
				}

			};
		}

	}

	static class NeedsLaterOnes {

		NeedsLaterOnes(English english, MessageSource messages) {
		}

		@OnHook
		void start(StartEvent event, Journal journal) {
			journal.add("later");
		}

	}

	record NeedsThread(Thread thread) {

		@OnHook
		void start(StartEvent event, Journal journal) {
			journal.add(this.thread.getName());
		}

	}

	static class TwoConstructors {

		private final @Nullable Journal journal;

		@Autowired(required = false)
		TwoConstructors(Journal journal) {
			this.journal = journal;
		}

		@Autowired(required = false)
		TwoConstructors(@Nullable Journal journal, Phrases phrases) {
			this.journal = null;
		}

		@OnHook
		void start(StartEvent event) {
			if (this.journal != null) {
				this.journal.add("without phrases");
			}
		}

	}

}
