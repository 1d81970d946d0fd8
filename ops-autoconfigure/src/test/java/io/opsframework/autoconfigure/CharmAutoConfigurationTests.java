package io.opsframework.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.dispatch.Journal;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Application;
import io.opsframework.model.Container;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.StatusAggregator;
import io.opsframework.model.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CharmAutoConfiguration} and {@link CharmRunnerAutoConfiguration}.
 */
class CharmAutoConfigurationTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	private final ApplicationContextRunner alone = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class, CharmRunnerAutoConfiguration.class))
		.withPropertyValues("ops.charm.directory=" + SimulatedCharm.directory())
		.withUserConfiguration(AllActions.class);

	@Test
	void beanNamesOfFrameworkArePrefixed() {
		this.alone.run((context) -> {
			String[] names = context.getBeanFactory().getBeanDefinitionNames();
			assertThat(names).filteredOn((name) -> isOfFramework(context.getBeanFactory().getBeanDefinition(name)))
				.isNotEmpty()
				.allSatisfy((name) -> assertThat(name).startsWith("juju"));
		});
	}

	private static boolean isOfFramework(BeanDefinition definition) {
		return definition.getFactoryMethodName() != null
				&& String.valueOf(definition.getResourceDescription()).contains("opsframework");
	}

	@Test
	void modelBeansHaveTheirDocumentedNames() {
		this.alone.run((context) -> assertThat(context).hasBean("jujuModel")
			.hasBean("jujuUnit")
			.hasBean("jujuApplication")
			.hasBean("jujuContainer.web")
			.hasBean("jujuContainer.sidecar")
			.hasBean("jujuFramework"));
	}

	@Test
	void containersAreInjectedByQualifierAmongSeveral() {
		this.alone.withUserConfiguration(TwoContainers.class).run((context) -> {
			TwoContainers bean = context.getBean(TwoContainers.class);
			assertThat(bean.web.name()).isEqualTo("web");
			assertThat(bean.other.name()).isEqualTo("sidecar");
			assertThat(context.getBean("jujuContainer.web")).isSameAs(bean.web);
		});
	}

	@Test
	void modelBeansAnswerInHook() {
		this.charm.model().setLeader(true);
		this.charm.runner(ModelReader.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("greeter/0 leads greeter");
		});
	}

	@Test
	void modelBeansAreRefusedOutsideHook() {
		this.charm.runner().run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Unit.class).isLeader())
				.withMessageContaining("No hook is running")
				.withMessageContaining("@CharmTest and @AutoConfigureHarness");
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Model.class).relations("database"));
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Application.class).status());
		});
	}

	@Test
	void modelBeansAreRefusedInOtherThreads() {
		this.charm.runner(OtherThread.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).singleElement().asString().contains("No hook is running in thread");
		});
	}

	@Test
	void modelBeansAreRefusedAfterHookThatFailed() {
		this.charm.runner(Failing.class).run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> this.charm.hook(context, "start")).withMessage("broken");
			assertThat(context.getBean(CurrentHook.class).find()).isEmpty();
		});
	}

	@Test
	void statusAggregatorBacksOff() {
		StatusAggregator last = (statuses) -> statuses.get(statuses.size() - 1);
		this.charm.runner(TwoStatuses.class).withBean(StatusAggregator.class, () -> last).run((context) -> {
			assertThat(context).hasSingleBean(StatusAggregator.class);
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).isEqualTo("active");
		});
	}

	@Test
	void statusIsTheMostUrgentByDefault() {
		this.charm.runner(TwoStatuses.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).isEqualTo("blocked: first");
		});
	}

	@Test
	void deferralIsLimitedByProperties() {
		this.charm.journal().defer("start");
		this.charm.runner(Deferring.class)
			.withPropertyValues("ops.deferral.max-attempts=1", "ops.deferral.maxEntries=1")
			.run((context) -> {
				this.charm.hook(context, "start");
				this.charm.journal().fail("start");
				this.charm.hook(context, "update-status");
				assertThat(this.charm.store().deferred("status")).containsExactly("parked");
				this.charm.journal().defer("config");
				assertThatIllegalStateException().isThrownBy(() -> this.charm.hook(context, "config-changed"))
					.withMessageContaining("ops.deferral.max-entries");
			});
	}

	@Test
	void modelDoesNotBackOff() {
		this.alone.withUserConfiguration(OwnModel.class).run((context) -> {
			assertThat(context.getBeansOfType(Model.class)).containsOnlyKeys("mine", "jujuModel");
			assertThat(context.getBeansOfType(Unit.class)).containsOnlyKeys("myUnit", "jujuUnit");
			assertThat(context.getBeansOfType(Framework.class)).containsOnlyKeys("myFramework", "jujuFramework");
		});
	}

	@Test
	void runnerRunsByDefault() {
		this.alone.run((context) -> assertThat(context).hasSingleBean(CharmRunner.class));
	}

	@Test
	void runnerCanBeTurnedOff() {
		this.alone.withPropertyValues("ops.runner.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(CharmRunner.class));
	}

	@Test
	void beansAreTheSameWithAndWithoutJuju(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("metadata.yaml"), "{name: greeter, containers: {web: {}, sidecar: {}}}");
		Map<String, String> variables = Map.of("JUJU_CONTEXT_ID", "1", "JUJU_CHARM_DIR", directory.toString(),
				"JUJU_UNIT_NAME", "greeter/0", "JUJU_AGENT_SOCKET_ADDRESS", "@/agent.socket");
		this.alone.run((without) -> HookEnvironment.runner(variables)
			.withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class, CharmRunnerAutoConfiguration.class))
			.withUserConfiguration(AllActions.class)
			.run((with) -> assertThat(with.getBeanDefinitionNames())
				.containsExactlyInAnyOrder(without.getBeanDefinitionNames())));
	}

	@Test
	void hookDoesNotLookForMistakesOfTheAuthor(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("metadata.yaml"), "{name: greeter}");
		Files.writeString(directory.resolve("actions.yaml"), "{backup: {}, restore: {}}");
		Map<String, String> variables = Map.of("JUJU_CONTEXT_ID", "1", "JUJU_CHARM_DIR", directory.toString(),
				"JUJU_UNIT_NAME", "greeter/0", "JUJU_AGENT_SOCKET_ADDRESS", "@/agent.socket");
		HookEnvironment.runner(variables)
			.withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class, CharmRunnerAutoConfiguration.class))
			.withUserConfiguration(UndeclaredOption.class, WrongResult.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void missingMetadataIsExplained() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).startsWith("There is no charmcraft.yaml");
				assertThat(analysis.getAction()).contains("META-INF/charm");
			});
	}

	@Test
	void malformedMetadataIsExplained(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("charmcraft.yaml"), "name: greeter\ncontainers: 3\n");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + directory)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).contains("charmcraft.yaml")
				.contains("2")
				.contains("containers"));
	}

	@Test
	void metadataBesideCharmcraftFileIsRead(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("charmcraft.yaml"), "type: charm");
		Files.writeString(directory.resolve("metadata.yaml"), "name: greeter");
		Files.writeString(directory.resolve("actions.yaml"), "backup:");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + directory)
			.run((context) -> assertThat(context.getBean(CharmMetadata.class).actions()).containsOnlyKeys("backup"));
	}

	@Test
	void metadataBesideCharmcraftFileOnClassPathIsRead(@TempDir Path classes) throws IOException {
		Path files = Files.createDirectories(classes.resolve("META-INF/charm"));
		Files.writeString(files.resolve("charmcraft.yaml"), "type: charm");
		Files.writeString(files.resolve("metadata.yaml"), "name: farewell");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
				.withClassLoader(classLoader)
				.run((context) -> assertThat(context.getBean(CharmMetadata.class).name()).isEqualTo("farewell"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoContainers {

		private final Container web;

		private final Container other;

		TwoContainers(@Qualifier("web") Container web, @Qualifier("sidecar") Container other) {
			this.web = web;
			this.other = other;
		}

	}

	static class ModelReader {

		@Autowired
		private Unit unit;

		@Autowired
		private Application application;

		@Autowired
		private Journal journal;

		@OnHook
		void start(StartEvent event) {
			this.journal.add("%s %s %s".formatted(this.unit.name(), this.unit.isLeader() ? "leads" : "follows",
					this.application.name()));
		}

	}

	static class OtherThread {

		@OnHook
		void start(StartEvent event, Unit unit, Journal journal) {
			CompletableFuture.runAsync(unit::isLeader).handle((result, ex) -> {
				journal.add(ex);
				return result;
			}).join();
		}

	}

	static class Failing {

		@OnHook
		void start(StartEvent event) {
			throw new IllegalStateException("broken");
		}

	}

	static class Deferring {

		private final Journal journal;

		Deferring(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

		@OnHook
		void configChanged(ConfigChangedEvent event) {
			this.journal.called("config", event);
		}

	}

	static class TwoStatuses {

		@OnHook
		void status(CollectUnitStatusEvent event) {
			event.add(Status.blocked("first"));
			event.add(Status.active());
		}

	}

	static class AllActions {

		@OnHook(ActionEvent.class)
		void run() {
		}

	}

	static class WrongResult {

		@OnAction("backup")
		String backup() {
			return "";
		}

	}

	@ConfigurationProperties("charm.config")
	record UndeclaredOptions(String colour) {
	}

	@EnableConfigurationProperties(UndeclaredOptions.class)
	static class UndeclaredOption {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnModel {

		@Bean(defaultCandidate = false)
		Model mine(CharmMetadata metadata) {
			return new Model(new CurrentHook(), metadata);
		}

		@Bean(defaultCandidate = false)
		Unit myUnit(CharmMetadata metadata) {
			return mine(metadata).unit();
		}

		@Bean(defaultCandidate = false)
		Framework myFramework(Framework framework) {
			return framework;
		}

	}

}
