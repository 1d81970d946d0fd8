package io.opsframework.juju;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Port}.
 */
class PortTests {

	@ParameterizedTest
	@CsvSource({ "80/tcp,80/tcp", "80,80/tcp", "53/UDP,53/udp", "8080-8088,8080-8088/tcp", "0-65535/udp,0-65535/udp",
			"80-80/tcp,80/tcp", "icmp,icmp", "ICMP,icmp" })
	void ofReadsWhatJujuWrites(String text, String written) {
		assertThat(Port.of(text)).hasToString(written).isEqualTo(Port.of(written));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "80/sctp", "80/", "-1", "65536", "90-80", "80-", "8/icmp", "80/tcp/udp",
			"9999999999" })
	void ofRefusesWhatIsNoPort(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Port.of(text));
	}

	@Test
	void portsAreValues() {
		assertThat(Port.of("80/tcp")).isEqualTo(Port.tcp(80));
		assertThat(Port.of("80-90/udp")).isEqualTo(Port.udp(80, 90)).isNotEqualTo(Port.tcp(80, 90));
		assertThat(Port.icmp().from()).isEqualTo(-1);
		assertThatIllegalArgumentException().isThrownBy(() -> Port.tcp(70000))
			.withMessage("'70000-70000' are no ports for tcp: take numbers from 0 to 65535 in their order, and none "
					+ "for icmp");
	}

	@Test
	void portsAreSortedByProtocolThenNumbers() {
		assertThat(List.of(Port.udp(1), Port.tcp(80, 90), Port.tcp(80), Port.tcp(9), Port.icmp()).stream().sorted())
			.containsExactly(Port.icmp(), Port.tcp(9), Port.tcp(80), Port.tcp(80, 90), Port.udp(1));
	}

	@Test
	void rangesOverlapWhereTheyHaveANumberInCommon() {
		assertThat(Port.tcp(80, 90).overlaps(Port.tcp(90, 99))).isTrue();
		assertThat(Port.tcp(90, 99).overlaps(Port.tcp(80, 90))).isTrue();
		assertThat(Port.tcp(80, 90).overlaps(Port.tcp(91))).isFalse();
		assertThat(Port.tcp(80).overlaps(Port.udp(80))).isFalse();
	}

}
