package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.hooktool.NetworkInfo.NetworkInterface;

/**
 * The tools about the unit's addresses.
 */
final class NetworkTools {

	private static final String PRIMARY = "primary-address";

	private static final String BIND = "bind-address";

	private static final String INGRESS = "ingress-address";

	private static final String EGRESS = "egress-subnets";

	private NetworkTools() {
	}

	static void addTo(ToolTable table) {
		table.add("network-get", Options.ofOutput().relation().flag(BIND).flag(INGRESS).flag(EGRESS).flag(PRIMARY),
				NetworkTools::networkGet);
		table.add("unit-get", Options.ofOutput(), NetworkTools::unitGet);
	}

	private static void unitGet(ToolInvocation tool) {
		String setting = tool.arguments().get(0);
		if (setting == null) {
			throw ToolException.usage("no setting specified");
		}
		if (!List.of("private-address", "public-address").contains(setting)) {
			throw ToolException.usage("unknown setting " + GoText.quote(setting));
		}
		tool.arguments().requireAtMost(1);
		tool.write(tool.hook().model().address());
	}

	private static void networkGet(ToolInvocation tool) {
		String binding = tool.arguments().get(0);
		if (binding == null || binding.isEmpty()) {
			throw ToolException.usage((binding != null) ? "no binding name specified" : "no arguments specified");
		}
		tool.arguments().requireAtMost(1);
		List<String> selected = List.of(BIND, EGRESS, INGRESS).stream().filter(tool.arguments()::flag).toList();
		if (tool.arguments().flag(PRIMARY)) {
			requirePrimaryOnly(selected);
			selected = List.of(BIND);
		}
		NetworkInfo network = tool.hook().model().network(binding);
		if (network == null) {
			throw ToolException.failure("no network config found for binding " + GoText.quote(binding));
		}
		write(asRelationHasIt(network, binding, tool), selected, tool);
	}

	// What the other side is told can be of the relation, also of that of the hook.
	private static NetworkInfo asRelationHasIt(NetworkInfo network, String binding, ToolInvocation tool) {
		SimulatedRelation relation = RelationArgument.find(tool);
		if (relation == null || relation.network() == null || !relation.id().endpoint().equals(binding)) {
			return network;
		}
		return new NetworkInfo(network.interfaces(), relation.network().ingressAddresses(),
				relation.network().egressSubnets());
	}

	private static void requirePrimaryOnly(List<String> selected) {
		if (!selected.isEmpty()) {
			throw ToolException.failure("--primary-address must be the only flag specified");
		}
	}

	private static void write(NetworkInfo network, List<String> selected, ToolInvocation tool) {
		Map<String, Object> values = Map.of(BIND, network.bindAddress().orElse(""), INGRESS,
				network.ingressAddress().orElse(""), EGRESS, new OutputFormat.Strings(network.egressSubnets()));
		if (selected.isEmpty()) {
			tool.write(Map.of("bind-addresses", bindAddresses(network), EGRESS, network.egressSubnets(),
					"ingress-addresses", network.ingressAddresses()));
		}
		else if (selected.size() == 1) {
			tool.write(values.get(selected.get(0)));
		}
		else {
			Map<String, Object> chosen = new TreeMap<>(values);
			chosen.keySet().retainAll(selected);
			tool.write(chosen);
		}
	}

	// An interface has all of its addresses.
	private static List<Object> bindAddresses(NetworkInfo network) {
		Map<String, List<Object>> addresses = new LinkedHashMap<>();
		for (NetworkInterface device : network.interfaces()) {
			addresses.computeIfAbsent(device.name(), (name) -> new ArrayList<>()).add(address(device));
		}
		List<Object> devices = new ArrayList<>();
		addresses.forEach((name, values) -> devices.add(Map.of("interface-name", name, "addresses", values)));
		return devices;
	}

	private static Map<String, String> address(NetworkInterface device) {
		return Map.of("hostname", "", "value", (device.address() != null) ? device.address() : "", "cidr",
				(device.subnet() != null) ? device.subnet() : "");
	}

}
