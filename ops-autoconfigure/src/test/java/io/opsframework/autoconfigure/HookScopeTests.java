package io.opsframework.autoconfigure;

import io.opsframework.dispatch.Journal;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.RelationId;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RelationEndpoint;
import io.opsframework.scope.HookBeanScope;
import io.opsframework.scope.HookScope;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the scope of hook beans in a context as an author has it.
 */
@ExtendWith(OutputCaptureExtension.class)
class HookScopeTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@Test
	void listenersAndConfigLiveAsLongAsHook() {
		this.charm.runner(Charm.class, Beans.class).run((context) -> {
			assertHookScoped(context, Charm.class);
			assertHookScoped(context, Options.class);
		});
	}

	@Test
	void beanThatNeedsHookBeanInConstructorLivesAsLong() {
		this.charm.runner(NeedsNeedsConfig.class, NeedsConfig.class, Beans.class).run((context) -> {
			assertHookScoped(context, NeedsConfig.class);
			assertHookScoped(context, NeedsNeedsConfig.class);
		});
	}

	@Test
	void beanThatNeedsHookBeanInBeanMethodLivesAsLong() {
		this.charm.runner(Beans.class)
			.run((context) -> assertThat(definition(context, "greeter").getScope()).isEqualTo(HookBeanScope.NAME));
	}

	@Test
	void annotatedBeansLiveAsLongAsHook() {
		this.charm.runner(Annotated.class, Beans.class).run((context) -> {
			assertHookScoped(context, Annotated.class);
			assertThat(definition(context, "annotated").getScope()).isEqualTo(HookBeanScope.NAME);
		});
	}

	@Test
	void otherBeansStaySingletons() {
		this.charm.runner(Beans.class, TakesProvider.class).run((context) -> {
			assertThat(definition(context, "unrelated").isSingleton()).isTrue();
			assertThat(definition(context, "takesObject").isSingleton()).isTrue();
			assertThat(context.getBeanFactory()
				.getBeanDefinition(context.getBeanNamesForType(TakesProvider.class)[0])
				.isSingleton()).isTrue();
		});
	}

	@Test
	void beansOfOtherPostProcessorsAreFound() {
		this.charm.runner(AddsBean.class, Beans.class).run((context) -> assertHookScoped(context, NeedsConfig.class));
	}

	@Test
	void relationEndpointStaysSingleton() {
		this.charm.model().addRelation(RelationId.of("database:1"), "postgresql");
		this.charm.runner(Requirer.class).run((context) -> {
			Requirer requirer = context.getBean(Requirer.class);
			this.charm.relationHook(context, "changed", "database:1", "postgresql/0");
			this.charm.relationHook(context, "changed", "database:1", "postgresql/0");
			assertThat(requirer.changes).isEqualTo(2);
		});
	}

	@Test
	void hookHasOneInstanceAndNextHookAnother() {
		this.charm.runner(Charm.class, Beans.class).run((context) -> {
			this.charm.hook(context, "start");
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("1: 1", "2: 1", "destroyed", "1: 1", "2: 1",
					"destroyed");
		});
	}

	@Test
	void hookBeansAreDestroyedWhenHookFails() {
		this.charm.runner(FailingCharm.class).run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> this.charm.hook(context, "start"));
			assertThat(this.charm.journal().take()).containsExactly("destroyed");
		});
	}

	@Test
	void hookBeansAreNotDestroyedAgainWithContext() {
		this.charm.runner(Charm.class, Beans.class).run((context) -> {
			this.charm.hook(context, "start");
			this.charm.journal().take();
			context.close();
			assertThat(this.charm.journal().take()).isEmpty();
		});
	}

	@Test
	void hookToolsAreThereInHookOnly() {
		this.charm.runner(ToolsCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("false");
			assertThatExceptionOfType(ScopeNotActiveException.class)
				.isThrownBy(() -> context.getBean(HookTools.class).isLeader())
				.withCauseInstanceOf(IllegalStateException.class)
				.withStackTraceContaining("Bean 'jujuHookTools' exists only while a hook is running");
		});
	}

	@Test
	void singletonReachesHookBeanByProvider() {
		this.charm.runner(TakesProvider.class, Beans.class, ProviderCharm.class).run((context) -> {
			this.charm.model().config().set("port", 1L);
			this.charm.hook(context, "start");
			this.charm.model().config().set("port", 2L);
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("1", "2");
		});
	}

	@Test
	void promotionIsLoggedWithItsReason(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("io.opsframework.scope", LogLevel.DEBUG);
		try {
			this.charm.runner(Charm.class, Beans.class)
				.run((context) -> assertThat(output)
					.contains("Bean 'hookScopeTests.Charm' lives as long as a hook: it listens to the charm's events")
					.contains("lives as long as a hook: the charm's configuration is bound to it")
					.contains("Bean 'greeter' lives as long as a hook: it needs bean"));
		}
		finally {
			logging.setLogLevel("io.opsframework.scope", null);
		}
	}

	private static void assertHookScoped(AssertableApplicationContext context, Class<?> type) {
		assertThat(context.getBeanNamesForType(type)).singleElement()
			.satisfies((name) -> assertThat(definition(context, name).getScope()).isEqualTo(HookBeanScope.NAME));
	}

	private static BeanDefinition definition(AssertableApplicationContext context, String name) {
		return context.getBeanFactory().getMergedBeanDefinition(name);
	}

	@ConfigurationProperties("charm.config")
	record Options(int port) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Options.class)
	static class Beans {

		@Bean
		Greeter greeter(Options options) {
			return new Greeter(options);
		}

		@Bean
		@HookScope
		StringBuilder annotated() {
			return new StringBuilder();
		}

		@Bean
		Thread unrelated(Journal journal) {
			return new Thread();
		}

		@Bean
		ThreadGroup takesObject(ObjectProvider<Object> any) {
			return new ThreadGroup("any");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AddsBean {

		@Bean
		static BeanFactoryPostProcessor unordered() {
			return (beanFactory) -> ((BeanDefinitionRegistry) beanFactory).registerBeanDefinition("added",
					new RootBeanDefinition(NeedsConfig.class));
		}

	}

	static class Greeter {

		Greeter(Options options) {
		}

	}

	static class NeedsConfig {

		NeedsConfig(Options options) {
		}

	}

	static class NeedsNeedsConfig {

		NeedsNeedsConfig(NeedsConfig other, Journal journal) {
		}

	}

	@HookScope
	static class Annotated {

	}

	static class TakesProvider {

		private final ObjectProvider<Options> options;

		TakesProvider(ObjectProvider<Options> options) {
			this.options = options;
		}

		int port() {
			return this.options.getObject().port();
		}

	}

	static class ProviderCharm {

		@OnHook
		void start(StartEvent event, TakesProvider singleton, Journal journal) {
			journal.add(singleton.port());
		}

	}

	static class Charm {

		private final Journal journal;

		private final StringBuilder shared;

		private int calls;

		Charm(Journal journal, StringBuilder shared) {
			this.journal = journal;
			this.shared = shared;
		}

		@OnHook
		void first(StartEvent event) {
			this.shared.append("x");
			this.journal.add("%d: %d".formatted(++this.calls, this.shared.length()));
		}

		@OnHook
		void second(StartEvent event) {
			this.journal.add("%d: %d".formatted(++this.calls, this.shared.length()));
		}

		@PreDestroy
		void destroy() {
			this.journal.add("destroyed");
		}

	}

	static class FailingCharm {

		private final Journal journal;

		FailingCharm(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void start(StartEvent event) {
			throw new IllegalStateException("broken");
		}

		@PreDestroy
		void destroy() {
			this.journal.add("destroyed");
		}

	}

	static class ToolsCharm {

		@OnHook
		void start(StartEvent event, HookTools tools, Journal journal) {
			journal.add(tools.isLeader());
		}

	}

	static class Requirer implements RelationEndpoint {

		private int changes;

		@Override
		public String endpoint() {
			return "database";
		}

		@OnRelation
		void changed(RelationChangedEvent event) {
			this.changes++;
		}

	}

}
