package io.opsframework.hooktool;

import io.opsframework.juju.Port;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the ports of {@link HookTools}.
 */
class PortToolsTests {

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend);

	@Test
	void openPortAndClosePortNameThePort() {
		this.tools.openPort(Port.tcp(80));
		this.tools.openPort(Port.udp(8080, 8088));
		this.tools.closePort(Port.icmp());
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("open-port", "80/tcp"),
				HookToolCall.of("open-port", "8080-8088/udp"), HookToolCall.of("close-port", "icmp"));
	}

	@Test
	void openedPortsReadsPortsAndLeavesOutUnknownProtocols() {
		this.backend.answers("[\"icmp\",\"9/sctp\",\"443\",\"80-90/tcp\",\"53/udp\"]");
		assertThat(this.tools.openedPorts()).containsExactly(Port.icmp(), Port.tcp(80, 90), Port.tcp(443), Port.udp(53))
			.isUnmodifiable()
			.isSameAs(this.tools.openedPorts());
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("opened-ports", "--format=json"));
	}

	@Test
	void openedPortsWhenNullIsEmpty() {
		this.backend.answers("null");
		assertThat(this.tools.openedPorts()).isEmpty();
	}

	@Test
	void openedPortsWhenNoListFails() {
		this.backend.answers("{\"80\":\"tcp\"}");
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(this.tools::openedPorts)
			.withMessage("Hook tool 'opened-ports' answered something else than a list of ports in JSON");
	}

	@Test
	void openedPortsHoldsWhatTheHookChangedWithoutAskingAgain() {
		this.backend.answers("[\"80/tcp\"]");
		this.tools.openedPorts();
		this.tools.openPort(Port.tcp(443));
		this.tools.closePort(Port.tcp(80));
		assertThat(this.tools.openedPorts()).containsExactly(Port.tcp(443)).isUnmodifiable();
		assertThat(this.backend.calls).hasSize(3);
	}

	@Test
	void openPortThatFailsChangesNothing() {
		this.backend.answers("[]");
		this.tools.openedPorts();
		this.backend.fails(1, "ERROR cannot open 80/tcp (unit \"a/0\"): port range conflicts with 80-90/tcp\n");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.openPort(Port.tcp(80)))
			.withMessageContaining("open-port 80/tcp")
			.withMessageContaining("port range conflicts");
		assertThat(this.tools.openedPorts()).isEmpty();
	}

}
