package io.opsframework.juju;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JujuVersion}.
 */
class JujuVersionTests {

	@ParameterizedTest
	@CsvSource({ "3.6.27,3,6,'',27,0", "2.9,2,9,'',0,0", "2.9.0.3,2,9,'',0,3", "4.0-beta1,4,0,beta,1,0",
			"4.0-rc2.5,4,0,rc,2,5", "999999999.0.1,999999999,0,'',1,0" })
	void ofReadsEveryPart(String text, int major, int minor, String tag, int patch, int build) {
		assertThat(JujuVersion.of(text)).isEqualTo(new JujuVersion(major, minor, tag, patch, build));
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.6.27", "2.9.0.3", "4.0-beta1", "4.0-rc2.5", "0.0.0" })
	void toStringIsReadBack(String text) {
		assertThat(JujuVersion.of(text)).hasToString(text);
	}

	@Test
	void toStringLeavesOutABuildOfZero() {
		assertThat(JujuVersion.of("2.9.1.0")).hasToString("2.9.1").isEqualTo(JujuVersion.of("2.9.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "3", "3.", "3.6.", "x.y", "3.6-", "3.6-beta", "3.6-BETA1", "3.6.1.2.3",
			"3.6-beta1.2.3", " 3.6", "3.6\n", "-3.6", "1234567890.1", "3.\u0666" })
	void ofWhenTextIsNoVersionNamesTheText(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> JujuVersion.of(text))
			.withMessage("'%s' is not a version of Juju such as '3.6.27'", text.replace('\n', '\ufffd'));
	}

	@Test
	void negativeNumbersAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new JujuVersion(3, -1, "", 0, 0));
	}

	@Test
	void sortsTagsBeforeTheReleaseTheyLeadTo() {
		List<JujuVersion> inOrder = List
			.of("1.25.10", "2.0-alpha1", "2.0-alpha1.1", "2.0-alpha2", "2.0-beta1", "2.0.0", "2.0.0.1", "2.0.1",
					"2.10.0", "3.0.0")
			.stream()
			.map(JujuVersion::of)
			.toList();
		List<JujuVersion> sorted = new ArrayList<>(inOrder);
		Collections.shuffle(sorted, new Random(1));
		Collections.sort(sorted);
		assertThat(sorted).isEqualTo(inOrder);
	}

	@Test
	void unknownVersionCanDoNothing() {
		assertThat(JujuVersion.UNKNOWN).hasToString("0.0.0")
			.matches((version) -> !version.hasAppData() && !version.isDispatchAware());
	}

	@Test
	void abilitiesBeginWithTheirVersion() {
		assertBeginsWith("2.7.0", "2.6.99", JujuVersion::hasAppData);
		assertBeginsWith("2.8.0", "2.7.9", JujuVersion::isDispatchAware);
		assertBeginsWith("2.8.0", "2.7.9", JujuVersion::hasControllerStorage);
		assertBeginsWith("3.0.3", "3.0.2", JujuVersion::hasSecrets);
		assertBeginsWith("3.0.3", "2.9.50", JujuVersion::supportsOpenPortOnKubernetes);
		assertBeginsWith("3.1.6", "3.1.5", JujuVersion::supportsExecServiceContext);
		assertBeginsWith("3.2.1", "3.2.0", JujuVersion::supportsExecServiceContext);
		assertBeginsWith("3.4.0", "3.3.9", JujuVersion::supportsPebbleLogForwarding);
		assertBeginsWith("3.6.4", "3.6.3", JujuVersion::supportsPebbleIdentities);
		assertBeginsWith("3.6.4", "3.5.9", JujuVersion::supportsPebbleMetrics);
	}

	@Test
	void abilitiesIgnoreTagAndBuild() {
		assertThat(JujuVersion.of("2.8-beta0").hasControllerStorage()).isTrue();
		assertThat(JujuVersion.of("3.2.0.7").supportsExecServiceContext()).isFalse();
	}

	private void assertBeginsWith(String first, String before, Predicate<JujuVersion> ability) {
		assertThat(JujuVersion.of(first)).matches(ability);
		assertThat(JujuVersion.of("5.0.0")).matches(ability);
		assertThat(JujuVersion.of(before)).matches(ability.negate());
	}

}
