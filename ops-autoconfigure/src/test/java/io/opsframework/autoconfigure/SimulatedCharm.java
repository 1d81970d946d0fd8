package io.opsframework.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolListener;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.JujuModel;
import io.opsframework.simulation.SimulatedAction;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.state.StateStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A charm's application contexts on a simulated Juju, which runs hooks in them.
 */
public final class SimulatedCharm {

	private final Journal journal = new Journal();

	private final MemoryStateStore store = new MemoryStateStore();

	private final List<HookToolCall> calls = new ArrayList<>();

	private final JujuModel model = new JujuModel(UnitName.of("greeter/0"), configDefaults());

	private final SimulatedJuju juju = new SimulatedJuju(this.model);

	/**
	 * The directory with the charmcraft.yaml that declares one of everything.
	 * @return the directory
	 */
	public static Path directory() {
		try {
			URL charmcraft = SimulatedCharm.class.getResource("charm/charmcraft.yaml");
			return Path.of(Objects.requireNonNull(charmcraft, "charmcraft.yaml").toURI()).resolveSibling("");
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, @Nullable Object> configDefaults() {
		try (InputStream yaml = Files.newInputStream(directory().resolve("charmcraft.yaml"))) {
			Map<String, @Nullable Object> defaults = new HashMap<>();
			CharmMetadata.fromCharmcraft("charmcraft.yaml", yaml)
				.options()
				.forEach((name, option) -> defaults.put(name, option.defaultValue()));
			return defaults;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A runner for contexts with the framework's auto-configuration and the charm's
	 * beans.
	 * @param configurations the charm's configurations and components
	 * @return the runner
	 */
	public ApplicationContextRunner runner(Class<?>... configurations) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + directory())
			.withBean(HookToolBackend.class, () -> this.juju)
			.withBean(StateStore.class, () -> this.store)
			.withBean(HookToolListener.class, () -> (execution) -> this.calls.add(execution.call()))
			.withBean(Journal.class, () -> this.journal)
			.withUserConfiguration(configurations);
	}

	/**
	 * Let an application that was processed ahead of time run on the simulated Juju.
	 * @param context the application's context, before it is refreshed
	 */
	public void replaceBackends(GenericApplicationContext context) {
		context.registerBean("jujuHookToolBackend", HookToolBackend.class, () -> this.juju);
		context.registerBean("jujuStateStore", StateStore.class, () -> this.store);
		context.registerBean("journal", Journal.class, () -> this.journal);
	}

	/**
	 * Run a hook.
	 * @param context the charm's application context
	 * @param name the hook's name
	 */
	public void hook(ApplicationContext context, String name) {
		dispatch(context, "hooks/" + name, Map.of());
	}

	/**
	 * Run a hook of a relation.
	 * @param context the charm's application context
	 * @param kind what happened to the relation, such as {@code changed}
	 * @param relation the relation's id
	 * @param remoteUnit the remote unit
	 */
	public void relationHook(ApplicationContext context, String kind, String relation, String remoteUnit) {
		RelationId id = RelationId.of(relation);
		dispatch(context, "hooks/%s-relation-%s".formatted(id.endpoint(), kind),
				Map.of("JUJU_RELATION", id.endpoint(), "JUJU_RELATION_ID", relation, "JUJU_REMOTE_UNIT", remoteUnit,
						"JUJU_REMOTE_APP", UnitName.of(remoteUnit).application()));
	}

	/**
	 * Run an action.
	 * @param context the charm's application context
	 * @param name the action's name
	 * @param parameters its parameters
	 * @return the action, ended
	 */
	public SimulatedAction action(ApplicationContext context, String name, Map<String, Object> parameters) {
		SimulatedAction action = new SimulatedAction(name, "1", parameters);
		this.model.setAction(action);
		dispatch(context, "actions/" + name, Map.of("JUJU_ACTION_NAME", name, "JUJU_ACTION_UUID", "1"));
		return action;
	}

	/**
	 * Run a hook as Juju does: with its variables, and with its rules about what is kept.
	 * @param context the charm's application context
	 * @param path the dispatch path
	 * @param event the variables of the event
	 */
	public void dispatch(ApplicationContext context, String path, Map<String, String> event) {
		Map<String, String> variables = new HashMap<>(event);
		variables.put("JUJU_CONTEXT_ID", "greeter/0-run");
		variables.put("JUJU_UNIT_NAME", "greeter/0");
		variables.put("JUJU_DISPATCH_PATH", path);
		this.calls.clear();
		this.juju.begin(variables);
		boolean succeeded = false;
		try {
			context.getBean(Framework.class).dispatch(JujuContext.of(variables));
			succeeded = true;
		}
		finally {
			end(succeeded);
		}
	}

	private void end(boolean succeeded) {
		if (succeeded) {
			this.juju.commit();
		}
		else {
			this.juju.rollback();
		}
	}

	/**
	 * The unit's status as Juju shows it.
	 * @return the status, with its message after a colon
	 */
	public String status() {
		String message = this.model.unitStatus().current().message();
		return this.model.unitStatus().current().status() + (message.isEmpty() ? "" : ": " + message);
	}

	/**
	 * The hook tools that the last hook called.
	 * @return their names in order
	 */
	public List<String> tools() {
		return this.calls.stream().map(HookToolCall::tool).toList();
	}

	/**
	 * What listeners wrote down since this was asked last.
	 * @return the entries
	 */
	public List<String> journal() {
		return this.journal.read();
	}

	/**
	 * What Juju knows.
	 * @return the model
	 */
	public JujuModel model() {
		return this.model;
	}

	/**
	 * The simulated Juju itself.
	 * @return the hook tools
	 */
	public SimulatedJuju juju() {
		return this.juju;
	}

	/**
	 * The charm's state.
	 * @return the store
	 */
	public MemoryStateStore store() {
		return this.store;
	}

}
