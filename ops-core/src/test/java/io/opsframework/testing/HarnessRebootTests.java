package io.opsframework.testing;

import java.util.Map;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.juju.Port;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.model.RebootException;
import io.opsframework.model.Unit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for reboots of {@link Unit} with a {@link Harness}.
 */
class HarnessRebootTests {

	private static TestCharm context;

	private final Harness harness = context.harness();

	@BeforeAll
	static void start() {
		context = TestCharm.of("""
				name: greeter
				actions:
				  reboot: {}
				""", Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void begin() {
		this.harness.begin();
	}

	@Test
	void rebootWaitsForTheHookToSucceed() {
		this.harness.hook("start");
		assertThat(this.harness.reboots()).isEqualTo(1);
		assertThat(this.harness.openedPorts()).containsExactly(Port.tcp(80));
		assertThat(this.harness.hookTools()).extracting(Object::toString)
			.filteredOn((call) -> call.contains("juju-reboot"))
			.hasSize(1);
		assertThatIllegalStateException().isThrownBy(() -> this.harness.hook("install"));
		assertThat(this.harness.reboots()).isEqualTo(1);
	}

	@Test
	void rebootNowEndsTheHookWithoutFailureAndKeepsNothing() {
		this.harness.hook("upgrade-charm");
		assertThat(this.harness.reboots()).isEqualTo(1);
		assertThat(this.harness.openedPorts()).isEmpty();
		assertThat(this.harness.deferred()).isEmpty();
		assertThat(this.harness.hookTools()).last()
			.satisfies((last) -> assertThat(last.call().arguments()).containsExactly("--now"));
	}

	@Test
	void rebootNowThatTheCharmCatchesKeepsNothingEither() {
		this.harness.updateConfig(Map.of());
		assertThat(this.harness.reboots()).isEqualTo(1);
		assertThat(this.harness.openedPorts()).isEmpty();
		assertThat(this.harness.deferred()).isEmpty();
	}

	@Test
	void rebootNowInReplayEndsTheHook() {
		State deferred = State.initial()
			.withDeferred(
					Events.upgradeCharm().deferredBy("harnessRebootTests.Charm#upgrade(UpgradeCharmEvent)", "later"));
		Outcome outcome = context.scenario().run(Events.hook("update-status"), deferred);
		assertThat(outcome.state().deferred()).isEqualTo(deferred.deferred());
		assertThat(outcome.events()).noneMatch(UpdateStatusEvent.class::isInstance);
	}

	@Test
	void rebootIsSecurityEvent() {
		this.harness.hook("start");
		assertThat(this.harness.juju().model().log()).filteredOn((line) -> line.message().contains("sys_restart:"))
			.singleElement()
			.satisfies((line) -> assertThat(line.level()).isEqualTo("TRACE"));
	}

	@Test
	void rebootInActionIsRefused() {
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.harness.runAction("reboot"))
			.withMessageContaining("juju-reboot is not supported when running an action.");
		assertThat(this.harness.reboots()).isZero();
	}

	static class Charm {

		private final Unit unit;

		Charm(Unit unit) {
			this.unit = unit;
		}

		@OnHook
		void start(StartEvent event) {
			this.unit.openPort(Port.tcp(80));
			this.unit.reboot();
		}

		@OnHook
		void install(InstallEvent event) {
			this.unit.reboot();
			throw new IllegalStateException("broken");
		}

		@OnHook
		void upgrade(UpgradeCharmEvent event) {
			this.unit.openPort(Port.tcp(80));
			event.defer("later");
			this.unit.rebootNow();
		}

		@OnHook
		void configure(ConfigChangedEvent event) {
			this.unit.openPort(Port.tcp(80));
			event.defer("later");
			try {
				this.unit.rebootNow();
			}
			catch (RebootException ex) {
				assertThat(ex).hasMessageContaining("reboots");
			}
		}

		@OnAction("reboot")
		void reboot(ActionEvent event) {
			this.unit.rebootNow();
		}

	}

}
