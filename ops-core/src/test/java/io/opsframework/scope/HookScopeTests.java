package io.opsframework.scope;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.dispatch.TestConfig;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RelationEndpoint;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HookBeanScope} and {@link HookScopePostProcessor}: which beans live as
 * long as a hook, and that nothing of a hook is left for the next.
 */
class HookScopeTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private @Nullable TestCharm charm;

	@AfterEach
	void close() {
		if (this.charm != null) {
			this.charm.close();
		}
	}

	@Test
	void listenersConfigAndWhatNeedsThemAreHookBeans() {
		TestCharm started = start(TestConfig.Beans.class, Listener.class, NeedsConfig.class, NeedsNeedsConfig.class,
				Factory.class, Plain.class, Endpoint.class);
		assertThat(scopeOf(started, Listener.class)).isEqualTo("hook");
		assertThat(scopeOf(started, TestConfig.class)).isEqualTo("hook");
		assertThat(scopeOf(started, NeedsConfig.class)).isEqualTo("hook");
		assertThat(scopeOf(started, NeedsNeedsConfig.class)).isEqualTo("hook");
		assertThat(scopeOf(started, Made.class)).isEqualTo("hook");
		assertThat(scopeOf(started, Plain.class)).isEqualTo("singleton");
		assertThat(scopeOf(started, Endpoint.class)).isEqualTo("singleton");
		assertThat(started.log().lines(Level.FINE)).filteredOn((line) -> line.contains("lives as long as a hook"))
			.hasSize(5)
			.anyMatch((line) -> line.contains("Listener") && line.contains("it listens to the charm's events"))
			.anyMatch((line) -> line.contains("NeedsNeedsConfig") && line.contains("it needs bean"));
	}

	@Test
	void beansAreFreshInEachHookAndSharedWithinOne() {
		TestCharm started = start(TestConfig.Beans.class, Listener.class, NeedsConfig.class);
		started.hook("start");
		started.juju().config().set("port", 9000L);
		started.hook("start");
		assertThat(this.journal.take()).containsExactly("first 1 of 8080", "second 2 of 8080", "destroyed 2",
				"first 1 of 9000", "second 2 of 9000", "destroyed 2");
	}

	@Test
	void beansAreDestroyedAlsoWhenTheHookFails() {
		TestCharm started = start(TestConfig.Beans.class, Listener.class, NeedsConfig.class);
		this.journal.fail("failing");
		assertThatIllegalStateException().isThrownBy(() -> started.hook("config-changed"));
		assertThat(this.journal.take()).containsExactly("failing", "destroyed 0");
		started.hook("start");
		assertThat(this.journal.take()).hasSize(3);
	}

	@Test
	void destructionThatFailsDoesNotStopTheOthers() {
		TestCharm started = start(TestConfig.Beans.class, Listener.class, NeedsConfig.class, FailsToEnd.class);
		started.hook("start");
		assertThat(this.journal.take()).contains("destroyed 2");
	}

	@Test
	void hookBeanOutsideOfHookIsRefused() {
		TestCharm started = start(TestConfig.Beans.class, Listener.class, NeedsConfig.class);
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> started.context().getBean(Listener.class))
			.withRootCauseInstanceOf(NoHookException.class)
			.havingRootCause()
			.withMessageContaining("Listener");
		assertThatIllegalStateException().isThrownBy(() -> started.context().getBean(Model.class).unit().isLeader())
			.withMessageContaining("No hook is running in thread");
		assertThat(started.context().getBean(Model.class).unit()).hasToString("unit outside of a hook");
	}

	@Test
	void otherThreadOfHookIsRefused() {
		TestCharm started = start(Listener.class, TestConfig.Beans.class, NeedsConfig.class);
		Model model = started.context().getBean(Model.class);
		this.journal.when("failing", (event) -> {
			assertThat(inOtherThread(() -> model.unit().isLeader())).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("only by the thread that handles it");
			assertThat(inOtherThread(() -> started.context().getBean(Listener.class)))
				.hasRootCauseInstanceOf(NoHookException.class);
			assertThat(inOtherThread(() -> started.context().publishEvent(new StartEvent())))
				.isInstanceOf(IllegalStateException.class);
		});
		started.hook("config-changed");
		assertThat(this.journal.take()).contains("failing");
	}

	@Test
	void singletonThatHoldsHookBeanStopsTheContext() {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> start(TestConfig.Beans.class, GreedyEndpoint.class))
			.withRootCauseInstanceOf(NoHookException.class);
	}

	@Test
	void hookBeanThatListensToOtherEventsStopsTheContext() {
		assertThat(TestCharm.refusal(Mixed.class)).hasMessageContaining("Mixed.closed")
			.hasMessageContaining("none of a charm's");
		assertThat(TestCharm.refusal(TestConfig.Beans.class, NeedsConfigAndListens.class))
			.hasMessageContaining("NeedsConfigAndListens.closed");
		assertThat(TestCharm.refusal(DeclaredAndListens.class)).hasMessageContaining("DeclaredAndListens.closed");
	}

	@Test
	void thousandHooksSeeEachItsOwnWorld() {
		TestCharm started = start(TestConfig.Beans.class, World.class);
		for (int i = 1; i <= 1000; i++) {
			started.juju().config().set("port", 1000L + i);
			started.juju().setLeader(i % 2 == 0);
			started.relate("database:" + i, "postgresql").updateDatabag("postgresql", Map.of("round", "" + i));
			started.relationHook("changed", "database:" + i, "postgresql/0");
			assertThat(this.journal.take())
				.containsExactly("%d %b [database:%d] %d".formatted(1000 + i, i % 2 == 0, i, i));
			started.juju().removeRelation(i);
		}
		assertThat(World.MADE).hasValue(1000);
	}

	@Test
	void hookThatFailsLeavesNothingForTheNext() {
		TestCharm started = start(Listener.class, TestConfig.Beans.class, NeedsConfig.class);
		started.relate("database:1", "postgresql");
		this.journal.when("failing", (event) -> {
			relation(started).localUnitData().put("lost", "1");
			((ConfigChangedEvent) event).defer("lost");
			throw new IllegalStateException("on purpose");
		});
		assertThatIllegalStateException().isThrownBy(() -> started.hook("config-changed"));
		this.journal.when("failing", (event) -> assertThat(relation(started).localUnitData()).isEmpty());
		started.hook("config-changed");
		assertThat(started.calls("relation-set")).isEmpty();
		assertThat(this.store.saves()).isEqualTo(1);
		assertThat(this.store.deferred()).isEmpty();
	}

	private static Relation relation(TestCharm charm) {
		return charm.context().getBean(Model.class).relation("database").orElseThrow();
	}

	private static Throwable inOtherThread(Runnable question) {
		try {
			CompletableFuture.runAsync(question).join();
		}
		catch (CompletionException ex) {
			return Objects.requireNonNull(ex.getCause());
		}
		throw new AssertionError("Not refused");
	}

	private static @Nullable String scopeOf(TestCharm charm, Class<?> type) {
		String name = charm.context().getBeanNamesForType(type, true, false)[0];
		String scope = charm.context().getBeanFactory().getMergedBeanDefinition(name).getScope();
		return (scope == null || scope.isEmpty()) ? "singleton" : scope;
	}

	private TestCharm start(Class<?>... components) {
		this.charm = new TestCharm(this.journal, this.store, components);
		return this.charm;
	}

	static class Listener implements DisposableBean {

		private final Journal journal;

		private final NeedsConfig config;

		private int calls;

		Listener(Journal journal, NeedsConfig config) {
			this.journal = journal;
			this.config = config;
		}

		@EventListener(id = "1")
		void first(StartEvent event) {
			this.journal.add("first %d of %d".formatted(++this.calls, this.config.config.port()));
		}

		@EventListener(id = "2")
		void second(StartEvent event) {
			this.journal.add("second %d of %d".formatted(++this.calls, this.config.config.port()));
		}

		@EventListener
		void failing(ConfigChangedEvent event) {
			this.journal.called("failing", event);
		}

		@Override
		public void destroy() {
			this.journal.add("destroyed " + this.calls);
		}

	}

	static class NeedsConfig {

		private final TestConfig config;

		NeedsConfig(TestConfig config) {
			this.config = config;
		}

	}

	record NeedsNeedsConfig(NeedsConfig needed) {
	}

	record Plain(Journal journal) {
	}

	record Made(NeedsConfig needed) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Factory {

		@Bean
		Made made(NeedsConfig needed) {
			return new Made(needed);
		}

	}

	static class FailsToEnd implements DisposableBean {

		@OnHook
		void start(StartEvent event) {
		}

		@Override
		public void destroy() {
			throw new IllegalStateException("on purpose");
		}

	}

	static class Endpoint implements RelationEndpoint {

		@Override
		public String endpoint() {
			return "database";
		}

		@OnRelation
		void changed() {
		}

	}

	record GreedyEndpoint(TestConfig config) implements RelationEndpoint {

		@Override
		public String endpoint() {
			return "database";
		}

	}

	static class Mixed {

		@OnHook
		void start(StartEvent event) {
		}

		@EventListener
		void closed(ContextClosedEvent event) {
		}

	}

	static class NeedsConfigAndListens {

		NeedsConfigAndListens(TestConfig config) {
		}

		@EventListener
		void closed(ContextClosedEvent event) {
		}

	}

	@HookScope
	static class DeclaredAndListens {

		@EventListener
		void closed(ContextClosedEvent event) {
		}

	}

	static class World {

		static final AtomicInteger MADE = new AtomicInteger();

		private final Journal journal;

		private final Model model;

		World(Journal journal, Model model) {
			this.journal = journal;
			this.model = model;
			MADE.incrementAndGet();
		}

		@OnRelation("database")
		void changed(Relation relation, TestConfig config) {
			List<Relation> all = this.model.relations("database");
			this.journal.add("%d %b %s %s".formatted(config.port(), this.model.unit().isLeader(),
					all.stream().map((each) -> each.id().toString()).toList(), relation.remoteAppData().get("round")));
		}

	}

}
