package io.opsframework.hooktool;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The network of a binding ({@code network-get}). Addresses can be host names.
 *
 * @param interfaces where the unit can listen, one for each address
 * @param ingressAddresses where others reach the unit, none of them blank
 * @param egressSubnets where the unit's connections come from, as CIDR, none of them
 * blank
 */
public record NetworkInfo(List<NetworkInterface> interfaces, List<String> ingressAddresses,
		List<String> egressSubnets) {

	public NetworkInfo {
		interfaces = List.copyOf(interfaces);
		ingressAddresses = ingressAddresses.stream().filter((address) -> !address.isBlank()).toList();
		egressSubnets = egressSubnets.stream().filter((subnet) -> !subnet.isBlank()).toList();
	}

	/**
	 * The network of a unit with one address, on {@code eth0}, at which it listens and is
	 * reached, and from which it connects to others.
	 * @param address the address; a host name has no subnet
	 * @return the network
	 */
	public static NetworkInfo of(String address) {
		NetworkInterface ethernet = new NetworkInterface("eth0", address, null);
		return new NetworkInfo(List.of(ethernet), List.of(address),
				(ethernet.subnet() != null) ? List.of(ethernet.subnet()) : List.of());
	}

	/**
	 * Where the unit is to listen.
	 * @return the first address that is not blank; empty if there is none
	 */
	public Optional<String> bindAddress() {
		return this.interfaces.stream().map(NetworkInterface::address).filter(Objects::nonNull).findFirst();
	}

	/**
	 * Where others reach the unit.
	 * @return the first ingress address; empty if there is none
	 */
	public Optional<String> ingressAddress() {
		return this.ingressAddresses.stream().findFirst();
	}

	/**
	 * An interface of the unit's machine or pod, with one of its addresses.
	 *
	 * @param name the name of the device, {@code eth0}; empty where Juju does not tell
	 * @param address the address; {@code null} where Juju leaves it blank
	 * @param subnet the subnet as CIDR; where Juju does not tell, that of the address
	 * alone, or {@code null} for a host name
	 */
	public record NetworkInterface(String name, @Nullable String address, @Nullable String subnet) {

		public NetworkInterface {
			address = (address == null || address.isBlank()) ? null : address;
			subnet = (subnet == null || subnet.isBlank()) ? subnetOf(address) : subnet;
		}

		private static @Nullable String subnetOf(@Nullable String address) {
			if (address == null) {
				return null;
			}
			if (address.indexOf(':') != -1) {
				return address + "/128";
			}
			return address.matches("\\d{1,3}(\\.\\d{1,3}){3}") ? address + "/32" : null;
		}

	}

}
