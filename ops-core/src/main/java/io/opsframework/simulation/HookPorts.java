package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.opsframework.juju.Port;

/**
 * The ports of the unit as one hook sees them, with what it opened and closed and is not
 * yet in the model.
 */
final class HookPorts {

	private final SimulatedModel model;

	private final List<Port> opened = new ArrayList<>();

	private final List<Port> closed = new ArrayList<>();

	HookPorts(SimulatedModel model) {
		this.model = model;
	}

	void open(Port port) {
		this.closed.remove(port);
		if (current().contains(port)) {
			return;
		}
		requireFree(port, this.model.openedPorts().stream().filter((other) -> !this.closed.contains(other)).toList(),
				"");
		requireFree(port, this.opened, " requested earlier");
		this.opened.add(port);
	}

	private void requireFree(Port port, List<Port> others, String when) {
		String unit = GoText.quote(this.model.unit().toString());
		for (Port other : others) {
			if (other.overlaps(port)) {
				throw ToolException.failure("cannot open %s (unit %s): port range conflicts with %s (unit %s)%s"
					.formatted(port, unit, other, unit, when));
			}
		}
	}

	void close(Port port) {
		this.opened.remove(port);
		if (current().contains(port)) {
			this.closed.add(port);
		}
	}

	SortedSet<Port> current() {
		SortedSet<Port> ports = new TreeSet<>(this.model.openedPorts());
		this.closed.forEach(ports::remove);
		ports.addAll(this.opened);
		return ports;
	}

	/**
	 * Bring what the hook changed into the model.
	 */
	void flush() {
		this.model.setOpenedPorts(current());
	}

}
