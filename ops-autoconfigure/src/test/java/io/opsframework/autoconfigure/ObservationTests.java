package io.opsframework.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestJuju;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.hooktool.ObservedHookToolBackend;
import io.opsframework.juju.JujuContext;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Model;
import io.opsframework.model.PebbleClients;
import io.opsframework.model.Unit;
import io.opsframework.model.UnitAgent;
import io.opsframework.observation.CharmObservationDocumentation;
import io.opsframework.observation.CharmObservations;
import io.opsframework.observation.DefaultHookObservationConvention;
import io.opsframework.observation.DefaultHookToolObservationConvention;
import io.opsframework.observation.DefaultListenerObservationConvention;
import io.opsframework.observation.HookObservationContext;
import io.opsframework.observation.HookObservationConvention;
import io.opsframework.observation.HookToolObservationContext;
import io.opsframework.observation.HookToolObservationConvention;
import io.opsframework.observation.ListenerObservationContext;
import io.opsframework.observation.ListenerObservationConvention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CharmObservationDocumentation}: what is observed of a hook.
 */
class ObservationTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@Test
	void hookIsObserved() {
		run((context) -> {
			this.charm.hook(context, "start");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasNumberOfObservationsWithNameEqualTo("ops.hook", 1)
				.hasObservationWithNameEqualTo("ops.hook")
				.that()
				.hasLowCardinalityKeyValue("event", "StartEvent")
				.hasBeenStarted()
				.hasBeenStopped()
				.doesNotHaveError();
		});
	}

	@Test
	void hookThatNobodyKnowsIsObserved() {
		run((context) -> {
			this.charm.hook(context, "someday");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("ops.hook")
				.that()
				.hasLowCardinalityKeyValue("event", "unknown");
		});
	}

	@Test
	void listenerIsObservedWithinHook() {
		run((context) -> {
			this.charm.hook(context, "start");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasNumberOfObservationsWithNameEqualTo("ops.listener", 1)
				.hasObservationWithNameEqualTo("ops.listener")
				.that()
				.hasLowCardinalityKeyValue("listener", "started")
				.hasLowCardinalityKeyValue("event", "StartEvent")
				.hasLowCardinalityKeyValue("replay", "false")
				.hasParentObservationContextSatisfying((parent) -> assertThat(parent.getName()).isEqualTo("ops.hook"));
		});
	}

	@Test
	void replayIsObserved() {
		run((context) -> {
			this.charm.hook(context, "config-changed");
			this.registry.clear();
			this.charm.hook(context, "start");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasAnObservationWithAKeyValue("replay", "true")
				.hasAnObservationWithAKeyValue("listener", "deferring")
				.hasNumberOfObservationsWithNameEqualTo("ops.listener", 2);
		});
	}

	@Test
	void hookToolIsObservedWithinListener() {
		run((context) -> {
			this.charm.hook(context, "start");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasNumberOfObservationsWithNameEqualTo("ops.hook-tool", this.charm.calls().size())
				.hasObservationWithNameEqualTo("ops.hook-tool")
				.that()
				.hasLowCardinalityKeyValue("tool", "is-leader")
				.hasLowCardinalityKeyValue("exit.code", "0")
				.hasLowCardinalityKeyValue("forked", "false")
				.hasParentObservationContextSatisfying(
						(parent) -> assertThat(parent.getName()).isEqualTo("ops.listener"));
		});
	}

	@Test
	void hookToolThatLogsIsNotObserved() {
		run((context) -> {
			HookToolBackend tools = new ObservedHookToolBackend((call) -> HookToolResult.success(""), List.of(),
					context.getBean(CharmObservations.class));
			tools.call(HookToolCall.of("juju-log", "--", "exported 1 span"));
			TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyObservation();
			tools.call(HookToolCall.of("is-leader"));
			TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("ops.hook-tool");
		});
	}

	@Test
	void requestToPebbleIsObservedWithinListener(@TempDir Path containers) {
		run((context) -> {
			new CharmWithContainers(containers).hook(context, "update-status");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("ops.pebble")
				.that()
				.hasLowCardinalityKeyValue("container", "web")
				.hasLowCardinalityKeyValue("method", "GET")
				.hasLowCardinalityKeyValue("endpoint", "/v1/system-info")
				.hasLowCardinalityKeyValue("status", "-1")
				.hasError()
				.hasParentObservationContextSatisfying(
						(parent) -> assertThat(parent.getName()).isEqualTo("ops.listener"));
		});
	}

	@Test
	void failureIsObserved() {
		run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> this.charm.hook(context, "install"));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("ops.listener")
				.that()
				.hasError()
				.backToTestObservationRegistry()
				.hasObservationWithNameEqualTo("ops.hook")
				.that()
				.hasError();
		});
	}

	@Test
	void keysAreTheDocumentedOnesAndOfLowCardinality() {
		List<Observation.Context> observed = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new Collector(observed));
		run((context) -> this.charm.hook(context, "start"));
		assertThat(observed).hasSizeGreaterThan(2).allSatisfy((context) -> {
			assertThat(context.getHighCardinalityKeyValues()).isEmpty();
			assertThat(context.getLowCardinalityKeyValues()).extracting(KeyValue::getKey)
				.containsExactlyInAnyOrderElementsOf(documentedKeys(context));
		});
	}

	private static Collection<String> documentedKeys(Observation.Context context) {
		return Stream.of(CharmObservationDocumentation.values())
			.filter((observation) -> BeanUtils.instantiateClass(observation.getDefaultConvention())
				.supportsContext(context))
			.flatMap((observation) -> Stream.of(observation.getLowCardinalityKeyNames()))
			.map(KeyName::asString)
			.toList();
	}

	@Test
	void valuesAreNotObserved() {
		List<Observation.Context> observed = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new Collector(observed));
		run((context) -> {
			this.charm.action(context, "backup", Map.of("target", "s3://bucket"));
			assertThat(this.charm.calls()).contains("action-get", "action-set");
			assertThat(observed).extracting(Observation.Context::toString)
				.anySatisfy((text) -> assertThat(text).contains("action-set"))
				.allSatisfy((text) -> assertThat(text).doesNotContain("s3://bucket"));
		});
	}

	@Test
	void conventionForHooksChangesNameAndKey() {
		run(HookObservationConvention.class, new DefaultHookObservationConvention("greeter.hook") {

			@Override
			public KeyValues getLowCardinalityKeyValues(HookObservationContext context) {
				return KeyValues.of("path", context.getDispatchPath(), "kind", String.valueOf(context.getEvent()));
			}

		}, (context) -> {
			this.charm.hook(context, "start");
			assertThatOnly("greeter.hook", "ops.hook").hasOnlyKeys("path", "kind")
				.hasLowCardinalityKeyValue("path", "hooks/start")
				.hasLowCardinalityKeyValue("kind", "StartEvent");
		});
	}

	@Test
	void conventionForListenersChangesNameAndKey() {
		run(ListenerObservationConvention.class, new DefaultListenerObservationConvention("greeter.listener") {

			@Override
			public KeyValues getLowCardinalityKeyValues(ListenerObservationContext context) {
				return KeyValues.of("id", context.getListener(), "on",
						context.getEvent() + (context.isReplay() ? " again" : ""));
			}

		}, (context) -> {
			this.charm.hook(context, "start");
			assertThatOnly("greeter.listener", "ops.listener").hasOnlyKeys("id", "on")
				.hasLowCardinalityKeyValue("id", "started")
				.hasLowCardinalityKeyValue("on", "StartEvent");
		});
	}

	@Test
	void conventionForHookToolsChangesNameAndKey() {
		run(HookToolObservationConvention.class, new DefaultHookToolObservationConvention("greeter.tool") {

			@Override
			public KeyValues getLowCardinalityKeyValues(HookToolObservationContext context) {
				return KeyValues.of("command", context.getTool(), "ended",
						context.getExitCode() + "/" + context.isForked());
			}

		}, (context) -> {
			this.charm.hook(context, "start");
			assertThatOnly("greeter.tool", "ops.hook-tool").hasOnlyKeys("command", "ended")
				.hasLowCardinalityKeyValue("command", "is-leader")
				.hasLowCardinalityKeyValue("ended", "0/false");
		});
	}

	@Test
	void globalConventionOfRegistryIsUsed() {
		this.registry.observationConfig().observationConvention(new GlobalHookConvention());
		run((context) -> {
			this.charm.hook(context, "start");
			assertThatOnly("global.hook", "ops.hook").hasOnlyKeys("event");
		});
	}

	@Test
	void registryIsNotNeeded() {
		this.charm.runner(Charm.class).run((context) -> {
			assertThat(context).doesNotHaveBean(ObservationRegistry.class);
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("false");
		});
	}

	private TestObservationRegistryAssert.TestObservationRegistryAssertReturningObservationContextAssert assertThatOnly(
			String name, String defaultName) {
		return TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo(defaultName, 0)
			.hasObservationWithNameEqualTo(name)
			.that();
	}

	private <T> void run(Class<T> type, T convention, Consumer<ApplicationContext> consumer) {
		this.charm.runner(Charm.class)
			.withBean(ObservationRegistry.class, () -> this.registry)
			.withBean(type, () -> convention)
			.run(consumer::accept);
	}

	private void run(Consumer<ApplicationContext> consumer) {
		this.charm.runner(Charm.class).withBean(ObservationRegistry.class, () -> this.registry).run(consumer::accept);
	}

	static class Charm {

		@OnHook(id = "started")
		void start(StartEvent event, Unit unit, Journal journal) {
			journal.add(unit.isLeader());
		}

		@OnHook(id = "deferring")
		void defer(ConfigChangedEvent event) {
			event.defer("never ready");
		}

		@OnHook(UpdateStatusEvent.class)
		void update(Model model) {
			model.container("web").canConnect();
		}

		@OnHook(InstallEvent.class)
		void install() {
			throw new IllegalStateException("broken");
		}

		@OnAction("backup")
		BackupParameters backup(BackupParameters parameters) {
			return parameters;
		}

	}

	/**
	 * Asks the sockets of containers, which need not be there.
	 */
	static class CharmWithContainers extends TestJuju {

		private final Path directory;

		CharmWithContainers(Path directory) {
			super(Map.of(), new Journal(), new MemoryStateStore());
			this.directory = directory;
		}

		@Override
		protected UnitAgent agent(JujuContext context, HookToolBackend hookTools) {
			UnitAgent agent = super.agent(context, hookTools);
			return new UnitAgent(context, hookTools, agent.stateStore(),
					PebbleClients.in(this.directory, Duration.ofSeconds(1)));
		}

	}

	record BackupParameters(String target) {
	}

	/**
	 * Names hooks wherever they are observed.
	 */
	static class GlobalHookConvention extends DefaultHookObservationConvention
			implements GlobalObservationConvention<HookObservationContext> {

		GlobalHookConvention() {
			super("global.hook");
		}

	}

	/**
	 * Collects the contexts of observations that have ended.
	 *
	 * @param contexts where to
	 */
	record Collector(List<Observation.Context> contexts) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			this.contexts.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
