package io.opsframework.dispatch;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.JujuEvents;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.RecordingHookToolBackend;
import io.opsframework.invocation.CharmConfig;
import io.opsframework.invocation.CharmEventListenerFactory;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.invocation.InvalidListenerException;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Container;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Model;
import io.opsframework.model.StatusAggregator;
import io.opsframework.scope.HookBeanScope;
import io.opsframework.scope.HookScopePostProcessor;
import io.opsframework.simulation.JujuModel;
import io.opsframework.simulation.SimulatedAction;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedRelation;

import org.springframework.beans.BeansException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.format.support.DefaultFormattingConversionService;

/**
 * A charm in one application context, wired as the auto-configuration does it, on a
 * simulated Juju and a state in memory.
 */
public final class TestCharm implements AutoCloseable {

	private static final String METADATA = """
			name: greeter
			requires:
			  database: {interface: postgresql_client}
			  secret-store: {interface: vault}
			  odd-relation-joined: {interface: odd}
			provides:
			  website: {interface: http}
			peers:
			  replicas: {interface: replicas}
			storage:
			  data: {type: filesystem}
			containers:
			  web: {}
			config:
			  options:
			    port: {type: int, default: 8080}
			actions:
			  backup: {}
			  restore: {}
			""";

	private final JujuModel juju = new JujuModel(UnitName.of("greeter/0"), Map.of("port", 8080L));

	private final SimulatedJuju simulation = new SimulatedJuju(this.juju);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final List<HookToolCall> calls = new ArrayList<>();

	private final Journal journal;

	private final LogCapture log = new LogCapture();

	/**
	 * Start a charm that nothing happened to yet.
	 * @param components the classes of its beans
	 */
	public TestCharm(Class<?>... components) {
		this(new Journal(), new MemoryStateStore(), components);
	}

	/**
	 * Start a charm, or the next version of one.
	 * @param journal what its beans tell
	 * @param store its state
	 * @param components the classes of its beans
	 */
	public TestCharm(Journal journal, MemoryStateStore store, Class<?>... components) {
		this(journal, store, (context) -> context.register(components));
	}

	/**
	 * Start a charm whose context is prepared by the caller.
	 * @param journal what its beans tell
	 * @param store its state
	 * @param beans adds the charm's beans
	 */
	public TestCharm(Journal journal, MemoryStateStore store, Consumer<AnnotationConfigApplicationContext> beans) {
		this.journal = journal;
		CharmMetadata metadata = CharmMetadata.fromCharmcraft("charmcraft.yaml",
				new ByteArrayInputStream(METADATA.getBytes(StandardCharsets.UTF_8)));
		CurrentHook hook = new CurrentHook();
		HookBeanScope scope = new HookBeanScope(hook);
		Model model = new Model(hook, List.of(new Container("web", Path.of("/nowhere"))));
		RecordMapper mapper = new RecordMapper(new DefaultFormattingConversionService());
		EventSerializer serializer = new EventSerializer(new JujuEvents(model::container), hook, mapper);
		registerSingletons(metadata, hook, model, journal);
		this.context.addBeanFactoryPostProcessor(new HookScopePostProcessor(scope,
				(beanFactory, name) -> beanFactory.findAnnotationOnBean(name, TestConfig.Bound.class) != null));
		this.context.registerBean(CharmEventListenerFactory.class,
				() -> new CharmEventListenerFactory(this.context.getBeanFactory()));
		this.context.registerBean(CharmListeners.class, () -> CharmListeners.of(this.context.getBeanFactory(), hook,
				model, metadata, mapper, scope, this.context));
		this.context.registerBean(Framework.class, () -> {
			CharmListeners listeners = this.context.getBean(CharmListeners.class);
			CharmConfig config = this.context.getBeanProvider(CharmConfig.class).getIfAvailable(() -> CharmConfig.NONE);
			StatusCollector statuses = new StatusCollector(model, this.context, StatusAggregator.byUrgency(), listeners,
					config);
			return new Framework(metadata, hook, scope, this::tools, store, new JujuEvents(model::container),
					serializer, new DeferredEventReplay(listeners, serializer), statuses, this.context,
					ObservationRegistry.NOOP);
		});
		beans.accept(this.context);
		try {
			this.context.refresh();
		}
		catch (RuntimeException ex) {
			this.log.close();
			throw ex;
		}
	}

	private void registerSingletons(Object... singletons) {
		for (Object singleton : singletons) {
			this.context.getBeanFactory().registerSingleton("test." + singleton.getClass().getSimpleName(), singleton);
		}
	}

	private HookTools tools(JujuContext context) {
		return new HookTools(new RecordingHookToolBackend(this.simulation,
				List.of((execution) -> this.calls.add(execution.call()))));
	}

	/**
	 * Try to start a charm that cannot work.
	 * @param components the classes of its beans
	 * @return why it did not start
	 */
	public static InvalidListenerException refusal(Class<?>... components) {
		try (TestCharm charm = new TestCharm(components)) {
			throw new AssertionError(charm.context + " started");
		}
		catch (BeansException | InvalidListenerException ex) {
			return (InvalidListenerException) NestedExceptionUtils.getMostSpecificCause(ex);
		}
	}

	/**
	 * What Juju knows.
	 * @return the model, to be changed between hooks
	 */
	public JujuModel juju() {
		return this.juju;
	}

	/**
	 * What the beans told.
	 * @return the journal
	 */
	public Journal journal() {
		return this.journal;
	}

	/**
	 * What the framework logged.
	 * @return the log
	 */
	public LogCapture log() {
		return this.log;
	}

	/**
	 * The context.
	 * @return the application context
	 */
	public AnnotationConfigApplicationContext context() {
		return this.context;
	}

	/**
	 * Add a relation with one unit, {@code <application>/0}.
	 * @param id endpoint and number
	 * @param application the remote application
	 * @return the relation
	 */
	public SimulatedRelation relate(String id, String application) {
		SimulatedRelation relation = this.juju.addRelation(RelationId.of(id), application);
		relation.addUnit(UnitName.of(application + "/0"));
		return relation;
	}

	/**
	 * Run a hook that has no variables of its own.
	 * @param name the hook's name
	 */
	public void hook(String name) {
		dispatch("hooks/" + name, Map.of());
	}

	/**
	 * Run one of a relation's hooks.
	 * @param kind {@code created} … {@code broken}
	 * @param id endpoint and number
	 * @param unit the remote unit, or for {@code created} and {@code broken} the
	 * application
	 */
	public void relationHook(String kind, String id, String unit) {
		Map<String, String> variables = new TreeMap<>();
		String endpoint = RelationId.of(id).endpoint();
		variables.put("JUJU_RELATION", endpoint);
		variables.put("JUJU_RELATION_ID", id);
		variables.put("JUJU_REMOTE_APP", unit.replaceFirst("/.*", ""));
		if (unit.contains("/")) {
			variables.put("JUJU_REMOTE_UNIT", unit);
			variables.put("JUJU_DEPARTING_UNIT", kind.equals("departed") ? unit : "");
		}
		dispatch("hooks/" + endpoint + "-relation-" + kind, variables);
	}

	/**
	 * Run an action.
	 * @param name its name
	 * @param parameters its parameters
	 * @return the action as it ended
	 */
	public SimulatedAction action(String name, Map<String, ?> parameters) {
		SimulatedAction action = new SimulatedAction(name, "12", parameters);
		this.juju.setAction(action);
		dispatch("actions/" + name, Map.of("JUJU_ACTION_NAME", name, "JUJU_ACTION_UUID", "12"));
		return action;
	}

	/**
	 * Run a hook as Juju does: what fails is rolled back.
	 * @param path the dispatch path
	 * @param variables the variables of the event
	 */
	public void dispatch(String path, Map<String, String> variables) {
		Map<String, String> all = new TreeMap<>(variables);
		all.put("JUJU_DISPATCH_PATH", path);
		all.put("JUJU_UNIT_NAME", "greeter/0");
		this.calls.clear();
		this.simulation.begin(all);
		boolean succeeded = false;
		try {
			this.context.getBean(Framework.class).dispatch(JujuContext.of(all));
			succeeded = true;
		}
		finally {
			if (succeeded) {
				this.simulation.commit();
			}
			else {
				this.simulation.rollback();
			}
		}
	}

	/**
	 * The calls of a hook tool in the last hook.
	 * @param tool the tool
	 * @return arguments and standard input of each call
	 */
	public List<String> calls(String tool) {
		return this.calls.stream()
			.filter((call) -> call.tool().equals(tool))
			.map((call) -> String.join(" ", call.arguments()) + ((call.input() != null) ? " < " + call.input() : ""))
			.toList();
	}

	/**
	 * The names of all hook tools that were called.
	 * @return the names in order
	 */
	public List<String> calls() {
		return this.calls.stream().map(HookToolCall::tool).toList();
	}

	@Override
	public void close() {
		this.context.close();
		this.log.close();
	}

}
