package io.opsframework.sample;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import io.opsframework.hooktool.SimulatedHookTools;
import io.opsframework.hooktool.StandInHookTools;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.testing.Events;
import io.opsframework.testing.SimulatedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unit of a packed charm in a simulated Juju: each hook is a process, whose hook tools
 * the simulation answers, and what is to be kept at its end is kept.
 */
final class UnitLife implements AutoCloseable {

	private final Path charm;

	private final SimulatedJuju juju;

	private final StandInHookTools tools;

	private final SimulatedHookTools simulated;

	/**
	 * Begin a life.
	 * @param charm the charm directory
	 * @param tools a directory for hook tools
	 * @param model the model that the unit lives in
	 */
	UnitLife(Path charm, Path tools, SimulatedModel model) {
		this.charm = charm;
		this.juju = new SimulatedJuju(model);
		this.tools = StandInHookTools.in(tools);
		this.simulated = SimulatedHookTools.of(this.tools, this.juju);
	}

	SimulatedModel model() {
		return this.juju.model();
	}

	void hook(String name) {
		run(Events.hook(name));
	}

	/**
	 * Run a hook, which succeeds and says nothing but through hook tools.
	 * @param event the event
	 */
	void run(SimulatedEvent event) {
		Map<String, String> variables = new TreeMap<>(event.variables());
		variables.put("JUJU_DISPATCH_PATH", event.path().path());
		variables.put("JUJU_UNIT_NAME", model().unit().toString());
		this.juju.begin(variables);
		DispatchProcess process = DispatchProcess.of(this.charm, this.tools);
		variables.forEach(process::variable);
		DispatchResult result = process.run();
		assertThat(result.out() + result.err()).isEmpty();
		assertThat(result.exitCode()).as("%s, which called %s", event, result.commandLines()).isZero();
		this.juju.commit();
	}

	@Override
	public void close() {
		this.simulated.close();
	}

}
