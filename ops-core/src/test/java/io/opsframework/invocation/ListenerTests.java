package io.opsframework.invocation;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.dispatch.TestConfig;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.PebbleReadyEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnSecret;
import io.opsframework.listener.OnStorage;
import io.opsframework.listener.RelationEndpoint;
import io.opsframework.model.Container;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for listener methods: which events they get, in which order, with which
 * arguments, and what becomes of what they throw and return.
 */
class ListenerTests {

	private final Journal journal = new Journal();

	private @Nullable TestCharm charm;

	@AfterEach
	void close() {
		if (this.charm != null) {
			this.charm.close();
		}
	}

	@Test
	void annotationsSelectByEventAndName() {
		TestCharm started = start(Annotated.class);
		started.relate("database:1", "postgresql");
		started.relate("website:2", "haproxy");
		started.relationHook("changed", "database:1", "postgresql/0");
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any relation", "database",
				"database changed");
		started.relationHook("changed", "website:2", "haproxy/0");
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any relation");
		started.relationHook("broken", "database:1", "postgresql");
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any relation", "database",
				"website or broken");
		started.dispatch("hooks/web-pebble-ready", Map.of("JUJU_WORKLOAD_NAME", "web"));
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any container", "web");
		started.dispatch("hooks/data-storage-attached", Map.of("JUJU_STORAGE_ID", "data/0"));
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "data");
		started.dispatch("hooks/secret-changed", Map.of("JUJU_SECRET_ID", "secret:1", "JUJU_SECRET_LABEL", "db"));
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any secret", "secret db",
				"secret labelled db");
		started.dispatch("hooks/secret-changed", Map.of("JUJU_SECRET_ID", "secret:1"));
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any secret");
		started.action("backup", Map.of());
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any action", "backup");
		started.action("restore", Map.of());
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "any action");
		started.hook("start");
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "start or stop");
		started.hook("stop");
		assertThat(this.journal.take()).containsExactlyInAnyOrder("any event", "start or stop");
	}

	@Test
	void conditionDecides() {
		TestCharm started = start(Conditional.class);
		started.relate("database:1", "postgresql");
		started.relate("database:2", "mysql");
		started.relationHook("changed", "database:1", "postgresql/0");
		started.relationHook("changed", "database:2", "mysql/0");
		assertThat(this.journal.take()).containsExactly("by variable", "by root", "by root's event", "by argument",
				"by bean", "by parameter");
	}

	@Test
	void conditionThatIsNoExpressionStopsTheContext() {
		assertThat(TestCharm.refusal(BadCondition.class))
			.hasMessageContaining("BadCondition.start has the condition '#event.'");
	}

	@Test
	void orderIsByOrderThenBeanNameThenAsWritten() {
		this.charm = new TestCharm(this.journal, new MemoryStateStore(), (context) -> {
			context.registerBean("zebra", Ordering.class);
			context.registerBean("ant", Ordering.class);
		});
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("highest", "highest", "first", "first", "c", "a", "b", "c", "a",
				"b");
	}

	@Test
	void idOfItsOwnOrOfBeanMethodAndParameters() {
		TestCharm started = start(Ids.class);
		CharmListeners listeners = started.context().getBean(CharmListeners.class);
		assertThat(listeners.all()).extracting(ListenerMethod::id)
			.containsExactlyInAnyOrder("mine", "listenerTests.Ids#noEvent()",
					"listenerTests.Ids#changed(RelationChangedEvent,Relation)");
		CharmListener mine = listeners.find("mine");
		assertThat(listeners.find("old")).isSameAs(mine).isNotNull();
		assertThat(listeners.find("older")).isSameAs(mine);
		assertThat(listeners.find("none")).isNull();
	}

	@Test
	void duplicateIdStopsTheContext() {
		InvalidListenerException refusal = TestCharm.refusal(DuplicateIds.class);
		assertThat(refusal).hasMessageContaining("has the id 'same' of DuplicateIds.");
		assertThat(refusal.getAction()).contains("id of its own");
	}

	@Test
	void sameIdInTwoBeansOfOneClassStopsTheContext() {
		assertThat(TestCharm.refusal(TwoBeans.class)).hasMessageContaining("of bean 'two' has the id 'same'")
			.hasMessageContaining("of bean 'one'");
	}

	@Test
	void mistakesStopTheContext() {
		assertThat(TestCharm.refusal(NoSuchEndpoint.class)).hasMessageContaining("NoSuchEndpoint.changed")
			.hasMessageContaining("endpoint 'databse', which the charm does not declare");
		assertThat(TestCharm.refusal(NoSuchAction.class)).hasMessageContaining("action 'bakup'");
		assertThat(TestCharm.refusal(WrongEvent.class)).hasMessageContaining("takes a StartEvent");
		assertThat(TestCharm.refusal(TwoEvents.class)).hasMessageContaining("takes 2 events");
		assertThat(TestCharm.refusal(UnknownParameter.class)).hasMessageContaining("java.util.Locale");
		assertThat(TestCharm.refusal(NoEvent.class)).hasMessageContaining("NoEvent.nothing")
			.hasMessageContaining("no event");
		assertThat(TestCharm.refusal(NoEventButBean.class)).hasMessageContaining("no event");
	}

	@Test
	void exceptionsFailTheHookAsTheyAre() {
		TestCharm started = start(Throwing.class);
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> started.hook("start"));
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> started.hook("update-status"))
			.withMessageContaining("java.lang.Integer");
		assertThatExceptionOfType(ListenerException.class).isThrownBy(() -> started.hook("stop"))
			.withCauseInstanceOf(IOException.class)
			.withMessageContaining("Throwing#stop(StopEvent)")
			.satisfies((ex) -> assertThat(ListenerException.unwrap(ex)).isInstanceOf(IOException.class));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> started.hook("config-changed"));
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> started.hook("leader-elected"));
	}

	@Test
	void classCastExceptionOfAnArgumentIsNotSwallowed() {
		TestCharm started = start(ResolverOfLists.class, TakesList.class);
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> started.hook("start"));
	}

	@Test
	void returnedValuesArePublished() {
		TestCharm started = start(Returning.class);
		started.hook("start");
		assertThat(this.journal.take()).containsExactly("one", "two");
		started.hook("stop");
		assertThat(this.journal.take()).containsExactly("three");
		started.hook("update-status");
		assertThat(this.journal.take()).isEmpty();
	}

	@Test
	void argumentsOfAllKindsAreProvided() {
		TestCharm started = start(TestConfig.Beans.class, Arguments.class);
		started.relate("database:1", "postgresql");
		started.relationHook("changed", "database:1", "postgresql/0");
		started.dispatch("hooks/web-pebble-ready", Map.of("JUJU_WORKLOAD_NAME", "web"));
		assertThat(this.journal.take()).containsExactly("relation database:1, port 8080, unit greeter/0, true",
				"container web, no bean null");
	}

	@Test
	void relationEndpointListensToItsOwnRelation() {
		TestCharm started = start(Library.class);
		started.relate("database:1", "postgresql");
		started.relate("website:2", "haproxy");
		started.relationHook("changed", "website:2", "haproxy/0");
		started.relationHook("changed", "database:1", "postgresql/0");
		assertThat(this.journal.take()).containsExactly("library database:1");
	}

	@Test
	void eventOutsideOfHookIsRefused() {
		TestCharm started = start(Throwing.class);
		assertThatIllegalStateException().isThrownBy(() -> started.context().publishEvent(new StartEvent()))
			.withMessageContaining("No hook is running");
	}

	private TestCharm start(Class<?>... components) {
		this.charm = new TestCharm(this.journal, new MemoryStateStore(), components);
		return this.charm;
	}

	abstract static class Component {

		final Journal journal;

		Component(Journal journal) {
			this.journal = journal;
		}

	}

	static class Annotated extends Component {

		Annotated(Journal journal) {
			super(journal);
		}

		@EventListener
		void anyEvent(JujuEvent event) {
			this.journal.add("any event");
		}

		@OnRelation
		void anyRelation() {
			this.journal.add("any relation");
		}

		@OnRelation("database")
		void database(RelationEvent event) {
			this.journal.add("database");
		}

		@OnRelation("database")
		void databaseChanged(RelationChangedEvent event) {
			this.journal.add("database changed");
		}

		@OnHook
		void databaseGone(RelationBrokenEvent event) {
			this.journal.add("website or broken");
		}

		@OnContainer
		void anyContainer() {
			this.journal.add("any container");
		}

		@OnContainer("web")
		void web(PebbleReadyEvent event) {
			this.journal.add("web");
		}

		@OnStorage("data")
		void data(StorageAttachedEvent event) {
			this.journal.add("data");
		}

		@OnSecret
		void anySecret() {
			this.journal.add("any secret");
		}

		@OnSecret(label = "db")
		void labelled() {
			this.journal.add("secret labelled db");
		}

		@OnSecret("db")
		void secret(SecretChangedEvent event) {
			this.journal.add("secret db");
		}

		@OnAction
		void anyAction() {
			this.journal.add("any action");
		}

		@OnAction("backup")
		void backup(ActionEvent event) {
			this.journal.add("backup");
		}

		@OnHook({ StartEvent.class, StopEvent.class })
		void startOrStop() {
			this.journal.add("start or stop");
		}

	}

	static class Conditional extends Component {

		Conditional(Journal journal) {
			super(journal);
		}

		@EventListener(condition = "#event.application() == 'postgresql'")
		@Order(1)
		void variable(RelationChangedEvent event) {
			this.journal.add("by variable");
		}

		@OnRelation(value = "database", condition = "event.relation().id().number() == 1")
		@Order(2)
		void root() {
			this.journal.add("by root");
		}

		@OnRelation(value = "database", condition = "#root.event.relation().id().number() == #root.args.length")
		@Order(2)
		void rootEvent() {
			this.journal.add("by root's event");
		}

		@OnRelation(value = "database",
				condition = "#a0 == event and #p0 == args[0] and #a0.application() == 'postgresql'")
		@Order(2)
		void argument(Relation relation, RelationChangedEvent changed) {
			this.journal.add("by argument");
		}

		@OnRelation(value = "database",
				condition = "@environment.getProperty('java.version') != null and event.relation().id().number() == 1")
		@Order(2)
		void bean() {
			this.journal.add("by bean");
		}

		@OnHook(condition = "#changed.unit().number() == 0 && #changed.application() == 'mysql'")
		@Order(3)
		void parameter(RelationChangedEvent changed) {
			this.journal.add("by parameter");
		}

	}

	static class BadCondition {

		@OnHook(condition = "#event.")
		void start(StartEvent event) {
		}

	}

	static class Ordering extends Component {

		Ordering(Journal journal) {
			super(journal);
		}

		@EventListener
		void c(StartEvent event) {
			this.journal.add("c");
		}

		@EventListener
		@Order(-1)
		void first(StartEvent event) {
			this.journal.add("first");
		}

		@EventListener
		void a(StartEvent event) {
			this.journal.add("a");
		}

		@EventListener
		@Order(Ordered.HIGHEST_PRECEDENCE)
		void highest(StartEvent event) {
			this.journal.add("highest");
		}

		@OnHook(StartEvent.class)
		void b() {
			this.journal.add("b");
		}

	}

	static class Ids {

		@OnHook(id = "mine", aliases = { "old", "older" })
		void mine(StartEvent event) {
		}

		@OnRelation("database")
		void changed(RelationChangedEvent event, Relation relation) {
		}

		@OnContainer
		void noEvent() {
		}

	}

	static class DuplicateIds {

		@OnHook(id = "same")
		void one(StartEvent event) {
		}

		@OnHook(id = "same")
		void two(StartEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeans {

		@Bean
		Library2 one() {
			return new Library2();
		}

		@Bean
		Library2 two() {
			return new Library2();
		}

	}

	static class Library2 {

		@OnHook(id = "same")
		void start(StartEvent event) {
		}

	}

	static class NoSuchEndpoint {

		@OnRelation("databse")
		void changed(RelationChangedEvent event) {
		}

	}

	static class NoSuchAction {

		@OnAction("bakup")
		void backup() {
		}

	}

	static class WrongEvent {

		@OnRelation("database")
		void changed(StartEvent event) {
		}

	}

	static class TwoEvents {

		@OnHook
		void both(StartEvent start, StopEvent stop) {
		}

	}

	static class UnknownParameter {

		@OnHook
		void start(StartEvent start, Locale locale) {
		}

	}

	static class NoEvent {

		@OnHook
		void nothing() {
		}

	}

	static class NoEventButBean {

		@OnHook
		void nothing(Model model) {
		}

	}

	static class Throwing {

		@EventListener
		void start(StartEvent event) {
			throw new ClassCastException();
		}

		@EventListener
		void status(UpdateStatusEvent event) {
			Object number = 5;
			((String) number).length();
		}

		@EventListener
		void stop(StopEvent event) throws IOException {
			throw new IOException("disk");
		}

		@EventListener
		void config(ConfigChangedEvent event) {
			throw new UnsupportedOperationException();
		}

		@EventListener
		void leader(LeaderElectedEvent event) {
			throw new StackOverflowError();
		}

	}

	static class ResolverOfLists implements ListenerArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == List.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation) {
			throw new ClassCastException();
		}

	}

	static class TakesList {

		@OnHook
		void start(StartEvent event, List<String> list) {
		}

	}

	record Told(String what) implements CharmEvent {
	}

	static class Returning extends Component {

		Returning(Journal journal) {
			super(journal);
		}

		@EventListener
		List<Told> start(StartEvent event) {
			return Stream.of("one", "two").map(Told::new).toList();
		}

		@EventListener
		Told[] stop(StopEvent event) {
			return new Told[] { new Told("three") };
		}

		@EventListener
		@Nullable Told status(UpdateStatusEvent event) {
			return null;
		}

		@EventListener
		void told(Told event) {
			this.journal.add(event.what());
		}

	}

	static class Arguments extends Component {

		Arguments(Journal journal) {
			super(journal);
		}

		@OnRelation("database")
		void relation(Relation relation, TestConfig config, Model model, RelationEvent event,
				ApplicationContext context) {
			this.journal.add("relation %s, port %d, unit %s, %s".formatted(event.relation().id(), config.port(),
					model.unit().name(), event.relation() == relation));
		}

		@OnContainer("web")
		void container(Container container, @Nullable Runnable none) {
			this.journal.add("container " + container.name() + ", no bean " + none);
		}

	}

	static class Library extends Component implements RelationEndpoint {

		Library(Journal journal) {
			super(journal);
		}

		@Override
		public String endpoint() {
			return "database";
		}

		@OnRelation
		void changed(RelationChangedEvent event) {
			this.journal.add("library " + event.relation().id());
		}

	}

}
