package io.opsframework.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.opsframework.pebble.CheckInfo;
import io.opsframework.simulation.pebble.ExecCall;
import io.opsframework.simulation.pebble.SimulatedFile;
import io.opsframework.simulation.pebble.SimulatedPebble;

/**
 * Makes simulated Pebbles from the states of containers, and such states from them.
 */
final class ContainerConverter {

	private ContainerConverter() {
	}

	static void fill(SimulatedPebble pebble, ContainerState state) {
		pebble.setReachable(state.canConnect());
		// First, since those about changes take the ids that are left.
		state.notices().forEach(pebble::setNotice);
		state.mounts().forEach(pebble::mount);
		state.files().forEach(pebble::setFile);
		state.layers().forEach(pebble::setLayer);
		state.serviceStatuses().forEach(pebble::setServiceStatus);
		state.checks().stream().filter((check) -> !isSo(check, pebble)).forEach(pebble::setCheck);
		state.execs().forEach(pebble::addExec);
	}

	private static boolean isSo(CheckInfo check, SimulatedPebble pebble) {
		return pebble.currentChecks().contains(check);
	}

	static ContainerState toState(String name, SimulatedPebble pebble) {
		SortedMap<String, String> statuses = new TreeMap<>();
		pebble.currentServices()
			.stream()
			.filter((service) -> !service.current().equals("inactive"))
			.forEach((service) -> statuses.put(service.name(), service.current()));
		SortedMap<String, SimulatedFile> files = new TreeMap<>(pebble.files());
		files.remove("/");
		files.keySet().removeAll(pebble.mounts().keySet());
		return new ContainerState(name, pebble.isReachable(), pebble.layers(), statuses, pebble.currentChecks(),
				pebble.currentNotices(), files, pebble.mounts(), pebble.execs());
	}

	static Map<String, List<ExecCall>> execCalls(SimulatedUnit unit) {
		Map<String, List<ExecCall>> calls = new LinkedHashMap<>();
		unit.pebbles().forEach((name, pebble) -> calls.put(name, pebble.execCalls()));
		return calls;
	}

}
