package io.opsframework.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnStorage;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.model.Container;
import io.opsframework.model.Relation;
import io.opsframework.model.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the mistakes that stop an application, and what their author reads.
 */
class ListenerMistakesTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@Test
	void parameterThatNothingProvides() {
		assertExplained(UnknownParameter.class,
				"Listener UnknownParameter.start has a parameter of type java.net.URI that nothing provides",
				"ListenerArgumentResolver");
	}

	@Test
	void storageInAListenerOfAnotherEvent() {
		assertExplained(MisplacedStorage.class,
				"Listener MisplacedStorage.start has a parameter of type io.opsframework.model.Storage that nothing provides",
				"Take a Storage in a listener with @OnStorage, or ask the Model for it.");
	}

	@Test
	void listOfWhatNothingProvides() {
		assertExplained(UnknownElements.class,
				"Listener UnknownElements.start has a parameter of type java.util.List<java.net.URI> that nothing provides",
				"Take the event, a bean");
	}

	@Test
	void parameterForWhichThereAreSeveralBeans() {
		assertExplained(AnyContainer.class,
				"has a parameter of type io.opsframework.model.Container for which there are the beans "
						+ "[jujuContainer.web, jujuContainer.sidecar]",
				"Name the one that is meant with @Qualifier");
	}

	@Test
	void undeclaredEndpoint() {
		assertExplained(UndeclaredEndpoint.class,
				"Listener UndeclaredEndpoint.changed is for endpoint 'databse', which the charm does not declare",
				"Declare 'databse' in charmcraft.yaml, or use one of ");
	}

	@Test
	void undeclaredAction() {
		assertExplained(UndeclaredAction.class,
				"Listener UndeclaredAction.run is for action 'restore', which the charm does not declare",
				"use one of [backup, archive]");
	}

	@ParameterizedTest
	@ValueSource(classes = { AsyncListener.class, AsyncBean.class })
	void listenerInAnotherThread(Class<?> mistake) {
		assertExplained(mistake, "Listener %s.start is @Async, ".formatted(mistake.getSimpleName()), "Remove @Async");
	}

	@ParameterizedTest
	@ValueSource(classes = { ScheduledListener.class, RepeatedlyScheduledListener.class })
	void listenerAtAnotherTime(Class<?> mistake) {
		assertExplained(mistake, "Listener %s.start is @Scheduled, ".formatted(mistake.getSimpleName()),
				"listen to UpdateStatusEvent");
	}

	@Test
	void undeclaredContainer() {
		assertExplained(UndeclaredContainer.class,
				"Listener UndeclaredContainer.ready is for container 'wbe', which the charm does not declare",
				"use one of [web, sidecar]");
	}

	@Test
	void undeclaredStorage() {
		assertExplained(UndeclaredStorage.class,
				"Listener UndeclaredStorage.attached is for storage 'date', which the charm does not declare",
				"use one of [data]");
	}

	@Test
	void undeclaredEndpointOfRelationData() {
		assertExplained(UndeclaredDataEndpoint.class,
				"Listener UndeclaredDataEndpoint.start takes data of endpoint 'databse', which the charm does not declare",
				"Declare 'databse' in charmcraft.yaml");
	}

	@Test
	void actionListenerWithoutAnyAction(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("charmcraft.yaml"), "name: greeter");
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + directory)
			.withUserConfiguration(AnyAction.class)
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription())
					.isEqualTo("Listener AnyAction.run runs actions, and the charm declares none");
				assertThat(analysis.getAction()).isEqualTo("Declare the action in charmcraft.yaml.");
			});
	}

	@Test
	void requiredRelationDataForEventThatCannotWait() {
		assertExplained(DataForStop.class,
				"Listener DataForStop.stop requires relation data for an event that cannot wait for it",
				"Optional or a @Nullable");
	}

	@Test
	void requiredRelationDataForStatus() {
		assertExplained(DataForStatus.class, "requires relation data for an event that cannot wait for it",
				"Optional or a @Nullable");
	}

	@Test
	void relationDataThatIsNoRecord() {
		assertExplained(DataAsString.class, "Listener DataAsString.changed takes relation data as a java.lang.String",
				"Take a record");
	}

	@Test
	void relationDataInMapThatIsNoRecord() {
		assertExplained(DataAsMap.class, "Listener DataAsMap.changed takes relation data as a java.lang.String",
				"Map from Relation");
	}

	@Test
	void relationDataOfNoEndpoint() {
		assertExplained(DataOfNoEndpoint.class,
				"takes relation data without an endpoint, and listens to events of no relation", "Name the endpoint");
	}

	@Test
	void duplicateListenerId() {
		assertExplained(DuplicateId.class, "has the id 'same' of DuplicateId.", "Give each listener an id of its own");
	}

	@Test
	void twoEvents() {
		assertExplained(TwoEvents.class, "Listener TwoEvents.both takes 2 events", "write a method for each");
	}

	@Test
	void eventOfAnotherAnnotation() {
		assertExplained(WrongEvent.class,
				"Listener WrongEvent.start takes a StartEvent, which is not the event its annotation is for",
				"Take an event of type RelationEvent");
	}

	@Test
	void listenerOfHookBeanForOtherEvent() {
		assertExplained(OtherEvent.class,
				"Listener OtherEvent.ready listens to an event that is none of a charm's, in a bean that lives only as long as a hook",
				"Move the method to a bean of its own.");
	}

	@Test
	void listenerInClassWithBeanMethods() {
		assertExplained(Application.class,
				"Listener Application.start is in a class that lives only as long as a hook, while its @Bean methods make beans that live longer: [uri]",
				"Move the listener to a component of its own, or make the @Bean methods static.");
	}

	@Test
	void listenerThatTypeOfItsBeanDoesNotShow() {
		assertExplained(HiddenListener.class,
				"Listener HookBean.start is not seen in Object, the type that bean 'hidden' is declared with",
				"Let the @Bean method return HookBean");
	}

	@Test
	void listenerThatTypeOfItsHookBeanDoesNotShow() {
		this.charm.runner(HiddenListenerOfHookBean.class, HookBean.class, HiddenListenerUser.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(() -> this.charm.hook(context, "start"));
			assertThat(analysis.getDescription()).isEqualTo(
					"Listener UndeclaredStorage.attached is not seen in Object, the type that bean 'hidden' is declared with");
		});
	}

	@Test
	void singletonThatHoldsHookBeanInField() {
		this.charm.runner(HookBean.class, FieldHolder.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("listenerMistakesTests.HookBean")
				.contains("exists only while a hook is running");
			assertThat(analysis.getAction()).contains("ObjectProvider").contains("@HookScope");
		});
	}

	@Test
	void singletonThatHoldsHookBeanBySetter() {
		this.charm.runner(HookBean.class, SetterHolder.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("listenerMistakesTests.HookBean"));
	}

	@Test
	void singletonThatHoldsHookBeanLazily() {
		this.charm.runner(HookBean.class, LazyHolder.class).run((context) -> {
			assertThat(context).hasNotFailed();
			FailureAnalysis analysis = FailureAnalyses.of(() -> context.getBean(LazyHolder.class).provider.getObject());
			assertThat(analysis.getDescription()).contains("listenerMistakesTests.HookBean");
		});
	}

	@Test
	void singletonThatIsMadeInHookAndHoldsHookBean() {
		this.charm.runner(HookBean.class, LazySingleton.class, LazySingletonUser.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("listenerMistakesTests.HookBean"));
	}

	@Test
	void eachMistakeIsFoundBeforeAnyHookRuns() {
		this.charm.runner(UnknownParameter.class).run((context) -> assertThat(context).hasFailed());
		assertThat(this.charm.calls()).isEmpty();
	}

	private void assertExplained(Class<?> mistake, String description, String action) {
		this.charm.runner(mistake).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains(description);
			assertThat(analysis.getAction()).contains(action);
		});
	}

	record Credentials(String url) {
	}

	static class UnknownParameter {

		@OnHook
		void start(StartEvent event, URI uri) {
		}

	}

	static class MisplacedStorage {

		@OnHook
		void start(StartEvent event, Storage pages) {
		}

	}

	static class UnknownElements {

		@OnHook
		void start(StartEvent event, List<URI> uris) {
		}

	}

	static class AnyContainer {

		@OnHook
		void start(StartEvent event, Container container) {
		}

	}

	static class UndeclaredEndpoint {

		@OnRelation("databse")
		void changed(RelationChangedEvent event) {
		}

	}

	static class UndeclaredAction {

		@OnAction("restore")
		void run() {
		}

	}

	static class AsyncListener {

		@Async
		@EventListener
		void start(StartEvent event) {
		}

	}

	@Async
	static class AsyncBean {

		@OnHook(StartEvent.class)
		void start() {
		}

	}

	static class ScheduledListener {

		@Scheduled(fixedRate = 1000)
		@OnHook(StartEvent.class)
		void start() {
		}

	}

	static class RepeatedlyScheduledListener {

		@Scheduled(fixedRate = 1000)
		@Scheduled(cron = "@daily")
		@OnHook(StartEvent.class)
		void start() {
		}

	}

	static class AnyAction {

		@OnAction
		void run() {
		}

	}

	static class UndeclaredContainer {

		@OnContainer("wbe")
		void ready() {
		}

	}

	static class UndeclaredStorage {

		@OnStorage("date")
		void attached() {
		}

	}

	static class UndeclaredDataEndpoint {

		@OnHook
		void start(StartEvent event, @RemoteAppData("databse") Credentials credentials) {
		}

	}

	static class DataForStop {

		@OnHook
		void stop(StopEvent event, @RemoteAppData("database") Credentials credentials) {
		}

	}

	static class DataForStatus {

		@OnHook
		void status(CollectUnitStatusEvent event, @RemoteAppData("database") Credentials credentials) {
		}

	}

	static class DataAsString {

		@OnRelation("database")
		void changed(RelationChangedEvent event, @RemoteAppData String credentials) {
		}

	}

	static class DataAsMap {

		@OnRelation("database")
		void changed(RelationChangedEvent event, @RemoteAppData Map<Relation, String> credentials) {
		}

	}

	static class DataOfNoEndpoint {

		@OnHook
		void start(StartEvent event, @RemoteAppData Credentials credentials) {
		}

	}

	static class DuplicateId {

		@OnHook(id = "same")
		void one(StartEvent event) {
		}

		@OnHook(id = "same")
		void other(StopEvent event) {
		}

	}

	static class TwoEvents {

		@OnHook
		void both(StartEvent start, StopEvent stop) {
		}

	}

	static class WrongEvent {

		@OnRelation("database")
		void start(StartEvent event) {
		}

	}

	static class OtherEvent {

		@OnHook
		void start(StartEvent event) {
		}

		@EventListener
		void ready(ApplicationReadyEvent event) {
		}

	}

	static class HookBean {

		@OnHook
		void start(StartEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@OnHook
		void start(StartEvent event) {
		}

		@Bean
		URI uri() {
			return URI.create("http://example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenListener {

		@Bean
		Object hidden() {
			return new HookBean();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenListenerOfHookBean {

		@Bean
		Object hidden(HookBean hookBean) {
			return new UndeclaredStorage();
		}

	}

	static class HiddenListenerUser {

		@OnHook
		void start(StartEvent event, @Qualifier("hidden") Object hidden) {
		}

	}

	static class FieldHolder {

		@Autowired
		HookBean hookBean;

	}

	static class SetterHolder {

		@Autowired
		void setHookBean(HookBean hookBean) {
		}

	}

	static class LazyHolder {

		private final ObjectProvider<HookBean> provider;

		LazyHolder(ObjectProvider<HookBean> provider) {
			this.provider = provider;
		}

	}

	@Lazy
	static class LazySingleton {

		@Autowired
		HookBean hookBean;

	}

	static class LazySingletonUser {

		@OnHook
		void start(StartEvent event, LazySingleton singleton) {
		}

	}

}
