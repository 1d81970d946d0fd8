package io.opsframework.hooktool;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;

import io.opsframework.dispatch.LogCapture;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HookTools}.
 */
class HookToolsTests {

	private static final RelationId DATABASE = RelationId.of("database:7");

	private static final long SECOND = 1_000_000_000L;

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);

	private final HookTools tools = new HookTools(this.backend, this.clock::get);

	@Test
	void configGetReturnsTypedOptions() {
		this.backend.answers("{\"port\":8080,\"ratio\":0.5,\"debug\":true,\"greeting\":\"Hello\",\"unset\":null}\n");
		assertThat(this.tools.configGet())
			.isEqualTo(Map.of("port", 8080L, "ratio", 0.5, "debug", true, "greeting", "Hello"));
		assertCalls(HookToolCall.of("config-get", "--format=json"));
	}

	@Test
	void configGetIsRemembered() {
		this.backend.answers("{\"port\":8080}");
		assertThat(this.tools.configGet()).isSameAs(this.tools.configGet()).isUnmodifiable();
		assertThat(this.backend.calls).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void isLeaderIsRememberedForThirtySeconds(boolean leader) {
		this.backend.answers(Boolean.toString(leader));
		assertThat(this.tools.isLeader()).isEqualTo(leader);
		assertCalls(HookToolCall.of("is-leader", "--format=json"));
		this.backend.answers(Boolean.toString(!leader));
		this.clock.addAndGet(30 * SECOND - 1);
		assertThat(this.tools.isLeader()).isEqualTo(leader);
		this.clock.addAndGet(1);
		assertThat(this.tools.isLeader()).isEqualTo(!leader);
		assertThat(this.backend.calls).hasSize(2);
	}

	@Test
	void isLeaderCountsFromBeforeTheCall() {
		HookTools slow = new HookTools((call) -> {
			this.clock.addAndGet(29 * SECOND);
			return this.backend.call(call);
		}, this.clock::get);
		this.backend.answers("true");
		slow.isLeader();
		this.clock.addAndGet(SECOND);
		slow.isLeader();
		assertThat(this.backend.calls).hasSize(2);
	}

	@Test
	void relationIdsReturnsIds() {
		this.backend.answers("[\"database:7\",\"database:12\"]");
		assertThat(this.tools.relationIds("database")).containsExactly(DATABASE, RelationId.of("database:12"))
			.isUnmodifiable()
			.isSameAs(this.tools.relationIds("database"));
		assertCalls(HookToolCall.of("relation-ids", "database", "--format=json"));
	}

	@Test
	void relationListReturnsUnits() {
		this.backend.answers("[\"postgresql/0\"]");
		assertThat(this.tools.relationList(DATABASE)).containsExactly(UnitName.of("postgresql/0"))
			.isUnmodifiable()
			.isSameAs(this.tools.relationList(DATABASE));
		assertCalls(HookToolCall.of("relation-list", "--format=json", "-r", "database:7"));
	}

	@Test
	void relationRemoteApplicationReturnsName() {
		this.backend.answers("\"postgresql\"");
		assertThat(this.tools.relationRemoteApplication(DATABASE)).isEqualTo("postgresql")
			.isSameAs(this.tools.relationRemoteApplication(DATABASE));
		assertCalls(HookToolCall.of("relation-list", "--format=json", "--app", "-r", "database:7"));
	}

	@Test
	void relationRemoteApplicationWhenJujuKnowsNoneReturnsNull() {
		this.backend.answers("null");
		assertThat(this.tools.relationRemoteApplication(DATABASE)).isNull();
		assertThat(this.tools.relationRemoteApplication(DATABASE)).isNull();
		assertThat(this.backend.calls).hasSize(1);
		this.backend.fails(2, "ERROR invalid value \"mail:1\" for option -r: relation not found\n");
		assertThat(this.tools.relationRemoteApplication(RelationId.of("mail:1"))).isNull();
	}

	@Test
	void relationGetReturnsDatabag() {
		this.backend.answers("{\"url\":\"db://\"}");
		assertThat(this.tools.relationGet(DATABASE, "postgresql/0", false)).containsExactly(Map.entry("url", "db://"))
			.isUnmodifiable()
			.isSameAs(this.tools.relationGet(DATABASE, "postgresql/0", false));
		this.tools.relationGet(DATABASE, "postgresql", true);
		assertCalls(HookToolCall.of("relation-get", "--format=json", "-r", "database:7", "-", "postgresql/0"),
				HookToolCall.of("relation-get", "--format=json", "-r", "database:7", "--app", "-", "postgresql"));
	}

	@Test
	void relationThatIsNotFoundIsAskedForOnce() {
		this.backend.fails(2, "ERROR invalid value \"database:7\" for option -r: relation not found\n");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RelationNotFoundException.class)
				.isThrownBy(() -> this.tools.relationList(DATABASE));
			assertThatExceptionOfType(RelationNotFoundException.class)
				.isThrownBy(() -> this.tools.relationGet(DATABASE, "postgresql", true));
			assertThat(this.tools.relationRemoteApplication(DATABASE)).isNull();
		}
		assertThat(this.backend.calls).hasSize(1);
	}

	@Test
	void databagThatIsGoneIsAskedForOnceAndOthersAreRead() {
		this.backend.fails(1, "ERROR permission denied");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RelationNotFoundException.class)
				.isThrownBy(() -> this.tools.relationGet(DATABASE, "mysql/0", false));
		}
		assertThat(this.backend.calls).hasSize(1);
		this.backend.answers("{}");
		assertThat(this.tools.relationGet(DATABASE, "postgresql/0", false)).isEmpty();
	}

	@Test
	void relationSetSendsChangesAsInput() {
		Map<String, String> changes = new LinkedHashMap<>();
		changes.put("b", "say \"hi\"\n");
		changes.put("a", "");
		this.tools.relationSet(DATABASE, false, changes);
		this.tools.relationSet(DATABASE, true, Map.of("k", "v"));
		assertCalls(
				new HookToolCall("relation-set", List.of("-r", "database:7", "--file", "-"),
						"{\"b\":\"say \\\"hi\\\"\\n\",\"a\":\"\"}"),
				new HookToolCall("relation-set", List.of("-r", "database:7", "--app", "--file", "-"), "{\"k\":\"v\"}"));
	}

	@Test
	void relationSetEscapesWhatYamlReadsOtherwiseThanJson() {
		this.tools.relationSet(DATABASE, false, Map.of("k", "a\u0085b\u2028c\u2029d\u007fe\ufefff\uffff é🌍"));
		assertThat(this.backend.calls.get(0).input())
			.isEqualTo("{\"k\":\"a\\u0085b\\u2028c\\u2029d\\u007fe\\ufefff\\uffff é🌍\"}");
	}

	@Test
	void relationSetForgetsDatabagsOfThisKindAndRelationOnly() {
		this.backend.answers("{}");
		RelationId other = RelationId.of("database:70");
		Runnable reads = () -> {
			this.tools.relationGet(DATABASE, "greeter/0", false);
			this.tools.relationGet(DATABASE, "greeter", true);
			this.tools.relationGet(other, "greeter/0", false);
		};
		reads.run();
		this.backend.calls.clear();
		this.tools.relationSet(DATABASE, false, Map.of("k", "v"));
		reads.run();
		assertThat(this.backend.calls).extracting(HookToolCall::tool).containsExactly("relation-set", "relation-get");
		this.backend.calls.clear();
		this.tools.relationSet(DATABASE, true, Map.of("k", "v"));
		reads.run();
		assertThat(this.backend.calls).hasSize(2)
			.last()
			.satisfies((call) -> assertThat(call.arguments()).contains("--app"));
	}

	@Test
	void relationSetForgetsNothingButDatabags() {
		this.backend.answers("[]");
		this.tools.relationList(DATABASE);
		this.tools.relationIds("database");
		this.backend.calls.clear();
		this.tools.relationSet(DATABASE, false, Map.of("k", "v"));
		this.tools.relationList(DATABASE);
		this.tools.relationIds("database");
		assertThat(this.backend.calls).extracting(HookToolCall::tool).containsExactly("relation-set");
	}

	@Test
	void stateGetIsRememberedUntilItIsSet() {
		this.backend.answers("\"5\"\n");
		assertThat(this.tools.stateGet("seen")).isEqualTo("5");
		assertThat(this.tools.stateGet("other")).isEqualTo("5");
		this.tools.stateSet(Map.of("seen", "6"));
		this.backend.answers("\"6\"\n");
		assertThat(this.tools.stateGet("seen")).isEqualTo("6");
		assertThat(this.tools.stateGet("other")).isEqualTo("5");
		assertCalls(HookToolCall.of("state-get", "--format=json", "--", "seen"),
				HookToolCall.of("state-get", "--format=json", "--", "other"),
				new HookToolCall("state-set", List.of("--file", "-"), "{\"seen\":\"6\"}"),
				HookToolCall.of("state-get", "--format=json", "--", "seen"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "null" })
	void stateGetOfUnknownKeyIsEmpty(String answer) {
		this.backend.answers(answer);
		assertThat(this.tools.stateGet("seen")).isEmpty();
	}

	@Test
	void stateOfNoKeyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.stateGet("-"))
			.withMessage("'-' is not a key of the unit's state");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.stateGet(""));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.stateSet(Map.of()));
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void relationSetWithoutChangesOrValueIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.relationSet(DATABASE, false, Map.of()))
			.withMessageContaining("database:7");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tools.relationSet(DATABASE, false, Collections.singletonMap("url", null)))
			.withMessageContaining("'url'")
			.withMessageContaining("database:7");
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void relationSetOfWhatJujuCouldNotReadIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tools.relationSet(DATABASE, false, Map.of("url", "\ud83d")))
			.withMessageContaining("'url'")
			.withMessageContaining("database:7");
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void statusGetReturnsStatusOfUnit() {
		this.backend.answers("{\"message\":\"m\",\"status\":\"error\",\"status-data\":{\"hook\":\"start\"}}");
		assertThat(this.tools.statusGet()).isEqualTo(new StatusInfo("error", "m", Map.of("hook", "start")))
			.isSameAs(this.tools.statusGet());
		assertCalls(HookToolCall.of("status-get", "--include-data", "--format=json", "--application=false"));
	}

	@Test
	void statusGetWhenOnlyStatusIsGivenHasNoMessageAndData() {
		this.backend.answers("{\"status\":\"active\",\"status-data\":null}");
		assertThat(this.tools.statusGet()).isEqualTo(new StatusInfo("active", "", Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{'application-status':{'message':'m','status':'active','status-data':{},'units':{'greeter/0':{'status':'blocked'}}}}",
			"{'application-status':{'message':'m','status':'active','status-data':{}},'units':{'greeter/0':{'status':'blocked'}}}" })
	void applicationStatusGetFindsUnitsInEitherPlace(String json) {
		this.backend.answers(json.replace('\'', '"'));
		assertThat(this.tools.applicationStatusGet())
			.isEqualTo(new ApplicationStatusInfo(new StatusInfo("active", "m", Map.of()),
					Map.of(UnitName.of("greeter/0"), new StatusInfo("blocked", "", Map.of()))))
			.isSameAs(this.tools.applicationStatusGet());
		assertCalls(HookToolCall.of("status-get", "--include-data", "--format=json", "--application=true"));
	}

	@Test
	void statusSetSendsStatusAndChangesWhatIsRead() {
		this.backend.answers("{\"status\":\"unknown\"}");
		this.tools.statusGet();
		this.backend.calls.clear();
		this.tools.statusSet("blocked", "-m");
		assertCalls(HookToolCall.of("status-set", "--application=False", "blocked", "--", "-m"));
		assertThat(this.tools.statusGet()).isEqualTo(new StatusInfo("blocked", "-m", Map.of()));
	}

	@Test
	void statusSetWhenNoProcessCanBeGivenMessageCutsItWithWarning() {
		try (LogCapture log = new LogCapture()) {
			this.tools.statusSet("blocked", "a\0b" + "x".repeat(200_000));
			String cut = "a\ufffdb" + "x".repeat(131063) + "…";
			assertCalls(HookToolCall.of("status-set", "--application=False", "blocked", "--", cut));
			assertThat(this.tools.statusGet().message()).isEqualTo(cut);
			assertThat(log.lines(Level.WARNING)).singleElement()
				.asString()
				.startsWith("The message for status-set is cut");
		}
	}

	@Test
	void messagesToPeopleThatNoProcessCanBeGivenAreCutWithWarning() {
		String message = "x".repeat(200_000);
		try (LogCapture log = new LogCapture()) {
			this.tools.applicationStatusSet("active", message);
			this.tools.actionLog(message);
			this.tools.actionFail(message);
			this.tools.applicationVersionSet(message);
			assertThat(this.backend.calls).hasSize(4)
				.extracting((call) -> call.arguments().get(call.arguments().size() - 1))
				.containsOnly("x".repeat(131068) + "…");
			assertThat(log.lines(Level.WARNING)).hasSize(4);
		}
	}

	@Test
	void statusSetWhenMessageFitsIsSilent() {
		try (LogCapture log = new LogCapture()) {
			this.tools.statusSet("blocked", "x".repeat(131071));
			assertThat(log.lines(Level.WARNING)).isEmpty();
		}
	}

	@Test
	void statusSetLeavesStatusOfApplicationAndTheOtherWayRound() {
		this.backend.answers("{\"application-status\":{\"status\":\"unknown\"}}");
		ApplicationStatusInfo application = this.tools.applicationStatusGet();
		this.tools.statusSet("blocked", "");
		assertThat(this.tools.applicationStatusGet()).isSameAs(application);
		StatusInfo unit = this.tools.statusGet();
		this.tools.applicationStatusSet("active", "");
		assertThat(this.tools.statusGet()).isSameAs(unit);
	}

	@Test
	void statusSetWhenItFailsChangesNothing() {
		this.backend.answers("{\"status\":\"unknown\"}");
		StatusInfo before = this.tools.statusGet();
		this.backend.fails(2, "ERROR invalid status");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.statusSet("broken", ""));
		assertThat(this.tools.statusGet()).isSameAs(before);
	}

	@Test
	void applicationStatusSetSendsStatusAndChangesWhatIsRead() {
		this.backend.answers(
				"{\"application-status\":{\"status\":\"unknown\",\"units\":{\"greeter/0\":{\"status\":\"active\"}}}}");
		Map<UnitName, StatusInfo> units = this.tools.applicationStatusGet().units();
		this.backend.calls.clear();
		this.tools.applicationStatusSet("active", "");
		assertCalls(HookToolCall.of("status-set", "--application=True", "active", "--", ""));
		assertThat(this.tools.applicationStatusGet())
			.isEqualTo(new ApplicationStatusInfo(new StatusInfo("active", "", Map.of()), units));
	}

	@Test
	void applicationStatusSetBeforeReadingLeavesReadingToJuju() {
		this.tools.applicationStatusSet("active", "");
		this.backend.answers(
				"{\"application-status\":{\"status\":\"active\",\"units\":{\"greeter/0\":{\"status\":\"active\"}}}}");
		assertThat(this.tools.applicationStatusGet().units()).hasSize(1);
	}

	@Test
	void jujuLogSendsMessageInOneCall() {
		this.tools.jujuLog("WARNING", "--two\nlines");
		assertCalls(HookToolCall.of("juju-log", "--log-level", "WARNING", "--", "--two\nlines"));
	}

	@Test
	void jujuLogWhenMessageIsEmptySendsNothing() {
		this.tools.jujuLog("INFO", "");
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void jujuLogWhenMessageIsTooLongAnnouncesAndSendsParts() {
		this.tools.jujuLog("INFO", "x".repeat(131071));
		assertThat(this.backend.calls).hasSize(1);
		this.backend.calls.clear();
		this.tools.jujuLog("INFO", "x".repeat(131071) + "y");
		assertCalls(
				HookToolCall.of("juju-log", "--log-level", "INFO", "--",
						"The next message is longer than 131071 bytes and comes in 2 parts:"),
				HookToolCall.of("juju-log", "--log-level", "INFO", "--", "x".repeat(131071)),
				HookToolCall.of("juju-log", "--log-level", "INFO", "--", "y"));
	}

	@Test
	void actionGetReturnsNestedParameters() {
		this.backend.answers("{\"a\":{\"b\":[1,null,{\"c\":true}]},\"d\":null}");
		Map<String, Object> parameters = this.tools.actionGet();
		assertThat(parameters).isUnmodifiable().isSameAs(this.tools.actionGet()).containsOnlyKeys("a");
		assertThat(parameters.get("a")).isEqualTo(Map.of("b", Arrays.asList(1L, null, Map.of("c", true))));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((Map<?, ?>) parameters.get("a")).clear());
		assertCalls(HookToolCall.of("action-get", "--format=json"));
	}

	@Test
	void actionSetFlattensResults() {
		Map<String, @Nullable Object> results = new LinkedHashMap<>();
		results.put("a", Map.of("b", 1, "c-2.d", true));
		results.put("e.f", "x=y\n");
		this.tools.actionSet(results);
		assertThat(this.backend.calls).singleElement().satisfies((call) -> {
			assertThat(call.tool()).isEqualTo("action-set");
			assertThat(call.arguments()).containsExactlyInAnyOrder("a.b=1", "a.c-2.d=true", "e.f=x=y\n")
				.endsWith("e.f=x=y\n");
		});
	}

	@Test
	void actionSetWithoutResultsCallsNothing() {
		this.tools.actionSet(Map.of());
		this.tools.actionSet(Map.of("a", Map.of()));
		assertThat(this.backend.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "a_b", "-a", "a-", "a..b", ".a", "a.", "a.-b", "ä", "a b", "stdout",
			"stdout-encoding", "stderr", "stderr-encoding", "stdout.x" })
	void actionSetWhenKeyIsBadSendsNothing(String key) {
		Map<String, String> results = new LinkedHashMap<>();
		results.put("good", "hidden");
		results.put(key, "hidden");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.actionSet(results))
			.withMessageContaining("'" + key + "'")
			.withMessageNotContaining("hidden");
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void actionSetWhenKeysCollideSendsNothing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tools.actionSet(Map.of("a", Map.of("b", 1), "a.b", 2)))
			.withMessageContaining("'a.b' is given twice");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.actionSet(Map.of("a.b", 1, "a.b.c.d", 2)))
			.withMessageContaining("'a.b.c.d' collides with 'a.b'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.actionSet(Collections.singletonMap("a", null)))
			.withMessageContaining("'a' has no value");
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void messagesGoBehindDashes() {
		this.tools.actionLog("-x");
		this.tools.actionFail("");
		this.tools.applicationVersionSet("1.2");
		assertCalls(HookToolCall.of("action-log", "--", "-x"), HookToolCall.of("action-fail", "--", ""),
				HookToolCall.of("application-version-set", "--", "1.2"));
	}

	@Test
	void nullIsAnEmptyListOrMap() {
		this.backend.answers("null\n");
		assertThat(this.tools.configGet()).isEmpty();
		assertThat(this.tools.actionGet()).isEmpty();
		assertThat(this.tools.relationIds("database")).isEmpty();
		assertThat(this.tools.relationList(DATABASE)).isEmpty();
		assertThat(this.tools.relationGet(DATABASE, "postgresql/0", false)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hidden", "{\"hidden\":", "[{\"hidden\":[]}]", "{\"hidden\":7}", "[\"hidden\"]", "7",
			"[null]", "{\"hidden\":null}" })
	void answersOfAnotherShapeAreOutputExceptionsWithoutTheAnswer(String output) {
		this.backend.answers(output);
		assertOutputExceptions(this.tools::isLeader, () -> this.tools.relationIds("database"),
				() -> this.tools.relationList(DATABASE), () -> this.tools.relationRemoteApplication(DATABASE),
				() -> this.tools.relationGet(DATABASE, "postgresql/0", false), this.tools::statusGet,
				this.tools::applicationStatusGet);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hidden", "{\"hidden\":", "[\"hidden\"]", "7", "\"hidden\"" })
	void answersThatAreNoMapsAreOutputExceptionsWithoutTheAnswer(String output) {
		this.backend.answers(output);
		assertOutputExceptions(this.tools::configGet, this.tools::actionGet);
	}

	private void assertOutputExceptions(Runnable... reads) {
		for (Runnable read : reads) {
			assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(read::run)
				.withMessageMatching("Hook tool '[a-z-]+' answered something else than [a-z' ]+ in JSON")
				.satisfies((ex) -> assertThat(ex.getExitCode()).isZero())
				.satisfies((ex) -> assertThat(String.valueOf(ex.getCause())).doesNotContain("hidden"));
		}
	}

	@Test
	void failureIsNotRemembered() {
		this.backend.fails(1, "ERROR not now");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(this.tools::configGet);
		assertThatExceptionOfType(HookToolException.class).isThrownBy(this.tools::isLeader);
		this.backend.answers("{}");
		assertThat(this.tools.configGet()).isEmpty();
		this.backend.answers("true");
		assertThat(this.tools.isLeader()).isTrue();
	}

	private void assertCalls(HookToolCall... calls) {
		assertThat(this.backend.calls).containsExactly(calls);
	}

}
