package io.opsframework.hooktool;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.opsframework.juju.CloudCredential;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.Port;
import io.opsframework.juju.RelationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for the rarer tools of {@link HookTools}, and for {@link DeprecatedHookTools}:
 * what they are given, and what their answers mean.
 */
@SuppressWarnings("deprecation")
class HookToolArgumentsTests {

	private static final RelationId DATABASE = RelationId.of("database:7");

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend);

	@Test
	void stateOfAllKeysIsAMapAndNullIsEmpty() {
		this.backend.answers("{\"seen\":\"one\"}");
		assertThat(this.tools.stateGet()).containsExactly(entry("seen", "one")).isUnmodifiable();
		this.tools.stateDelete("-seen");
		this.backend.answers("null");
		assertThat(this.tools.stateGet()).isEmpty();
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("state-get", "--format=json"),
				HookToolCall.of("state-delete", "--", "-seen"), HookToolCall.of("state-get", "--format=json"));
	}

	@Test
	void stateDeleteWithoutKeyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.stateDelete(""));
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void relationModelGetReturnsUuid() {
		this.backend.answers("{\"uuid\":\"1b4e28ba\"}");
		assertThat(this.tools.relationModelGet(DATABASE)).isEqualTo("1b4e28ba");
		assertThat(this.backend.calls)
			.containsExactly(HookToolCall.of("relation-model-get", "--format=json", "-r", "database:7"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "{\"uuid\":7}", "[]" })
	void relationModelGetWithoutUuidFails(String answer) {
		this.backend.answers(answer);
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(() -> this.tools.relationModelGet(DATABASE))
			.withMessageContaining("the UUID of a model");
	}

	@Test
	void unitGetNamesTheAddress() {
		this.backend.answers("\"192.0.2.1\"");
		assertThat(this.tools.unitGet(UnitAddress.PRIVATE)).isEqualTo("192.0.2.1");
		assertThat(this.tools.unitGet(UnitAddress.PUBLIC)).isEqualTo("192.0.2.1");
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("unit-get", "--format=json", "private-address"),
				HookToolCall.of("unit-get", "--format=json", "public-address"));
	}

	@Test
	void credentialGetReadsAllThatJujuTells() {
		this.backend
			.answers("{\"type\":\"lxd\",\"name\":\"localhost\",\"region\":\"default\",\"endpoint\":\"https://e\","
					+ "\"identity-endpoint\":\"https://i\",\"storage-endpoint\":\"\",\"credential\":{\"auth-type\":\"certificate\","
					+ "\"attrs\":{\"client-key\":\"hidden\"},\"redacted\":[\"trust\"]},\"cacertificates\":[\"PEM\"],"
					+ "\"skip-tls-verify\":true,\"is-controller-cloud\":true}");
		CloudSpec cloud = this.tools.credentialGet();
		assertThat(cloud).isEqualTo(new CloudSpec("lxd", "localhost", "default", "https://e", "https://i", null,
				new CloudCredential("certificate", Map.of("client-key", "hidden"), List.of("trust")), List.of("PEM"),
				true, true));
		assertThat(cloud.toString()).contains("client-key=***").doesNotContain("hidden");
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("credential-get", "--format=json"));
	}

	@Test
	void credentialGetTakesWhatIsMissing() {
		this.backend.answers("{\"type\":\"manual\",\"name\":\"here\",\"credential\":{\"auth-type\":\"empty\"}}");
		assertThat(this.tools.credentialGet())
			.isEqualTo(CloudSpec.of("manual", "here", CloudCredential.of("empty", Map.of())));
	}

	@Test
	void credentialGetThatIsMalformedFailsWithoutTheAnswer() {
		this.backend.answers("{\"type\":\"lxd\",\"name\":\"localhost\",\"credential\":{\"attrs\":{\"k\":\"hidden\"}}}");
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(this.tools::credentialGet)
			.withMessageContaining("something else than a cloud")
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("credential-get"))
			.withMessageNotContaining("hidden")
			.withNoCause();
	}

	@Test
	void portsOfEndpointsNameThem() {
		this.tools.openPort(Port.tcp(80), List.of("website", "admin"));
		this.tools.closePort(Port.udp(53, 54), List.of("website"));
		assertThat(this.backend.calls).containsExactly(
				HookToolCall.of("open-port", "--endpoints", "website,admin", "80/tcp"),
				HookToolCall.of("close-port", "--endpoints", "website", "53-54/udp"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.closePort(Port.tcp(80), Set.of()));
	}

	@Test
	void openedPortsByEndpointReadsEndpoints() {
		this.backend.answers("[\"80/tcp (*)\",\"443/tcp (admin, website)\",\"9/sctp (*)\",\"icmp (website)\"]");
		assertThat(this.tools.openedPortsByEndpoint()).containsExactly(entry(Port.icmp(), Set.of("website")),
				entry(Port.tcp(80), Set.of()), entry(Port.tcp(443), Set.of("admin", "website")));
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("opened-ports", "--format=json", "--endpoints"));
	}

	@Test
	void openedPortsByEndpointWithoutEndpointsFails() {
		this.backend.answers("[\"80/tcp\"]");
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(this.tools::openedPortsByEndpoint);
	}

	@Test
	void toolThatThisVersionDoesNotHaveIsNotFound() {
		this.backend.fails(1, "ERROR bad request: unknown command: leader-get\n");
		assertThatExceptionOfType(HookToolNotFoundException.class).isThrownBy(() -> this.tools.deprecated().leaderGet())
			.withMessage("Hook tool 'leader-get --format=json' failed with exit code 1: bad request: unknown command: "
					+ "leader-get. Not every version of Juju has all hook tools");
	}

	@Test
	void leaderSetSendsPairsBehindDashes() {
		this.tools.deprecated().leaderSet(new TreeMap<>(Map.of("-token", "a=b", "other", "")));
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("leader-set", "--", "-token=a=b", "other="));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a=b" })
	void leaderSetRefusesKeysThatAreNone(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.deprecated().leaderSet(Map.of(key, "hidden")))
			.withMessageNotContaining("hidden");
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void addMetricSendsLabelsAndValues() {
		this.tools.deprecated().addMetric(Map.of("users", 7, "load", 0.5), Map.of("zone", "a", "rack", "b"));
		this.tools.deprecated().addMetric(Map.of("users", 0), Map.of());
		assertThat(this.backend.calls).containsExactly(
				HookToolCall.of("add-metric", "--labels", "rack=b,zone=a", "load=0.5", "users=7"),
				HookToolCall.of("add-metric", "users=0"));
	}

	@Test
	void addMetricRefusesWhatJujuWouldNotTake() {
		refusedMetric(Map.of(), Map.of(), "no metrics");
		for (String key : List.of("", "-users", "users-", "1users", "us ers", "é")) {
			refusedMetric(Map.of(key, 1), Map.of(), "Metric '" + key + "' has no valid name");
			refusedMetric(Map.of("users", 1), Map.of(key, "a"), "Label '" + key + "' has no valid name");
		}
		for (Number value : List.of(-1, Double.NaN, Double.POSITIVE_INFINITY)) {
			refusedMetric(Map.of("users", value), Map.of(), "Metric 'users' cannot be " + value);
		}
		for (String label : List.of("", "a,b", "a=b")) {
			refusedMetric(Map.of("users", 1), Map.of("zone", label), "Label 'zone' cannot be '" + label + "'");
		}
		assertThat(this.backend.calls).isEmpty();
	}

	private void refusedMetric(Map<String, ? extends Number> metrics, Map<String, String> labels, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.deprecated().addMetric(metrics, labels))
			.withMessageContaining(message);
	}

	@Test
	void payloadToolsPassTheirArguments() {
		this.tools.deprecated().payloadRegister("docker", "monitor", "-id", "a", "b");
		this.tools.deprecated().payloadStatusSet("monitor", "id", "running");
		this.tools.deprecated().payloadUnregister("monitor", "id");
		assertThat(this.backend.calls).containsExactly(
				HookToolCall.of("payload-register", "--", "docker", "monitor", "-id", "a", "b"),
				HookToolCall.of("payload-status-set", "--", "monitor", "id", "running"),
				HookToolCall.of("payload-unregister", "--", "monitor", "id"));
	}

	@Test
	void specificationsGoThroughStandardInput() {
		this.tools.deprecated().podSpecSet("version: 3");
		this.tools.deprecated().k8sSpecSet("version: 2");
		this.tools.deprecated().k8sRawSet("kind: Pod");
		assertThat(this.backend.calls).containsExactly(
				new HookToolCall("pod-spec-set", List.of("--file", "-"), "version: 3"),
				new HookToolCall("k8s-spec-set", List.of("--file", "-"), "version: 2"),
				new HookToolCall("k8s-raw-set", List.of("--file", "-"), "kind: Pod"));
	}

	@Test
	void specificationsAreReadAsTheyAre() {
		this.backend.answers("version: 3\n");
		assertThat(this.tools.deprecated().podSpecGet()).isEqualTo("version: 3\n");
		assertThat(this.tools.deprecated().k8sSpecGet()).isEqualTo("version: 3\n");
		assertThat(this.tools.deprecated().k8sRawGet()).isEqualTo("version: 3\n");
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("pod-spec-get"), HookToolCall.of("k8s-spec-get"),
				HookToolCall.of("k8s-raw-get"));
	}

}
