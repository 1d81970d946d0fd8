package io.opsframework.hooktool;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	static HookToolCall openPort(Port port, Collection<String> endpoints) {
		return call("open-port", port, endpoints);
	}

	static HookToolCall closePort(Port port, Collection<String> endpoints) {
		return call("close-port", port, endpoints);
	}

	private static HookToolCall call(String tool, Port port, Collection<String> endpoints) {
		return endpoints.isEmpty() ? HookToolCall.of(tool, port.toString())
				: HookToolCall.of(tool, "--endpoints", String.join(",", endpoints), port.toString());
	}

	// Empty for what a later Juju can open, and this framework cannot close.
	private static Optional<Port> port(String text) {
		try {
			return Optional.of(Port.of(text));
		}
		catch (IllegalArgumentException ex) {
			logger.warn("An opened port is left out: {}", ex.getMessage());
			return Optional.empty();
		}
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
			for (String port : HookToolOutput.texts(json)) {
				port(port).ifPresent(ports::add);
			}
			return Collections.unmodifiableSortedSet(ports);
		}

	}

	/**
	 * {@code opened-ports --endpoints}.
	 */
	record OpenedPortsByEndpoint() implements HookToolQuery<Map<Port, Set<String>>> {

		private static final Pattern ENTRY = Pattern.compile("(\\S+) \\((.*)\\)");

		@Override
		public HookToolCall call() {
			return HookToolCall.of("opened-ports", "--format=json", "--endpoints");
		}

		@Override
		public String expected() {
			return "a list of ports with their endpoints";
		}

		@Override
		public Map<Port, Set<String>> read(@Nullable Object json) {
			SortedMap<Port, Set<String>> ports = new TreeMap<>();
			for (String entry : HookToolOutput.texts(json)) {
				Matcher matcher = ENTRY.matcher(entry);
				if (!matcher.matches()) {
					throw new IllegalArgumentException("no endpoints");
				}
				port(matcher.group(1)).ifPresent((port) -> ports.put(port, endpoints(matcher.group(2))));
			}
			return Collections.unmodifiableSortedMap(ports);
		}

		private static Set<String> endpoints(String text) {
			return text.equals("*") ? Set.of()
					: Collections.unmodifiableSortedSet(new TreeSet<>(List.of(text.split(" *, *"))));
		}

	}

}
