package io.opsframework.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.SimulatedAction;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * A simulated Juju that runs the hooks of unit {@code greeter/0} in application contexts,
 * with the charm's state in memory.
 */
public class TestJuju {

	private final SimulatedModel model;

	private final SimulatedJuju simulation;

	private final MemoryStateStore store;

	private final Journal journal;

	private final List<HookToolCall> calls = new ArrayList<>();

	private final Map<String, SimulatedPebble> pebbles = new TreeMap<>();

	/**
	 * Create a Juju.
	 * @param configDefaults the options that the charm declares, with their defaults
	 * @param journal what the charm's beans tell
	 * @param store the charm's state
	 */
	public TestJuju(Map<String, ? extends @Nullable Object> configDefaults, Journal journal, MemoryStateStore store) {
		this.model = new SimulatedModel(UnitName.of("greeter/0"), configDefaults);
		this.simulation = new SimulatedJuju(this.model);
		this.journal = journal;
		this.store = store;
	}

	/**
	 * What Juju knows.
	 * @return the model, to be changed between hooks
	 */
	public final SimulatedModel model() {
		return this.model;
	}

	/**
	 * The Pebble of a container.
	 * @param container the container's name
	 * @return the Pebble, to be changed between hooks
	 */
	public final SimulatedPebble pebble(String container) {
		return this.pebbles.computeIfAbsent(container, SimulatedPebble::new);
	}

	/**
	 * What the beans told.
	 * @return the journal
	 */
	public final Journal journal() {
		return this.journal;
	}

	/**
	 * The charm's state.
	 * @return the store
	 */
	public final MemoryStateStore store() {
		return this.store;
	}

	/**
	 * Run a hook that has no variables of its own.
	 * @param context the charm's context
	 * @param name the hook's name
	 */
	public final void hook(ApplicationContext context, String name) {
		dispatch(context, "hooks/" + name, Map.of());
	}

	/**
	 * Run one of a relation's hooks.
	 * @param context the charm's context
	 * @param kind {@code created} … {@code broken}
	 * @param id endpoint and number
	 * @param unit the remote unit, or for {@code created} and {@code broken} the
	 * application
	 */
	public final void relationHook(ApplicationContext context, String kind, String id, String unit) {
		Map<String, String> variables = new TreeMap<>();
		String endpoint = RelationId.of(id).endpoint();
		variables.put("JUJU_RELATION", endpoint);
		variables.put("JUJU_RELATION_ID", id);
		variables.put("JUJU_REMOTE_APP", unit.replaceFirst("/.*", ""));
		if (unit.contains("/")) {
			variables.put("JUJU_REMOTE_UNIT", unit);
			variables.put("JUJU_DEPARTING_UNIT", kind.equals("departed") ? unit : "");
		}
		dispatch(context, "hooks/" + endpoint + "-relation-" + kind, variables);
	}

	/**
	 * Run an action.
	 * @param context the charm's context
	 * @param name its name
	 * @param parameters its parameters
	 * @return the action as it ended
	 */
	public final SimulatedAction action(ApplicationContext context, String name, Map<String, ?> parameters) {
		SimulatedAction action = new SimulatedAction(name, "12", parameters);
		this.model.setAction(action);
		dispatch(context, "actions/" + name, Map.of("JUJU_ACTION_NAME", name, "JUJU_ACTION_UUID", "12"));
		return action;
	}

	/**
	 * Run a hook as Juju does: with its variables, and with its rules about what is kept.
	 * @param context the charm's context
	 * @param path the dispatch path
	 * @param variables the variables of the event
	 */
	public final void dispatch(ApplicationContext context, String path, Map<String, String> variables) {
		Map<String, String> all = new TreeMap<>(variables);
		all.put("JUJU_CONTEXT_ID", "greeter/0-run");
		all.put("JUJU_DISPATCH_PATH", path);
		all.put("JUJU_UNIT_NAME", "greeter/0");
		this.calls.clear();
		this.simulation.begin(all);
		boolean succeeded = false;
		try {
			context.getBean(Framework.class).dispatch(agent(JujuContext.of(all), this::call));
			succeeded = true;
		}
		finally {
			end(succeeded);
		}
	}

	private void end(boolean succeeded) {
		if (succeeded) {
			this.simulation.commit();
		}
		else {
			this.simulation.rollback();
		}
	}

	private HookToolResult call(HookToolCall call) {
		this.calls.add(call);
		return this.simulation.call(call);
	}

	/**
	 * What a hook has of this Juju.
	 * @param context the hook's variables
	 * @param hookTools the hook tools
	 * @return the agent; all containers have started
	 */
	protected UnitAgent agent(JujuContext context, HookToolBackend hookTools) {
		return new UnitAgent(context, hookTools, this.store, this::pebble);
	}

	/**
	 * The names of all hook tools that the last hook called.
	 * @return the names in order
	 */
	public final List<String> calls() {
		return this.calls.stream().map(HookToolCall::tool).toList();
	}

	/**
	 * The calls of a hook tool in the last hook.
	 * @param tool the tool
	 * @return arguments and standard input of each call
	 */
	public final List<String> calls(String tool) {
		return this.calls.stream()
			.filter((call) -> call.tool().equals(tool))
			.map((call) -> String.join(" ", call.arguments()) + ((call.input() != null) ? " < " + call.input() : ""))
			.toList();
	}

}
