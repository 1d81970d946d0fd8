package io.opsframework.listener;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.LocalDate;
import java.util.Map;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.simulation.SimulatedStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for gates and argument resolvers that a charm adds, written with what its author
 * sees.
 */
class ListenerExtensionTests {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	@Test
	void gateThatDoesNotHoldDefersAndGivesStatus() {
		try (TestCharm charm = start(Office.class, OpenGate.class)) {
			charm.hook("config-changed");
			assertThat(this.journal.take()).isEmpty();
			assertThat(this.store.deferred("reason")).containsExactly("the office is closed");
			assertThat(charm.juju().unitStatus().current())
				.isEqualTo(new SimulatedStatus("waiting", "office: the office is closed"));
			charm.relate("database:1", "postgresql");
			charm.hook("start");
			assertThat(this.journal.take()).containsExactly("open", "always");
			assertThat(this.store.deferred()).isEmpty();
		}
	}

	@Test
	void gateThatDoesNotHoldFailsAction() {
		try (TestCharm charm = start(Office.class, OpenGate.class)) {
			assertThat(charm.action("backup", Map.of()).failure()).isEqualTo("the office is closed");
			assertThat(this.journal.take()).isEmpty();
		}
	}

	@Test
	void resolverIsAskedBeforeTheFrameworkAndSeesTheCall() {
		try (TestCharm charm = start(Calendar.class, Today.class)) {
			charm.hook("start");
			assertThat(this.journal.take())
				.containsExactly("2024-02-29 for listenerExtensionTests.Calendar#start(StartEvent,LocalDate,String)"
						+ " on listenerExtensionTests.Calendar, new StartEvent[]");
			charm.hook("update-status");
			assertThat(this.journal.take())
				.containsExactly("2024-02-29 for listenerExtensionTests.Calendar#start(StartEvent,LocalDate,String)"
						+ " on listenerExtensionTests.Calendar, replayed StartEvent[]");
		}
	}

	private TestCharm start(Class<?>... components) {
		return new TestCharm(this.journal, this.store, components);
	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface WhenOpen {

		String value();

	}

	static class OpenGate implements ListenerGate {

		private final Model model;

		OpenGate(Model model) {
			this.model = model;
		}

		@Override
		public @Nullable Unmet check(ListenerMethod listener, @Nullable CharmEvent event) {
			WhenOpen annotation = AnnotatedElementUtils.findMergedAnnotation(listener.method(), WhenOpen.class);
			if (annotation == null || !this.model.relations("database").isEmpty()) {
				return null;
			}
			assertThat(event == null || listener.accepts(event)).isTrue();
			assertThat(listener.acceptsType(StartEvent.class)).isFalse();
			assertThat(listener.beanType()).isEqualTo(Office.class);
			String reason = "the office is closed";
			return new Unmet(reason, Status.waiting(annotation.value() + ": " + reason), true);
		}

	}

	static class Office {

		private final Journal journal;

		Office(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		@WhenOpen("office")
		void open(ConfigChangedEvent event) {
			this.journal.add("open");
		}

		@OnAction("backup")
		@WhenOpen("office")
		void backup(ActionEvent event) {
			this.journal.add("backup");
		}

		@OnHook
		void always(StartEvent event) {
			this.journal.add("always");
		}

	}

	static class Today implements ListenerArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == LocalDate.class || parameter.getParameterType() == String.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation) {
			if (parameter.getParameterType() == LocalDate.class) {
				return LocalDate.of(2024, 2, 29);
			}
			ListenerMethod listener = invocation.listener();
			return "%s on %s, %s %s".formatted(listener.id(), listener.beanName(),
					invocation.isReplay() ? "replayed" : "new", invocation.event());
		}

	}

	static class Calendar {

		private final Journal journal;

		Calendar(Journal journal) {
			this.journal = journal;
		}

		@OnHook
		void start(StartEvent event, LocalDate today, String call) {
			this.journal.add(today + " for " + call);
			event.defer("again");
		}

	}

}
