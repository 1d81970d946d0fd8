package io.opsframework.invocation;

import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.listener.OnHook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerOrder}.
 */
class ListenerOrderTests {

	@Test
	void listenersOfClassRunAsTheyAreWritten() {
		assertThat(start(Written.class)).containsExactly("zoe", "adam", "zack", "bob");
	}

	@Test
	void overloadsRunAsTheyAreWritten() {
		assertThat(start(Overloads.class)).containsExactly("start", "charm with bean", "juju", "charm");
	}

	@Test
	void inheritedListenersRunFirst() {
		assertThat(start(Inheriting.class)).containsExactly("y of base", "x of base", "z of interface", "b", "a", "w");
	}

	@Test
	void orderGoesBeforeWhatIsWritten() {
		assertThat(start(Ordered.class)).containsExactly("last written", "first written", "second written");
	}

	@Test
	void whenClassFileCannotBeReadListenersRunByTheirIds() {
		assertThat(ids((context) -> context.setClassLoader(new ClassLoader(getClass().getClassLoader()) {

			@Override
			public @Nullable InputStream getResourceAsStream(String name) {
				return name.endsWith("ListenerOrderTests$Written.class") ? null : super.getResourceAsStream(name);
			}

		}))).containsExactly("written#adam(StartEvent)", "written#bob(StartEvent)", "written#zack(StartEvent)",
				"written#zoe(StartEvent)");
	}

	@Test
	void whenOrderIsKnownAheadOfTimeClassFileIsNotRead() {
		String start = "(Lio/opsframework/event/StartEvent;)V";
		assertThat(ids((context) -> context
			.addBeanFactoryPostProcessor((beanFactory) -> beanFactory.getBeanDefinition("written")
				.setAttribute(ListenerOrder.ATTRIBUTE,
						new String[] { "bob" + start, "adam" + start, "zoe" + start, "zack" + start }))))
			.containsExactly("written#bob(StartEvent)", "written#adam(StartEvent)", "written#zoe(StartEvent)",
					"written#zack(StartEvent)");
	}

	private static List<String> ids(Consumer<AnnotationConfigApplicationContext> customizer) {
		try (TestCharm charm = new TestCharm(new Journal(), new MemoryStateStore(), (context) -> {
			context.registerBean("written", Written.class);
			customizer.accept(context);
		})) {
			return charm.bean(CharmListeners.class).all().stream().map(ListenerMethod::id).toList();
		}
	}

	private static List<String> start(Class<?> component) {
		Journal journal = new Journal();
		try (TestCharm charm = new TestCharm(journal, new MemoryStateStore(), component)) {
			charm.hook("start");
			return journal.take();
		}
	}

	static class Written {

		private final Journal journal;

		Written(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void zoe(StartEvent event) {
			this.journal.add("zoe");
		}

		@OnHook
		void adam(StartEvent event) {
			this.journal.add("adam");
		}

		@OnHook
		void zack(StartEvent event) {
			this.journal.add("zack");
		}

		@OnHook
		void bob(StartEvent event) {
			this.journal.add("bob");
		}

	}

	static class Overloads {

		private final Journal journal;

		Overloads(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void changed(StartEvent event) {
			this.journal.add("start");
		}

		@OnHook(StartEvent.class)
		void changed(CharmEvent event, Journal bean) {
			this.journal.add("charm with bean");
		}

		@OnHook(StartEvent.class)
		void changed(JujuEvent event) {
			this.journal.add("juju");
		}

		@OnHook(StartEvent.class)
		void changed(CharmEvent event) {
			this.journal.add("charm");
		}

	}

	interface Starting {

		@OnHook
		default void z(StartEvent event) {
			journal().add("z of interface");
		}

		Journal journal();

	}

	static class Base {

		final Journal journal;

		Base(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void y(StartEvent event) {
			this.journal.add("y of base");
		}

		@OnHook
		void w(StartEvent event) {
			this.journal.add("w of base");
		}

		@OnHook
		void x(StartEvent event) {
			this.journal.add("x of base");
		}

	}

	static class StartingBase extends Base implements Starting {

		StartingBase(Journal journal) {
			super(journal);
		}

		@Override
		public Journal journal() {
			return this.journal;
		}

	}

	static class Inheriting extends StartingBase {

		Inheriting(Journal journal) {
			super(journal);
		}

		@OnHook
		void b(StartEvent event) {
			journal().add("b");
		}

		@OnHook
		void a(StartEvent event) {
			journal().add("a");
		}

		@Override
		@OnHook
		void w(StartEvent event) {
			journal().add("w");
		}

	}

	static class Ordered {

		private final Journal journal;

		Ordered(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		@Order(2)
		void second(StartEvent event) {
			this.journal.add("first written");
		}

		@OnHook
		@Order(2)
		void first(StartEvent event) {
			this.journal.add("second written");
		}

		@OnHook
		@Order(1)
		void third(StartEvent event) {
			this.journal.add("last written");
		}

	}

}
