package io.opsframework.autoconfigure;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Container;
import io.opsframework.model.Relation;
import io.opsframework.scope.HookBeanScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that are processed ahead of time, without Juju.
 */
class AheadOfTimeTests {

	private final TestGenerationContext generation = new TestGenerationContext(
			ClassName.get("io.opsframework.autoconfigure", "Generated"));

	private final SimulatedCharm charm = new SimulatedCharm();

	// One test, since it takes seconds to compile what was generated.
	@Test
	@CompileWithForkedClassLoader
	void processedApplicationIsTheSame() {
		runProcessed((context) -> {
			assertThatHookBeansKeepTheirScope(context);
			assertThat(context.containsBeanDefinition("jujuHookScopePostProcessor")).isFalse();
			assertThat(context.containsBeanDefinition("jujuHookScopeConfigurer")).isTrue();
			assertThatContainersKeepTheirQualifiers(context);
			assertThatHooksSeeTheirConfig(context);
			assertThatConfigThatDoesNotBindBlocks(context);
			assertThatConvertersReachRecords(context);
			assertThatListenersKeepTheirOrder(context);
		});
	}

	private static void assertThatHookBeansKeepTheirScope(GenericApplicationContext context) {
		for (Class<?> type : List.of(Charm.class, Options.class)) {
			assertThat(context.getBeanNamesForType(type)).singleElement()
				.satisfies(
						(name) -> assertThat(context.getBeanDefinition(name).getScope()).isEqualTo(HookBeanScope.NAME));
		}
	}

	private static void assertThatContainersKeepTheirQualifiers(GenericApplicationContext context) {
		TwoContainers containers = context.getBean(TwoContainers.class);
		assertThat(containers.web).isSameAs(context.getBean("jujuContainer.web"));
		assertThat(containers.sidecar).isSameAs(context.getBean("jujuContainer.sidecar"));
		assertThat(containers.sidecar.name()).isEqualTo("sidecar");
	}

	private void assertThatHooksSeeTheirConfig(GenericApplicationContext context) {
		this.charm.model().config().set("port", 80L);
		this.charm.hook(context, "start");
		this.charm.model().config().set("port", 81L);
		this.charm.hook(context, "start");
		assertThat(this.charm.journal().take()).containsExactly("started with 80", "started with 81");
	}

	private void assertThatConfigThatDoesNotBindBlocks(GenericApplicationContext context) {
		this.charm.model().config().set("port", "many");
		this.charm.hook(context, "config-changed");
		assertThat(this.charm.status()).isEqualTo("blocked: invalid config port=many: expected an integer");
	}

	private void assertThatConvertersReachRecords(GenericApplicationContext context) {
		this.charm.model().config().set("port", 80L);
		assertThat(this.charm.action(context, "backup", Map.of("target", "s3")).results()).containsEntry("file", "s3");
		assertThat(context.getBean(RecordMapper.class).read(CacheAddress.class, Map.of("host", "h:1")))
			.isEqualTo(new CacheAddress(new Host("h", 1)));
		assertThat(context.getBean(TwoContainers.class).conversion).isNull();
	}

	// No class file is read for it, see NoClassFiles.
	private void assertThatListenersKeepTheirOrder(GenericApplicationContext context) {
		this.charm.model().config().set("port", 80L);
		this.charm.journal().take();
		this.charm.hook(context, "stop");
		assertThat(this.charm.journal().take()).containsExactly("base", "second", "first", "first with event",
				"another");
	}

	@Test
	void listenersHaveHints() {
		process();
		RuntimeHints hints = this.generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Charm.class, "start")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Charm.class, "backup")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Charm.class, "noListener")).rejects(hints);
	}

	@Test
	void recordsOfListenersHaveHints() {
		process();
		RuntimeHints hints = this.generation.getRuntimeHints();
		for (Class<?> type : List.of(Credentials.class, CacheAddress.class, BackupParameters.class,
				BackupResult.class)) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints);
			assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
				.accepts(hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(BackupResult.class, "file")).accepts(hints);
	}

	@Test
	void eventsOfJujuNeedNoHints() {
		process();
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(StartEvent.class.getDeclaredConstructors()[0]))
			.rejects(this.generation.getRuntimeHints());
	}

	@Test
	void charmsFilesHaveHints() {
		RuntimeHints hints = new RuntimeHints();
		new CharmRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/charm/charmcraft.yaml")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/other.yaml")).rejects(hints);
	}

	@Test
	void processingAsksNoHookTool() {
		process();
		assertThat(this.charm.calls()).isEmpty();
	}

	private ClassName process() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("ops.charm.directory=" + SimulatedCharm.directory()).applyTo(context);
		context.register(Application.class, CharmAutoConfiguration.class);
		ClassName name = new ApplicationContextAotGenerator().processAheadOfTime(context, this.generation);
		this.generation.writeGeneratedContent();
		return name;
	}

	private void runProcessed(Consumer<GenericApplicationContext> consumer) {
		ClassName initializer = process();
		TestCompiler.forSystem()
			.with(this.generation)
			.compile((compiled) -> run(initializer(compiled, initializer), consumer));
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(Compiled compiled,
			ClassName name) {
		return compiled.getInstance(ApplicationContextInitializer.class, name.canonicalName());
	}

	private void run(ApplicationContextInitializer<GenericApplicationContext> initializer,
			Consumer<GenericApplicationContext> consumer) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of("ops.charm.directory=" + SimulatedCharm.directory()).applyTo(context);
			context.setClassLoader(new NoClassFiles(getClass().getClassLoader()));
			initializer.initialize(context);
			context.registerBean("journal", Journal.class, this.charm::journal);
			context.refresh();
			consumer.accept(context);
		}
	}

	record Credentials(String url) {
	}

	record CacheAddress(Host host) {
	}

	record Host(String name, int port) {

		static Host parse(String text) {
			String[] parts = text.split(":");
			return new Host(parts[0], Integer.parseInt(parts[1]));
		}

	}

	record BackupParameters(String target) {
	}

	record BackupResult(String file) {
	}

	@ConfigurationProperties("charm.config")
	record Options(int port) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Options.class)
	@Import({ Charm.class, TwoContainers.class, Stopping.class })
	static class Application {

		@Bean
		Journal journal() {
			return new Journal();
		}

		@Bean
		Converter<String, Host> hostConverter() {
			return Host::parse;
		}

	}

	/**
	 * Fails when a class is read from its file.
	 */
	private static final class NoClassFiles extends ClassLoader {

		NoClassFiles(ClassLoader parent) {
			super(parent);
		}

		@Override
		public @Nullable InputStream getResourceAsStream(String name) {
			assertThat(name).doesNotEndWith(".class");
			return super.getResourceAsStream(name);
		}

	}

	static class StoppingBase {

		final Journal journal;

		StoppingBase(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void zBase(StopEvent event) {
			this.journal.add("base");
		}

	}

	static class Stopping extends StoppingBase {

		Stopping(Journal journal) {
			super(journal);
		}

		@OnHook
		void second(StopEvent event) {
			this.journal.add("second");
		}

		@OnHook(StopEvent.class)
		void first() {
			this.journal.add("first");
		}

		@OnHook
		void first(StopEvent event) {
			this.journal.add("first with event");
		}

		@OnHook
		void another(StopEvent event) {
			this.journal.add("another");
		}

	}

	static class TwoContainers {

		private final Container web;

		private final Container sidecar;

		private final @Nullable ConversionService conversion;

		TwoContainers(@Qualifier("web") Container web, @Qualifier("sidecar") Container sidecar,
				ObjectProvider<ConversionService> conversion) {
			this.web = web;
			this.sidecar = sidecar;
			this.conversion = conversion.getIfAvailable();
		}

	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void start(StartEvent event, Options options, @RemoteAppData("database") Optional<Credentials> credentials,
				@RemoteAppData("cache") Map<Relation, CacheAddress> caches) {
			this.journal.add("started with " + options.port());
		}

		@OnAction("backup")
		BackupResult backup(BackupParameters parameters) {
			return new BackupResult(parameters.target());
		}

		void noListener() {
		}

	}

}
