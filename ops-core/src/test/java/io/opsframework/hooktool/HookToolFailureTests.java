package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.RelationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HookToolFailure} and {@link ArgumentMask}, as {@link HookTools} uses
 * them.
 */
class HookToolFailureTests {

	private static final RelationId DATABASE = RelationId.of("database:7");

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend);

	private final List<String> refusals = new ArrayList<>();

	private final HookTools known = new HookTools(this.backend, "greeter",
			(refusal, leader) -> this.refusals.add(refusal.getTool() + " " + leader));

	@Test
	void longValueIsMaskedBeforeTheMessageIsShortened() {
		String value = "line of a key\n".repeat(20);
		HookTools tools = new HookTools((call) -> new HookToolResult(1, "", "ERROR cannot set " + value));
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> tools.actionSet(Map.of("key", value)))
			.withMessageNotContaining("line of a key");
	}

	@Test
	void failureNamesToolOptionsExitCodeAndReason() {
		this.backend.fails(1, "ERROR first\nERROR second\n3\n4\n5\n6\n");
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> this.tools.relationGet(DATABASE, "postgresql", true))
			.isExactlyInstanceOf(HookToolException.class)
			.withMessage(
					"Hook tool 'relation-get --format=json -r database:7 --app - postgresql' failed with exit code 1: "
							+ "first\nsecond\n3\n4\n5")
			.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(1))
			.satisfies((ex) -> assertThat(ex.getTool()).isEqualTo("relation-get"));
		this.backend.fails(2, "");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.actionLog("--hidden"))
			.withMessage("Hook tool 'action-log' failed with exit code 2 and no message");
	}

	@Test
	void failureShowsKeysAndNoValuesOfArguments() {
		this.backend.fails(1, "ERROR no");
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> this.tools.actionSet(Map.of("key", "hidden")))
			.withMessage("Hook tool 'action-set key=***' failed with exit code 1: no");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.statusSet("active", "hidden"))
			.withMessage("Hook tool 'status-set --application=False active' failed with exit code 1: no");
		Map<String, String> many = new TreeMap<>();
		for (int i = 0; i < 1000; i++) {
			many.put("key-" + i, "hidden");
		}
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.actionSet(many))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("…' failed with").hasSizeLessThan(300));
	}

	@Test
	@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
	void manyValuesAreTakenOutOfLargeReasonInTime() {
		Map<String, String> values = new TreeMap<>();
		for (int i = 0; i < 20_000; i++) {
			values.put("key-" + i, "hidden-value-" + i);
		}
		this.backend.fails(1, "ERROR cannot set " + String.join(", ", values.values()).repeat(11));
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> this.tools.relationSet(DATABASE, false, values))
			.withMessageContaining(": cannot set ***, ***, ***")
			.withMessageNotContaining("hidden");
	}

	@Test
	void valuesThatOverlapAreTakenOutWhole() {
		this.backend.fails(1, "ERROR got firstsecond and \"no\"");
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> this.tools.actionSet(Map.of("a", "firstsec", "b", "stsecond", "c", "no")))
			.withMessageEndingWith(": got *** and \"***\"");
	}

	@Test
	void failureShowsOnlyTheBeginningOfALongReason() {
		this.backend.fails(1, "ERROR " + "x".repeat(100_000));
		assertThatExceptionOfType(HookToolException.class).isThrownBy(this.tools::configGet)
			.withMessageEndingWith(": " + "x".repeat(2000) + "…");
	}

	@Test
	void relationThatIsNotThereIsRelationNotFound() {
		this.backend.fails(2, "ERROR invalid value \"database:7\" for option -r: Relation not found\n");
		assertThatExceptionOfType(RelationNotFoundException.class)
			.isThrownBy(() -> this.tools.relationGet(DATABASE, "postgresql", true))
			.withMessageEndingWith("exit code 2: invalid value \"database:7\" for option -r: Relation not found");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(this.tools::configGet)
			.isExactlyInstanceOf(HookToolException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ERROR relation 7 not found", "ERROR permission denied" })
	void relationThatIsGoneIsSaidInSeveralWays(String error) {
		this.backend.fails(1, error);
		List<Runnable> calls = List.of(() -> this.known.relationIds("database"),
				() -> this.known.relationList(DATABASE),
				() -> this.known.relationGet(RelationId.of("database:8"), "postgresql/0", false),
				() -> this.known.relationGet(RelationId.of("database:9"), "postgresql", true),
				() -> this.known.relationSet(DATABASE, false, Map.of("k", "v")));
		assertThat(calls)
			.allSatisfy((call) -> assertThatExceptionOfType(RelationNotFoundException.class).isThrownBy(call::run));
		assertThat(this.refusals).isEmpty();
	}

	@Test
	void dataOfOwnApplicationIsRefusedUnlessThisUnitIsKnownToLead() {
		this.backend.fails(1, "ERROR permission denied");
		assertThatExceptionOfType(HookToolPermissionException.class)
			.isThrownBy(() -> this.known.relationGet(DATABASE, "greeter", true));
		assertThatExceptionOfType(HookToolPermissionException.class)
			.isThrownBy(() -> this.known.relationSet(DATABASE, true, Map.of("k", "v")));
		assertThat(this.refusals).containsExactly("relation-get null", "relation-set null");
		this.backend.answers("true");
		this.known.isLeader();
		this.backend.fails(1, "ERROR permission denied");
		assertThatExceptionOfType(RelationNotFoundException.class)
			.isThrownBy(() -> this.known.relationGet(DATABASE, "greeter", true));
	}

	@Test
	void refusalTellsWhetherUnitLeadsWithoutAsking() {
		this.backend.answers("false");
		this.known.isLeader();
		this.backend.fails(1, "ERROR this unit is not the leader");
		this.backend.calls.clear();
		assertThatExceptionOfType(HookToolPermissionException.class).isThrownBy(this.known::applicationStatusGet);
		assertThat(this.refusals).containsExactly("status-get false");
		assertThat(this.backend.calls).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ERROR access denied", "ERROR Permission denied\n", "ERROR this unit is not the leader",
			"ERROR cannot write relation settings" })
	void whatJujuDoesNotAllowIsPermissionException(String error) {
		this.backend.fails(1, error);
		assertThatExceptionOfType(HookToolPermissionException.class)
			.isThrownBy(() -> this.tools.relationSet(DATABASE, true, Map.of("k", "v")))
			.withMessageContaining(error.strip().substring(6));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ERROR expected \"key=value\", got \"hidden \\\"value\\\"\"\n",
			"ERROR bad: hidden \"value\" of it", "ERROR yaml: cannot unmarshal !!str `hidden ...` into map",
			"ERROR yaml: cannot unmarshal !!str `hidden", "ERROR got \"k=hidden \\\"value\\\"\"" })
	void valuesInMessagesOfJujuAreTakenOut(String error) {
		this.backend.fails(2, error);
		String value = "hidden \"value\"";
		List<Runnable> writes = List.of(() -> this.tools.relationSet(DATABASE, false, Map.of("k", value)),
				() -> this.tools.actionSet(Map.of("k", value)), () -> this.tools.actionFail(value),
				() -> this.tools.actionLog(value), () -> this.tools.statusSet("active", value),
				() -> this.tools.jujuLog("INFO", value), () -> this.tools.applicationVersionSet(value));
		for (Runnable write : writes) {
			assertThatExceptionOfType(HookToolException.class).isThrownBy(write::run)
				.withMessageContaining("***")
				.withMessageNotContaining("hidden");
		}
	}

	@Test
	void shortValuesAreTakenOutOnlyInQuotes() {
		this.backend.fails(2, "ERROR key value \"no\" not valid");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.actionSet(Map.of("k", "no")))
			.withMessageEndingWith(": key value \"***\" not valid");
	}

}
