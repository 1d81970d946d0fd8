package io.opsframework.local;

import java.io.PrintStream;
import java.util.Map;

import io.opsframework.autoconfigure.logging.JujuLogging;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.Framework;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.PebbleSockets;
import io.opsframework.state.StateStore;
import io.opsframework.testing.Harness;
import io.opsframework.testing.SimulatedAgent;

import org.springframework.boot.ApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a charm does that somebody else than Juju starts: it is deployed to a simulated
 * Juju, and then plays the commands of a script, or those that a person types.
 */
public final class LocalMode {

	private final SimulatedAgent agent = new SimulatedAgent();

	private final PrintStream out;

	/**
	 * Create a local mode that prints to the standard output.
	 */
	public LocalMode() {
		this(System.out);
	}

	LocalMode(PrintStream out) {
		this.out = out;
	}

	/**
	 * Stand in for Juju's agent in an application context.
	 * @param context the context
	 */
	public void attachTo(ConfigurableApplicationContext context) {
		context.getBeanFactory().addBeanPostProcessor(this.agent);
		context.addApplicationListener(this.agent);
	}

	/**
	 * The simulated hook tools.
	 * @return the hook tools
	 */
	public HookToolBackend hookTools() {
		return this.agent::call;
	}

	/**
	 * The simulated containers.
	 * @return their sockets
	 */
	public PebbleSockets pebbleSockets() {
		return this.agent::exists;
	}

	/**
	 * The charm's state, which ends with the play.
	 * @return the store
	 */
	public StateStore stateStore() {
		return new StateStore() {

			@Override
			public Map<String, Object> load() {
				return LocalMode.this.agent.load();
			}

			@Override
			public void save(Map<String, Object> state) {
				LocalMode.this.agent.save(state);
			}

		};
	}

	/**
	 * Play.
	 * @param framework runs the hooks
	 * @param currentHook the current hook, whose log takes what the charm logs
	 * @param metadata what the charm declares
	 * @param arguments {@code --script=FILE} or {@code --script FILE} plays a file
	 * @throws LocalModeException if the arguments or a line of the script are wrong, or
	 * if hooks failed and nobody sits at a terminal
	 */
	public void run(Framework framework, CurrentHook currentHook, CharmMetadata metadata,
			ApplicationArguments arguments) {
		JujuLogging.detachConsole();
		JujuLogging.attach(currentHook);
		Script script = Script.of(arguments);
		LocalJuju juju = new LocalJuju(new Harness(framework, metadata, this.agent), metadata, this.out);
		juju.deploy();
		if (script == null && Conversation.isTerminal()) {
			new Conversation(System.in, this.out).hold(juju);
			return;
		}
		if (script != null) {
			script.play(juju, this.out);
		}
		if (juju.failedHooks() > 0) {
			throw new LocalModeException("Hooks that failed: " + juju.failedHooks());
		}
	}

}
