package io.opsframework.simulation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.opsframework.juju.Port;
import org.jspecify.annotations.Nullable;

/**
 * The ports of the unit as one hook sees them, with what it opened and closed and is not
 * yet in the model.
 */
final class HookPorts {

	private final SimulatedModel model;

	private final Set<Port> openedHere = new HashSet<>();

	private @Nullable SortedMap<Port, SortedSet<String>> ports;

	HookPorts(SimulatedModel model) {
		this.model = model;
	}

	/**
	 * Open a port.
	 * @param port the port
	 * @param endpoints for which endpoints; none for all of them
	 */
	void open(Port port, Collection<String> endpoints) {
		requireNumber(port);
		if (!ports().containsKey(port)) {
			requireFree(port);
			this.openedHere.add(port);
		}
		ports().computeIfAbsent(port, (key) -> new TreeSet<>())
			.addAll(endpoints.isEmpty() ? SimulatedModel.ALL_ENDPOINTS : endpoints);
	}

	/**
	 * Close a port, as far as it is open.
	 * @param port the port
	 * @param endpoints for which endpoints; none for all of them
	 */
	void close(Port port, Collection<String> endpoints) {
		requireNumber(port);
		SortedSet<String> open = ports().get(port);
		if (open == null) {
			return;
		}
		if (!endpoints.isEmpty()) {
			if (open.removeAll(SimulatedModel.ALL_ENDPOINTS)) {
				open.addAll(this.model.bindings());
			}
			open.removeAll(endpoints);
		}
		if (endpoints.isEmpty() || open.isEmpty()) {
			ports().remove(port);
			this.openedHere.remove(port);
		}
	}

	private void requireNumber(Port port) {
		if (port.from() != port.to() && this.model.isKubernetes()) {
			throw ToolException
				.failure("port ranges are not supported for k8s applications, please specify a single port");
		}
	}

	private void requireFree(Port port) {
		String unit = GoText.quote(this.model.unit().toString());
		for (Port other : ports().keySet()) {
			if (other.overlaps(port)) {
				throw ToolException.failure("cannot open %s (unit %s): port range conflicts with %s (unit %s)%s"
					.formatted(port, unit, other, unit, this.openedHere.contains(other) ? " requested earlier" : ""));
			}
		}
	}

	/**
	 * What is open now.
	 * @return the endpoints by port
	 */
	Map<Port, SortedSet<String>> current() {
		return Collections.unmodifiableMap(ports());
	}

	/**
	 * Bring what the hook changed into the model.
	 */
	void flush() {
		if (this.ports != null) {
			this.model.setOpenedPorts(this.ports);
		}
	}

	private SortedMap<Port, SortedSet<String>> ports() {
		if (this.ports == null) {
			SortedMap<Port, SortedSet<String>> copy = new TreeMap<>();
			this.model.openedPortsByEndpoint().forEach((port, endpoints) -> copy.put(port, new TreeSet<>(endpoints)));
			this.ports = copy;
		}
		return this.ports;
	}

}
