package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.hooktool.NetworkInfo.NetworkInterface;
import io.opsframework.juju.RelationId;
import org.jspecify.annotations.Nullable;

/**
 * The tools about the unit's addresses.
 */
final class NetworkCommands {

	private NetworkCommands() {
	}

	/**
	 * {@code unit-get}.
	 */
	record UnitGet(UnitAddress address) implements HookToolQuery<String> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("unit-get", "--format=json", this.address.jujuName());
		}

		@Override
		public String expected() {
			return "an address";
		}

		@Override
		public String read(@Nullable Object json) {
			return (String) HookToolOutput.present(json);
		}

	}

	/**
	 * {@code network-get}: of a binding, or as a relation of that endpoint has it.
	 */
	record NetworkGet(String binding, @Nullable RelationId relation) implements HookToolQuery<NetworkInfo> {

		@Override
		public HookToolCall call() {
			return (this.relation != null) ? HookToolCall.of("network-get", "--format=json", "-r",
					String.valueOf(this.relation.number()), this.binding)
					: HookToolCall.of("network-get", "--format=json", this.binding);
		}

		@Override
		public String expected() {
			return "addresses";
		}

		@Override
		public NetworkInfo read(@Nullable Object json) {
			Map<?, ?> network = HookToolOutput.map(json);
			List<NetworkInterface> interfaces = new ArrayList<>();
			for (Object device : HookToolOutput.list(network.get("bind-addresses"))) {
				addAddresses(HookToolOutput.map(device), interfaces);
			}
			return new NetworkInfo(interfaces, HookToolOutput.texts(network.get("ingress-addresses")),
					HookToolOutput.texts(network.get("egress-subnets")));
		}

		private static void addAddresses(Map<?, ?> device, List<NetworkInterface> interfaces) {
			String name = HookToolOutput.name(device.get("interface-name"));
			for (Object entry : HookToolOutput.list(device.get("addresses"))) {
				Map<?, ?> address = HookToolOutput.map(entry);
				String value = HookToolOutput.name(address.get("value"));
				// Juju 2.8 has another word.
				interfaces.add(new NetworkInterface((name != null) ? name : "",
						(value != null) ? value : (String) address.get("address"), (String) address.get("cidr")));
			}
		}

	}

}
