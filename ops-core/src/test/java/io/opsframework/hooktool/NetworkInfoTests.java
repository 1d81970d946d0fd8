package io.opsframework.hooktool;

import java.util.List;

import io.opsframework.hooktool.NetworkInfo.NetworkInterface;
import io.opsframework.juju.RelationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NetworkInfo} as {@link HookTools} reads it.
 */
class NetworkInfoTests {

	private static final RelationId DATABASE = RelationId.of("database:7");

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend);

	@Test
	void networkGetReadsAddressesOnce() {
		NetworkInfo network = read("""
				{"bind-addresses":[{"mac-address":"00:16:3e:00:00:01","interface-name":"eth0",
				"addresses":[{"hostname":"","value":"10.0.0.5","cidr":"10.0.0.0/24"}]}],
				"egress-subnets":["10.0.0.5/32"],"ingress-addresses":["10.0.0.5","web.example"]}""");
		assertThat(network.interfaces()).containsExactly(new NetworkInterface("eth0", "10.0.0.5", "10.0.0.0/24"));
		assertThat(network.bindAddress()).contains("10.0.0.5");
		assertThat(network.ingressAddresses()).containsExactly("10.0.0.5", "web.example").isUnmodifiable();
		assertThat(network.ingressAddress()).contains("10.0.0.5");
		assertThat(network.egressSubnets()).containsExactly("10.0.0.5/32").isUnmodifiable();
		assertThat(this.tools.networkGet("api", null)).isSameAs(network);
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("network-get", "--format=json", "api"));
	}

	@Test
	void networkGetOfRelationNamesItsNumber() {
		this.backend.answers("{}");
		this.tools.networkGet("database", DATABASE);
		assertThat(this.backend.calls)
			.containsExactly(HookToolCall.of("network-get", "--format=json", "-r", "7", "database"));
	}

	@Test
	void networkGetOfRelationThatIsNotFoundIsAskedForOnce() {
		this.backend.fails(2, "ERROR invalid value \"7\" for option -r: relation not found\n");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RelationNotFoundException.class)
				.isThrownBy(() -> this.tools.networkGet("database", DATABASE));
		}
		assertThat(this.backend.calls).hasSize(1);
	}

	@Test
	void addressHasEitherName() {
		NetworkInfo network = read("""
				{"bind-addresses":[{"interface-name":"eth0","addresses":[{"address":"10.0.0.5"}]},
				{"interface-name":"eth1","addresses":[{"value":"fd00::5","address":"10.0.0.6"}]}]}""");
		assertThat(network.interfaces()).containsExactly(new NetworkInterface("eth0", "10.0.0.5", "10.0.0.5/32"),
				new NetworkInterface("eth1", "fd00::5", "fd00::5/128"));
	}

	@Test
	void bindAddressIsTheFirstThatIsNotBlank() {
		NetworkInfo network = read("""
				{"bind-addresses":[{"addresses":[{"value":"","cidr":""}]},{"addresses":[{"value":"pod-5.web"}]}],
				"ingress-addresses":["","10.0.0.7"],"egress-subnets":[""]}""");
		assertThat(network.bindAddress()).contains("pod-5.web");
		assertThat(network.interfaces()).containsExactly(new NetworkInterface("", null, null),
				new NetworkInterface("", "pod-5.web", null));
		assertThat(network.ingressAddress()).contains("10.0.0.7");
		assertThat(network.egressSubnets()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "{\"bind-addresses\":null,\"ingress-addresses\":null}",
			"{\"bind-addresses\":[{\"interface-name\":\"eth0\",\"addresses\":null}]}" })
	void networkGetWithoutAddressesIsEmpty(String output) {
		NetworkInfo network = read(output);
		assertThat(network.bindAddress()).isEmpty();
		assertThat(network.ingressAddress()).isEmpty();
		assertThat(network.egressSubnets()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{\"bind-addresses\":{}}", "{\"ingress-addresses\":[1]}" })
	void networkGetOfAnotherShapeFails(String output) {
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(() -> read(output))
			.withMessage("Hook tool 'network-get' answered something else than addresses in JSON");
	}

	@Test
	void ofOneAddressIsUsedForAll() {
		NetworkInfo network = NetworkInfo.of("10.0.0.5");
		assertThat(network.bindAddress()).isEqualTo(network.ingressAddress()).contains("10.0.0.5");
		assertThat(network.egressSubnets()).containsExactly("10.0.0.5/32");
		assertThat(NetworkInfo.of("web.example")).isEqualTo(new NetworkInfo(
				List.of(new NetworkInterface("eth0", "web.example", null)), List.of("web.example"), List.of()));
	}

	private NetworkInfo read(String output) {
		this.backend.answers(output);
		return this.tools.networkGet("api", null);
	}

}
