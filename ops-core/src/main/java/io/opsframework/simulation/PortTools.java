package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.opsframework.juju.Port;
import org.jspecify.annotations.Nullable;

/**
 * The tools about the ports that the unit opens.
 */
final class PortTools {

	private static final int MAXIMUM = 65535;

	private static final String ENDPOINTS = "endpoints";

	private PortTools() {
	}

	static void addTo(ToolTable table) {
		Options options = Options.none().value(Options.FORMAT).value(ENDPOINTS);
		table.add("open-port", options, (tool) -> change(tool, HookPorts::open));
		table.add("close-port", options, (tool) -> change(tool, HookPorts::close));
		table.add("opened-ports", Options.ofOutput().flag(ENDPOINTS), PortTools::openedPorts);
	}

	private static void change(ToolInvocation tool, Change change) {
		String text = tool.arguments().get(0);
		if (text == null) {
			throw ToolException.usage("no port or range specified");
		}
		Port port = parse(text.toLowerCase(Locale.ROOT));
		tool.arguments().requireAtMost(1);
		tool.warnAboutFormat();
		change.make(tool.hook().ports(), port, endpoints(tool.arguments().option(ENDPOINTS)));
	}

	private static List<String> endpoints(@Nullable String text) {
		return (text != null)
				? Stream.of(text.split(",")).map(String::strip).filter((endpoint) -> !endpoint.isEmpty()).toList()
				: List.of();
	}

	private static Port parse(String text) {
		if (text.equals("icmp")) {
			return Port.icmp();
		}
		int slash = text.indexOf('/');
		String numbers = (slash != -1) ? text.substring(0, slash) : text;
		String protocol = (slash != -1) ? text.substring(slash + 1) : "tcp";
		requireProtocol(protocol, numbers);
		int dash = numbers.indexOf('-');
		if (dash == -1) {
			int number = number(numbers, "port", numbers);
			return port(number, number, protocol);
		}
		return port(number(numbers.substring(0, dash), "port range", numbers),
				number(numbers.substring(dash + 1), "port range", numbers), protocol);
	}

	private static void requireProtocol(String protocol, String numbers) {
		if (protocol.equals("icmp")) {
			throw ToolException
				.usage("protocol \"icmp\" doesn't support any ports; got %s".formatted(GoText.quote(numbers)));
		}
		if (!List.of("tcp", "udp").contains(protocol)) {
			throw ToolException
				.usage("invalid protocol %s, expected \"tcp\", \"udp\", or \"icmp\"".formatted(GoText.quote(protocol)));
		}
	}

	private static int number(String text, String what, String all) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw ToolException.usage("invalid %s %s: strconv.Atoi: parsing %s: invalid syntax".formatted(what,
					GoText.quote(all), GoText.quote(text)));
		}
	}

	private static Port port(int from, int to, String protocol) {
		if (from > to) {
			throw ToolException.usage("invalid port range %d-%d/%s".formatted(from, to, protocol));
		}
		if (from < 0 || to > MAXIMUM) {
			throw ToolException.usage("port range bounds must be between 0 and 65535, got %d-%d".formatted(from, to));
		}
		return new Port(protocol.equals("tcp") ? Port.Protocol.TCP : Port.Protocol.UDP, from, to);
	}

	private static void openedPorts(ToolInvocation tool) {
		tool.arguments().requireAtMost(0);
		boolean endpoints = tool.arguments().flag(ENDPOINTS);
		List<String> ports = new ArrayList<>();
		tool.hook()
			.ports()
			.current()
			.forEach((port, open) -> ports.add(endpoints ? port + " (" + text(open) + ")" : port.toString()));
		tool.write(new OutputFormat.Strings(ports));
	}

	private static String text(Set<String> endpoints) {
		return endpoints.containsAll(SimulatedModel.ALL_ENDPOINTS) ? "*" : String.join(", ", endpoints);
	}

	/**
	 * To open or to close a port.
	 */
	@FunctionalInterface
	private interface Change {

		void make(HookPorts ports, Port port, Collection<String> endpoints);

	}

}
