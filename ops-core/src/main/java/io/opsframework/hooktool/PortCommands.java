package io.opsframework.hooktool;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.opsframework.juju.Port;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools about the ports that this unit opens.
 */
final class PortCommands {

	private static final Logger logger = LoggerFactory.getLogger(PortCommands.class);

	private PortCommands() {
	}

	static HookToolCall openPort(Port port) {
		return HookToolCall.of("open-port", port.toString());
	}

	static HookToolCall closePort(Port port) {
		return HookToolCall.of("close-port", port.toString());
	}

	/**
	 * {@code opened-ports}.
	 */
	record OpenedPorts() implements HookToolQuery<Set<Port>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("opened-ports", "--format=json");
		}

		@Override
		public String expected() {
			return "a list of ports";
		}

		@Override
		public Set<Port> read(@Nullable Object json) {
			SortedSet<Port> ports = new TreeSet<>();
			for (Object port : HookToolOutput.list(json)) {
				add((String) HookToolOutput.present(port), ports);
			}
			return Collections.unmodifiableSortedSet(ports);
		}

		// What a later Juju can open, and this framework cannot close.
		private static void add(String text, Set<Port> ports) {
			try {
				ports.add(Port.of(text));
			}
			catch (IllegalArgumentException ex) {
				logger.warn("An opened port is left out: {}", ex.getMessage());
			}
		}

	}

}
