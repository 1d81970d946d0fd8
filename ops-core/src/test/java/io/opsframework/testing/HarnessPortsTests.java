package io.opsframework.testing;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.juju.Port;
import io.opsframework.model.Unit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the ports of {@link Harness}, {@link Scenario} and {@link State}.
 */
class HarnessPortsTests {

	private static TestCharm context;

	@BeforeAll
	static void start() {
		context = TestCharm.of("name: greeter", Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void harnessShowsOpenedPorts() {
		Harness harness = context.harness();
		harness.begin();
		assertThat(harness.openedPorts()).isEmpty();
		harness.hook("start");
		assertThat(harness.openedPorts()).containsExactly(Port.tcp(80));
		assertThat(harness.state().openedPorts()).containsExactly(Port.tcp(80));
	}

	@Test
	void scenarioChangesOpenedPorts() {
		State state = State.initial().withOpenedPorts(Port.udp(53), Port.icmp());
		assertThat(context.scenario().run(Events.start(), state).state())
			.isEqualTo(state.withOpenedPorts(Port.tcp(80)));
		assertThat(context.scenario().run(Events.hook("update-status"), state).state()).isEqualTo(state);
	}

	@Test
	void portThatIsInTheWayIsRefused() {
		State state = State.initial().withOpenedPorts(Port.tcp(8000, 8999));
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> context.scenario().run(Events.configChanged(), state))
			.withMessageContaining(
					"cannot open 8080/tcp (unit \"greeter/0\"): port range conflicts with 8000-8999/tcp (unit \"greeter/0\")");
	}

	@Test
	void stateKeepsPortsSortedAndUnmodifiable() {
		assertThat(State.initial().withOpenedPorts(Port.tcp(80), Port.icmp()).openedPorts())
			.containsExactly(Port.icmp(), Port.tcp(80))
			.isUnmodifiable();
	}

	static class Charm {

		private final Unit unit;

		Charm(Unit unit) {
			this.unit = unit;
		}

		@EventListener
		void start(StartEvent event) {
			this.unit.setPorts(Port.tcp(80));
		}

		@EventListener
		void configure(ConfigChangedEvent event) {
			this.unit.openPort(Port.tcp(8080));
		}

	}

}
