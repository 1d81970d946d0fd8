package io.opsframework.dispatch;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.invocation.InvalidListenerException;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.scope.CharmConfigDetector;
import io.opsframework.simulation.SimulatedAction;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedRelation;
import io.opsframework.simulation.pebble.SimulatedPebble;
import io.opsframework.testing.Harness;
import io.opsframework.testing.PublishedEventListener;
import io.opsframework.testing.Scenario;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.format.support.DefaultFormattingConversionService;

/**
 * A charm in an application context with the framework as production has it, on a
 * simulated Juju.
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

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final CharmMetadata metadata;

	private final TestJuju juju;

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
		this(METADATA, journal, store, beans);
	}

	/**
	 * Start a charm with metadata of its own.
	 * @param charmcraft its charmcraft.yaml
	 * @param components the classes of its beans
	 * @return the charm
	 */
	public static TestCharm of(String charmcraft, Class<?>... components) {
		return new TestCharm(charmcraft, new Journal(), new MemoryStateStore(),
				(context) -> context.register(components));
	}

	private TestCharm(String charmcraft, Journal journal, MemoryStateStore store,
			Consumer<AnnotationConfigApplicationContext> beans) {
		this.metadata = CharmMetadata.fromCharmcraft("charmcraft.yaml",
				new ByteArrayInputStream(charmcraft.getBytes(StandardCharsets.UTF_8)));
		this.juju = new TestJuju(defaults(this.metadata), journal, store);
		juju().setDeclaredStorages(this.metadata.storages());
		this.context.register(FrameworkConfiguration.class, PublishedEventListener.class);
		this.context.registerBean(CharmMetadata.class, () -> this.metadata);
		this.context.registerBean(RecordMapper.class, () -> new RecordMapper(new DefaultFormattingConversionService()));
		this.context.registerBean(CharmConfigDetector.class,
				() -> (beanFactory, name) -> beanFactory.findAnnotationOnBean(name, TestConfig.Bound.class) != null);
		this.context.registerBean(Journal.class, () -> journal);
		beans.accept(this.context);
		try {
			this.context.refresh();
		}
		catch (RuntimeException ex) {
			this.log.close();
			throw ex;
		}
	}

	private static Map<String, @Nullable Object> defaults(CharmMetadata metadata) {
		Map<String, @Nullable Object> defaults = new TreeMap<>();
		metadata.options().forEach((name, option) -> defaults.put(name, option.defaultValue()));
		return defaults;
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
	 * A scenario with this charm.
	 * @return the scenario
	 */
	public Scenario scenario() {
		return new Scenario(bean(Framework.class), this.metadata);
	}

	/**
	 * A harness with this charm.
	 * @return the harness, which has not begun
	 */
	public Harness harness() {
		return new Harness(bean(Framework.class), this.metadata);
	}

	/**
	 * A bean of the charm's context.
	 * @param type its type
	 * @param <T> its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * What Juju knows.
	 * @return the model, to be changed between hooks
	 */
	public SimulatedModel juju() {
		return this.juju.model();
	}

	/**
	 * The Pebble of a container.
	 * @param container the container's name
	 * @return the Pebble, to be changed between hooks
	 */
	public SimulatedPebble pebble(String container) {
		return this.juju.pebble(container);
	}

	/**
	 * What the beans told.
	 * @return the journal
	 */
	public Journal journal() {
		return this.juju.journal();
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
		SimulatedRelation relation = juju().addRelation(RelationId.of(id), application);
		relation.addUnit(UnitName.of(application + "/0"));
		return relation;
	}

	/**
	 * Run a hook that has no variables of its own.
	 * @param name the hook's name
	 */
	public void hook(String name) {
		this.juju.hook(this.context, name);
	}

	/**
	 * Run one of a relation's hooks.
	 * @param kind {@code created} … {@code broken}
	 * @param id endpoint and number
	 * @param unit the remote unit, or for {@code created} and {@code broken} the
	 * application
	 */
	public void relationHook(String kind, String id, String unit) {
		this.juju.relationHook(this.context, kind, id, unit);
	}

	/**
	 * Run an action.
	 * @param name its name
	 * @param parameters its parameters
	 * @return the action as it ended
	 */
	public SimulatedAction action(String name, Map<String, ?> parameters) {
		return this.juju.action(this.context, name, parameters);
	}

	/**
	 * Run a hook as Juju does: what fails is rolled back.
	 * @param path the dispatch path
	 * @param variables the variables of the event
	 */
	public void dispatch(String path, Map<String, String> variables) {
		this.juju.dispatch(this.context, path, variables);
	}

	/**
	 * The calls of a hook tool in the last hook.
	 * @param tool the tool
	 * @return arguments and standard input of each call
	 */
	public List<String> calls(String tool) {
		return this.juju.calls(tool);
	}

	/**
	 * The names of all hook tools that were called.
	 * @return the names in order
	 */
	public List<String> calls() {
		return this.juju.calls();
	}

	@Override
	public void close() {
		this.context.close();
		this.log.close();
	}

}
