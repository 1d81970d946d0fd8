package io.opsframework.model;

import java.util.List;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the ports of {@link Unit}.
 */
class PortsTests {

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	private final Unit unit = this.charm.bean(Model.class).unit();

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void portsAreOpenWhenTheHookHasSucceeded() {
		hook(() -> {
			this.unit.openPort(Port.tcp(80));
			this.unit.openPort(Port.icmp());
			assertThat(this.charm.juju().openedPorts()).isEmpty();
			assertThat(this.unit.openedPorts()).containsExactly(Port.icmp(), Port.tcp(80));
		});
		hook(() -> this.unit.closePort(Port.icmp()));
		assertThat(this.charm.juju().openedPorts()).containsExactly(Port.tcp(80));
	}

	@Test
	void setPortsSendsOnlyTheDifferences() {
		this.charm.juju().setOpenedPorts(List.of(Port.tcp(80), Port.udp(53), Port.icmp()));
		hook(() -> this.unit.setPorts(Port.tcp(80), Port.udp(50, 60)));
		assertThat(this.charm.juju().openedPorts()).containsExactly(Port.tcp(80), Port.udp(50, 60));
		assertThat(this.charm.calls("close-port")).containsExactly("icmp", "53/udp");
		assertThat(this.charm.calls("open-port")).containsExactly("50-60/udp");
	}

	@Test
	void setPortsWithoutDifferencesOnlyAsks() {
		this.charm.juju().setOpenedPorts(List.of(Port.tcp(80)));
		hook(() -> {
			this.unit.setPorts(Port.tcp(80));
			this.unit.setPorts(Port.tcp(80), Port.tcp(80));
		});
		assertThat(this.charm.calls("opened-ports")).hasSize(1);
		assertThat(this.charm.calls()).doesNotContain("open-port", "close-port");
	}

	@Test
	void setPortsThatOverlapAreRefusedBeforeAnythingIsChanged() {
		this.charm.juju().setOpenedPorts(List.of(Port.tcp(80)));
		hook(() -> {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.unit.setPorts(Port.tcp(15, 30), Port.udp(12), Port.tcp(10, 20)))
				.withMessage("Ports 10-20/tcp and 15-30/tcp have numbers in common: Juju opens only one of them");
			this.unit.setPorts(Port.tcp(80), Port.udp(80), Port.icmp());
		});
		assertThat(this.charm.juju().openedPorts()).containsExactly(Port.icmp(), Port.tcp(80), Port.udp(80));
	}

	@Test
	void setPortsSeesWhatTheHookHasOpened() {
		hook(() -> {
			this.unit.openPort(Port.tcp(80));
			this.unit.setPorts(Port.tcp(443));
		});
		assertThat(this.charm.juju().openedPorts()).containsExactly(Port.tcp(443));
	}

	@Test
	void listenerThatThrowsOpensNothing() {
		assertThatIllegalStateException().isThrownBy(() -> hook(() -> {
			this.unit.openPort(Port.tcp(80));
			throw new IllegalStateException("broken");
		}));
		assertThat(this.charm.juju().openedPorts()).isEmpty();
		assertThat(this.charm.calls()).doesNotContain("open-port");
	}

	private void hook(Runnable listener) {
		this.journal.when("start", (event) -> listener.run());
		this.charm.hook("start");
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

	}

}
