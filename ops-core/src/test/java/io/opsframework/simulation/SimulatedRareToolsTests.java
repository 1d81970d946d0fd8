package io.opsframework.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.Port;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SimulatedJuju}: what the rarer hook tools leave behind.
 */
class SimulatedRareToolsTests {

	private static final Map<String, String> START = Map.of("JUJU_DISPATCH_PATH", "hooks/start");

	private final SimulatedModel model = new SimulatedModel(UnitName.of("greeter/0"), Map.of());

	private final SimulatedJuju juju = new SimulatedJuju(this.model);

	@Test
	void deletedStateIsGoneInTheHookAndAfterItsSuccess() {
		this.model.updateUnitState(Map.of("seen", "1", "kept", "2"));
		this.juju.begin(START);
		call("state-delete", "seen");
		assertThat(call("state-get", "--format=json").output()).isEqualTo("{\"kept\":\"2\"}\n");
		this.juju.rollback();
		assertThat(this.model.unitState()).containsOnlyKeys("seen", "kept");
		this.juju.begin(START);
		call("state-delete", "seen");
		call("state-set", "kept=");
		this.juju.commit();
		assertThat(this.model.unitState()).containsExactlyEntriesOf(Map.of("kept", ""));
	}

	@Test
	void portIsOpenForEndpoints() {
		this.model.setBindings(Set.of("website", "admin", "cache"));
		this.juju.begin(START);
		call("open-port", "--endpoints", "website, admin", "80");
		call("open-port", "443");
		call("close-port", "--endpoints", "cache,admin", "443");
		call("open-port", "22");
		call("close-port", "22");
		assertThat(endpoints()).isEqualTo("[\"80/tcp (admin, website)\",\"443/tcp (website)\"]\n");
		this.juju.commit();
		assertThat(this.model.openedPorts()).containsExactly(Port.tcp(80), Port.tcp(443));
		this.juju.begin(START);
		assertThat(endpoints()).isEqualTo("[\"80/tcp (admin, website)\",\"443/tcp (website)\"]\n");
		call("close-port", "--endpoints", "admin,website", "80");
		call("close-port", "443");
		assertThat(endpoints()).isEqualTo("[]\n");
	}

	private String endpoints() {
		return call("opened-ports", "--endpoints", "--format=json").output();
	}

	@Test
	void leaderSettingsAreThereAtOnceAndReadOnce() {
		this.model.setLeader(true);
		this.juju.begin(START);
		call("leader-set", "token=x", "old=y");
		assertThat(call("leader-get", "token").output()).isEqualTo("x\n");
		this.model.updateLeaderSettings(Map.of("token", "other"));
		assertThat(call("leader-get", "token").output()).isEqualTo("x\n");
		call("leader-set", "old=");
		this.juju.rollback();
		assertThat(this.model.leaderSettings()).containsExactlyEntriesOf(Map.of("token", "other"));
	}

	@Test
	void metricsAreAddedAtOnce() {
		this.model.setIdentity(this.model.identity().withJujuVersion("3.5.7"));
		this.juju.begin(Map.of("JUJU_DISPATCH_PATH", "hooks/collect-metrics"));
		call("add-metric", "--labels", "zone=a", "users=7");
		this.juju.rollback();
		assertThat(this.model.metrics()).containsExactly(new SimulatedMetric("users", "7", Map.of("zone", "a")));
	}

	@Test
	void payloadsAreRegisteredAtOnce() {
		this.model.setPayloadTypes(Map.of("monitor", "docker"));
		this.juju.begin(START);
		call("payload-register", "docker", "monitor", "1");
		call("payload-register", "docker", "monitor", "2");
		call("payload-status-set", "monitor", "2", "stopping");
		assertThat(this.model.payloads()).containsExactly(Map.entry("monitor/1", "running"),
				Map.entry("monitor/2", "stopping"));
		call("payload-unregister", "monitor", "1");
		assertThat(this.model.payloads()).containsOnlyKeys("monitor/2");
	}

	@Test
	void statusOfPayloadThatIsNotThereIsRefusedWhichNoRecordingShows() {
		this.juju.begin(START);
		assertThat(call("payload-status-set", "monitor", "1", "stopped").exitCode()).isEqualTo(1);
	}

	@Test
	void podSpecIsSetWhenTheHookSucceeds() {
		this.model.setLeader(true);
		this.juju.begin(START);
		this.juju.call(new HookToolCall("pod-spec-set", List.of("--file", "-"), "version: 3\n"));
		assertThat(call("pod-spec-get").output()).isEmpty();
		this.juju.commit();
		assertThat(this.model.podSpec()).isEqualTo("version: 3\n");
		this.juju.begin(START);
		assertThat(call("k8s-spec-get").output()).isEqualTo("version: 3\n");
		this.juju.call(new HookToolCall("k8s-raw-set", List.of(), "kind: Pod"));
		this.juju.commit();
		assertThat(this.model.podSpec()).isNull();
		assertThat(this.model.kubernetesManifest()).isEqualTo("kind: Pod");
	}

	@Test
	void podSpecAndManifestTogetherAreRefusedAtTheEnd() {
		this.model.setLeader(true);
		this.juju.begin(START);
		this.juju.call(new HookToolCall("k8s-spec-set", List.of(), "version: 3"));
		this.juju.call(new HookToolCall("k8s-raw-set", List.of(), "kind: Pod"));
		assertThatExceptionOfType(RefusedChangesException.class).isThrownBy(this.juju::commit)
			.withMessageContaining("either k8s-spec-set or k8s-raw-set can be run for each application, but not both");
		assertThat(this.model.podSpec()).isNull();
	}

	@Test
	void rebootOnKubernetesIsRefusedWhichNoRecordingShows() {
		this.model.setIdentity(this.model.identity().withType(ModelIdentity.Type.KUBERNETES));
		this.juju.begin(START);
		assertThat(call("juju-reboot").error()).isEqualTo("ERROR juju-reboot is not supported on Kubernetes\n");
		this.juju.commit();
		assertThat(this.model.reboots()).isZero();
	}

	@Test
	void credentialOnKubernetesBeforeJuju3610IsRefusedWhichNoRecordingShows() {
		this.model.setIdentity(new ModelIdentity("k8s", "uuid", "3.6.9", ModelIdentity.Type.KUBERNETES));
		this.juju.begin(START);
		assertThat(call("credential-get").error())
			.isEqualTo("ERROR cannot access cloud credentials: not supported on Kubernetes\n");
	}

	@Test
	void typeOfTheModelWinsOverWhereTheCharmIsMadeFor() {
		this.model.setMadeForKubernetes(true);
		assertThat(this.model.isKubernetes()).isTrue();
		this.model.setIdentity(this.model.identity().withType(ModelIdentity.Type.MACHINES));
		assertThat(this.model.isKubernetes()).isFalse();
	}

	private HookToolResult call(String tool, String... arguments) {
		return this.juju.call(HookToolCall.of(tool, arguments));
	}

}
