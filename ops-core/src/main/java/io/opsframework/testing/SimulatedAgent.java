package io.opsframework.testing;

import java.util.Map;

import io.opsframework.event.CharmEvent;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.model.PebbleSockets;
import io.opsframework.state.StateStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/**
 * Stands in for Juju's agent in the application context of a test. As a bean it takes the
 * places of the hook tools, of the charm's state and of the containers' sockets, and
 * passes everything on to the simulation whose hook runs in the calling thread. So
 * threads can share a context and have a simulation each, and whatever is called while no
 * simulated hook runs fails with its name: a test never reaches a real hook tool.
 * <p>
 * It also sees which events are published and which beans are made while a hook runs. So
 * it is made before other beans: by a static method, where a configuration class declares
 * it.
 */
public final class SimulatedAgent implements HookToolBackend, StateStore, PebbleSockets,
		ApplicationListener<ApplicationEvent>, BeanPostProcessor, Ordered {

	private final ThreadLocal<@Nullable Simulation> simulation = new ThreadLocal<>();

	/**
	 * Create an agent for which no hook runs in any thread.
	 */
	public SimulatedAgent() {
	}

	/**
	 * Run a hook in this thread.
	 * @param hooked the simulation that answers meanwhile
	 * @param hook the hook
	 */
	void run(Simulation hooked, Runnable hook) {
		if (this.simulation.get() != null) {
			throw new IllegalStateException("A simulated hook runs already in this thread: let it end first");
		}
		this.simulation.set(hooked);
		try {
			hook.run();
		}
		finally {
			this.simulation.remove();
		}
	}

	/**
	 * Call a simulated hook tool.
	 * @throws IllegalStateException if no simulated hook runs in this thread
	 */
	@Override
	public HookToolResult call(HookToolCall call) {
		return require("hook tool '" + call.tool() + "'").tools().call(call);
	}

	/**
	 * The state that the last successful hook of the simulation saved.
	 * @throws IllegalStateException if no simulated hook runs in this thread
	 */
	@Override
	public Map<String, Object> load() {
		return require("the charm's state").load();
	}

	/**
	 * Save the state when the simulated hook succeeds.
	 * @throws IllegalStateException if no simulated hook runs in this thread
	 */
	@Override
	public void save(Map<String, Object> state) {
		require("the charm's state").save(state);
	}

	/**
	 * Whether the container can be connected to in the simulation.
	 * @throws IllegalStateException if no simulated hook runs in this thread
	 */
	@Override
	public boolean exists(String container) {
		return require("container '" + container + "'").canConnect(container);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		Simulation current = this.simulation.get();
		Object payload = (event instanceof PayloadApplicationEvent<?> wrapper) ? wrapper.getPayload() : event;
		if (current != null && payload instanceof CharmEvent charmEvent) {
			current.recording().add(charmEvent);
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Simulation current = this.simulation.get();
		if (current != null) {
			current.recording().addBean(bean);
		}
		return bean;
	}

	/**
	 * The first one: events are seen before their listeners, beans before their proxies.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	private Simulation require(String subject) {
		Simulation current = this.simulation.get();
		if (current == null) {
			throw new IllegalStateException(
					"No simulated hook runs in thread '%s', so there is no answer from %s: run an event with Harness or Scenario, and ask in the thread that handles it"
						.formatted(Thread.currentThread().getName(), subject));
		}
		return current;
	}

}
