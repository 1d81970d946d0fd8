package io.opsframework.juju;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port that a unit opens, or a range of them: {@code 80/tcp}, {@code 8080-8088/udp} or
 * {@code icmp}. Sorted as Juju sorts them: by protocol, then by their numbers.
 *
 * @param protocol the protocol
 * @param from the number, or the first one of a range, 0 to 65535; -1 for ICMP, which has
 * none
 * @param to the same number, or the last one of a range; -1 for ICMP
 */
public record Port(Protocol protocol, int from, int to) implements Comparable<Port> {

	private static final int MAXIMUM = 65535;

	private static final int NONE = -1;

	private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?(?:/([a-z]+))?");

	private static final Comparator<Port> ORDER = Comparator.comparing(Port::protocol)
		.thenComparingInt(Port::from)
		.thenComparingInt(Port::to);

	public Port {
		boolean none = from == NONE && to == NONE;
		if ((protocol == Protocol.ICMP) ? !none : from < 0 || to > MAXIMUM || from > to) {
			throw new IllegalArgumentException(
					"'%d-%d' are no ports for %s: take numbers from 0 to 65535 in their order, and none for icmp"
						.formatted(from, to, protocol.jujuName()));
		}
	}

	/**
	 * A TCP port.
	 * @param number its number
	 * @return the port
	 * @throws IllegalArgumentException if the number is no port's
	 */
	public static Port tcp(int number) {
		return tcp(number, number);
	}

	/**
	 * A range of TCP ports. Juju does not open ranges on Kubernetes.
	 * @param from the first number
	 * @param to the last number
	 * @return the range
	 * @throws IllegalArgumentException if the numbers are no ports' or not in their order
	 */
	public static Port tcp(int from, int to) {
		return new Port(Protocol.TCP, from, to);
	}

	/**
	 * A UDP port.
	 * @param number its number
	 * @return the port
	 * @throws IllegalArgumentException if the number is no port's
	 */
	public static Port udp(int number) {
		return udp(number, number);
	}

	/**
	 * A range of UDP ports. Juju does not open ranges on Kubernetes.
	 * @param from the first number
	 * @param to the last number
	 * @return the range
	 * @throws IllegalArgumentException if the numbers are no ports' or not in their order
	 */
	public static Port udp(int from, int to) {
		return new Port(Protocol.UDP, from, to);
	}

	/**
	 * What lets a unit be pinged.
	 * @return the protocol without numbers
	 */
	public static Port icmp() {
		return new Port(Protocol.ICMP, NONE, NONE);
	}

	/**
	 * Read a port or a range.
	 * @param text such as {@code 80}, {@code 80/tcp}, {@code 8080-8088/udp} or
	 * {@code icmp}, in any case
	 * @return the port
	 * @throws IllegalArgumentException if the text is none of these
	 */
	public static Port of(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		if (lower.equals(Protocol.ICMP.jujuName())) {
			return icmp();
		}
		Matcher matcher = TEXT.matcher(lower);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'%s' is no port: take one such as '80/tcp', '8080-8088/udp' or 'icmp'".formatted(text));
		}
		int from = Integer.parseInt(matcher.group(1));
		int to = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : from;
		return new Port(Protocol.of((matcher.group(3) != null) ? matcher.group(3) : "tcp"), from, to);
	}

	/**
	 * Whether two ranges have a number in common, so that no unit can open both, unless
	 * they are equal.
	 * @param other another port or range
	 * @return {@code true} if they have one, or are both ICMP
	 */
	public boolean overlaps(Port other) {
		return this.protocol == other.protocol && this.from <= other.to && other.from <= this.to;
	}

	@Override
	public int compareTo(Port other) {
		return ORDER.compare(this, other);
	}

	/**
	 * The port as Juju writes it.
	 */
	@Override
	public String toString() {
		if (this.protocol == Protocol.ICMP) {
			return this.protocol.jujuName();
		}
		String numbers = (this.from == this.to) ? String.valueOf(this.from) : this.from + "-" + this.to;
		return numbers + "/" + this.protocol.jujuName();
	}

	/**
	 * The protocol of a port.
	 */
	public enum Protocol {

		/** Without numbers. */
		ICMP,

		/** TCP, which is Juju's default. */
		TCP,

		/** UDP. */
		UDP;

		/**
		 * The name that Juju has for it.
		 * @return the name in lower case
		 */
		public String jujuName() {
			return name().toLowerCase(Locale.ROOT);
		}

		private static Protocol of(String name) {
			for (Protocol protocol : values()) {
				if (protocol.jujuName().equals(name)) {
					return protocol;
				}
			}
			throw new IllegalArgumentException("'%s' is no protocol: take 'tcp', 'udp' or 'icmp'".formatted(name));
		}

	}

}
