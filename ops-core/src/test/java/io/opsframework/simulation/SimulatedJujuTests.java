package io.opsframework.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SimulatedJuju}: what a hook leaves behind, and what it sees of it.
 */
class SimulatedJujuTests {

	private static final Map<String, String> START = Map.of("JUJU_DISPATCH_PATH", "hooks/start");

	private static final Map<String, String> BACKUP = Map.of("JUJU_ACTION_NAME", "backup");

	private final SimulatedModel model = new SimulatedModel(UnitName.of("greeter/0"), Map.of("port", 8080L));

	private final SimulatedRelation database = this.model.addRelation(RelationId.of("database:1"), "postgresql");

	private final SimulatedJuju juju = new SimulatedJuju(this.model);

	private final SimulatedAction backup = new SimulatedAction("backup", "12", Map.of());

	@TempDir
	Path directory;

	@BeforeEach
	void fillModel() {
		this.database.addUnit(UnitName.of("postgresql/0"));
		this.database.updateDatabag("greeter/0", Map.of("kept", "1", "old", "2"));
		this.model.setAction(this.backup);
	}

	@ParameterizedTest
	@CsvSource({ "hooks/collect-metrics,1", "hooks/meter-status-changed,1", "actions/collect-metrics,0",
			"hooks/start,0" })
	void toolsAreRestrictedInTheseHooksOnly(String path, int exitCode) {
		this.juju.begin(Map.of("JUJU_DISPATCH_PATH", path));
		assertThat(call("is-leader").exitCode()).isEqualTo(exitCode);
	}

	@Test
	void callOutsideHookIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> call("is-leader")).withMessageStartingWith("No hook runs");
	}

	@Test
	void callAfterEndOfHookIsRefused() {
		this.juju.begin(START);
		this.juju.commit();
		assertThatIllegalStateException().isThrownBy(() -> call("is-leader"));
		assertThatIllegalStateException().isThrownBy(this.juju::commit);
		assertThatIllegalStateException().isThrownBy(this.juju::rollback);
	}

	@Test
	void beginInsideHookIsRefused() {
		this.juju.begin(START);
		assertThatIllegalStateException().isThrownBy(() -> this.juju.begin(START))
			.withMessageContaining("commit() or rollback()");
	}

	@Test
	void startsNoProcesses() {
		assertThat(this.juju.startsProcesses()).isFalse();
	}

	@Test
	void relationSetReachesModelAtCommit() {
		this.juju.begin(START);
		call("relation-set", "-r", "1", "new=3", "old=");
		assertThat(this.database.databag("greeter/0")).containsOnlyKeys("kept", "old");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsExactly(Map.entry("kept", "1"), Map.entry("new", "3"));
	}

	@Test
	void relationSetIsDroppedByRollback() {
		this.juju.begin(START);
		call("relation-set", "-r", "1", "new=3", "old=");
		this.juju.rollback();
		assertThat(this.database.databag("greeter/0")).containsOnlyKeys("kept", "old");
		this.juju.begin(START);
		assertThat(output("relation-get", "-r", "1", "new", "greeter/0", "--format=json")).isEqualTo("null\n");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsOnlyKeys("kept", "old");
	}

	@Test
	void relationGetSeesOwnPendingWrites() {
		this.juju.begin(START);
		call("relation-set", "-r", "1", "new=3", "old=");
		call("relation-set", "-r", "1", "new=4");
		assertThat(output("relation-get", "-r", "1", "--format=json", "-", "greeter/0"))
			.isEqualTo("{\"kept\":\"1\",\"new\":\"4\"}\n");
	}

	@Test
	void relationSetOfKeyRemovedBeforeKeepsTheLastValue() {
		this.juju.begin(START);
		call("relation-set", "-r", "1", "old=");
		call("relation-set", "-r", "1", "old=5");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsEntry("old", "5");
	}

	@Test
	void relationSetOfApplicationIsBufferedToo() {
		this.model.setLeader(true);
		this.juju.begin(START);
		call("relation-set", "-r", "1", "--app", "role=app");
		assertThat(output("relation-get", "-r", "1", "--app", "-", "greeter")).isEqualTo("role: app\n");
		assertThat(this.database.databag("greeter")).isEmpty();
		this.juju.commit();
		assertThat(this.database.databag("greeter")).containsExactly(Map.entry("role", "app"));
		assertThat(this.database.databag("greeter/0")).doesNotContainKey("role");
	}

	@Test
	void relationSetOfNonLeaderLeavesNothing() {
		this.juju.begin(START);
		assertThat(call("relation-set", "-r", "1", "--app", "role=app").exitCode()).isEqualTo(1);
		this.juju.commit();
		assertThat(this.database.databag("greeter")).isEmpty();
	}

	@Test
	void relationSetKeepsDatabagsOfRelationsApart() {
		SimulatedRelation other = this.model.addRelation(RelationId.of("database:2"), "mysql");
		this.juju.begin(START);
		call("relation-set", "-r", "2", "other=1");
		this.juju.commit();
		assertThat(other.databag("greeter/0")).containsOnlyKeys("other");
		assertThat(this.database.databag("greeter/0")).containsOnlyKeys("kept", "old");
	}

	@Test
	void relationSetArgumentsOverrideInputAndAreTrimmed() {
		this.juju.begin(START);
		input("{\"a\":\" in \",\"b\":\"in\"}", "relation-set", "-r", "1", "--file", "-", " b = out ");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsEntry("a", " in ").containsEntry("b", "out");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"int\":1,\"bool\":true,\"none\":null,\"old\":\"\",\"text\":\"\\u00fc\ud83d\ude00\"}",
			"int: 1\nbool: true\nnone:\nold: ''\ntext: \u00fc\ud83d\ude00" })
	void relationSetTakesScalarsOfFileAsTheirText(String text) {
		this.juju.begin(START);
		input(text, "relation-set", "-r", "1", "--file", "-");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0"))
			.isEqualTo(Map.of("kept", "1", "int", "1", "bool", "true", "text", "\u00fc\ud83d\ude00"));
	}

	// As gopkg.in/yaml.v2 and v3 were seen to read them.
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"a\":\"\\ud83d\"}|yaml: found invalid Unicode character escape code",
					"{\"a\":\"\\ud83d\\ude00\"}|yaml: found invalid Unicode character escape code",
					"{\"\\udc00\":\"b\"}|yaml: found invalid Unicode character escape code",
					"{\"a\":1,\"b\":\"\\ud83d\"}|yaml: found invalid Unicode character escape code",
					"{\"a\":\"x\\/y\"}|yaml: found unknown escape character" })
	void relationSetRefusesEscapesThatGoDoesNotRead(String json, String error) {
		this.juju.begin(START);
		assertThat(input(json, "relation-set", "-r", "1", "--file", "-").error()).isEqualTo("ERROR " + error + "\n");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsOnlyKeys("kept", "old");
	}

	// As gopkg.in/yaml.v2 and v3 were seen to read them: the escape counts as written.
	@ParameterizedTest
	@CsvSource({ "k,1022,0", "k,1023,1", "\u00fc,1022,0", "\u00fc,1023,1", "\\u00fc,170,0", "\\u00fc,171,1" })
	void relationSetRefusesKeysThatGoDoesNotRead(String character, int length, int exitCode) {
		this.juju.begin(START);
		String json = "{\"a\":\"b\",\"%s\":\"%s\"}".formatted(character.repeat(length), "v".repeat(5000));
		HookToolResult result = input(json, "relation-set", "-r", "1", "--file", "-");
		assertThat(result.exitCode()).isEqualTo(exitCode);
		assertThat(result.error()).isEqualTo((exitCode != 0) ? "ERROR yaml: did not find expected ',' or '}'\n" : "");
	}

	// That there is a help, and where it goes, is Juju's; the text is not.
	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h", "-hello" })
	void helpIsPrintedWithATextOfOurOwn(String option) {
		this.juju.begin(START);
		assertThat(output("config-get", "port", option, "--bogus")).startsWith("Usage: config-get");
		assertThat(call("config-get", "--bogus", option).exitCode()).isEqualTo(2);
		assertThat(output("config-get", "--", option)).isEmpty();
	}

	@Test
	void relationSetFailsForYamlThatIsNone() {
		this.juju.begin(START);
		HookToolResult result = input("a: secret\nb: 'secret", "relation-set", "-r", "1", "--file", "-");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.error()).startsWith("ERROR yaml: line 2: ").doesNotContain("secret");
	}

	@Test
	void relationSetChangesAndRemovesAddressesAsAnyOtherKeyWhichNoRecordingShows() {
		this.model.enter(this.database);
		this.juju.begin(START);
		call("relation-set", "-r", "1", "ingress-address=10.1.2.3", "private-address=");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsEntry("ingress-address", "10.1.2.3")
			.containsEntry("egress-subnets", "192.0.2.0/32")
			.doesNotContainKey("private-address");
	}

	@Test
	void relationSetReadsFileFromCharmDirectory() throws IOException {
		Files.writeString(this.directory.resolve("settings.yaml"), "from: file");
		this.juju.begin(Map.of("JUJU_CHARM_DIR", this.directory.toString()));
		call("relation-set", "-r", "1", "--file", "settings.yaml");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsEntry("from", "file");
	}

	@Test
	void outputGoesToFileInCharmDirectory() throws IOException {
		this.juju.begin(Map.of("JUJU_CHARM_DIR", this.directory.toString()));
		assertThat(output("config-get", "port", "-o", "port.txt")).isEmpty();
		assertThat(this.directory.resolve("port.txt")).hasContent("8080");
		Path missing = this.directory.resolve("missing/port.txt");
		assertThat(call("config-get", "--output=missing/port.txt").error())
			.isEqualTo("ERROR open %s: no such file or directory\n".formatted(missing));
		assertThat(Files.exists(missing)).isFalse();
	}

	@Test
	void formatIsDeprecatedWhereNothingIsPrinted() {
		this.juju.begin(START);
		assertThat(call("relation-set", "-r", "1", "--format=json", "a=b"))
			.isEqualTo(new HookToolResult(0, "", "--format flag deprecated for command \"relation-set\""));
		assertThat(call("juju-log", "--format", "any", "hello").error())
			.isEqualTo("--format flag deprecated for command \"juju-log\"");
		assertThat(this.model.log()).hasSize(1);
	}

	@Test
	void stateSetIsSeenAtOnceAndReachesModelAtCommit() {
		this.juju.begin(START);
		call("state-set", "seen=1", "other=2");
		assertThat(input("{\"seen\":\"3\"}", "state-set", "--file", "-", "other=4").exitCode()).isZero();
		assertThat(output("state-get", "--format=json")).isEqualTo("{\"other\":\"4\",\"seen\":\"3\"}\n");
		assertThat(this.model.unitState()).isEmpty();
		this.juju.commit();
		assertThat(this.model.unitState()).isEqualTo(Map.of("seen", "3", "other", "4"));
	}

	@Test
	void stateSetIsDroppedByRollback() {
		this.juju.begin(START);
		call("state-set", "seen=1");
		this.juju.rollback();
		this.juju.begin(START);
		assertThat(output("state-get", "--format=json")).isEqualTo("{}\n");
		this.juju.commit();
		assertThat(this.model.unitState()).isEmpty();
	}

	@Test
	void stateSetBeyondItsLimitsSetsNothing() {
		this.juju.begin(START);
		assertThat(call("state-set", "a=" + "é".repeat(32768)).exitCode()).isZero();
		assertThat(call("state-set", "b=1", "c=" + "é".repeat(32768) + "x"))
			.isEqualTo(new HookToolResult(1, "", "ERROR max allowed value length (65536) exceeded\n"));
		assertThat(call("state-set", "k".repeat(257) + "=1"))
			.isEqualTo(new HookToolResult(1, "", "ERROR max allowed key length (256) exceeded\n"));
		this.juju.commit();
		assertThat(this.model.unitState()).containsOnlyKeys("a");
	}

	@Test
	void remoteSettingsAreReadOnceInAHook() {
		this.database.updateDatabag("postgresql/0", Map.of("host", "first"));
		this.juju.begin(START);
		assertThat(output("relation-get", "-r", "1", "host", "postgresql/0")).isEqualTo("first\n");
		this.database.updateDatabag("postgresql/0", Map.of("host", "second"));
		assertThat(output("relation-get", "-r", "1", "host", "postgresql/0")).isEqualTo("first\n");
		this.juju.commit();
		this.juju.begin(START);
		assertThat(output("relation-get", "-r", "1", "host", "postgresql/0")).isEqualTo("second\n");
	}

	@Test
	void configIsReadOnceInAHook() {
		this.juju.begin(START);
		assertThat(output("config-get", "port")).isEqualTo("8080\n");
		this.model.config().set("port", 80L);
		assertThat(output("config-get", "port")).isEqualTo("8080\n");
		this.juju.commit();
		this.juju.begin(START);
		assertThat(output("config-get", "port")).isEqualTo("80\n");
	}

	@Test
	void unitStatusIsReadOnceInAHook() {
		this.juju.begin(START);
		call("status-set", "waiting", "for the first read");
		assertThat(output("status-get")).isEqualTo("waiting\n");
		call("status-set", "active");
		assertThat(output("status-get")).isEqualTo("waiting\n");
		this.juju.commit();
		this.juju.begin(START);
		assertThat(output("status-get")).isEqualTo("active\n");
	}

	@Test
	void applicationStatusIsReadEachTime() {
		this.model.setLeader(true);
		this.juju.begin(START);
		assertThat(output("status-get", "--application")).isEqualTo("unknown\n");
		call("status-set", "--application", "active");
		assertThat(output("status-get", "--application")).isEqualTo("active\n");
	}

	@Test
	void statusesAreThereAtOnceAndStayAfterRollback() {
		this.model.setLeader(true);
		this.juju.begin(START);
		call("status-set", "--application=False", "blocked", "--", "-no database");
		call("status-set", "blocked", "-", "--application=True");
		this.juju.rollback();
		assertThat(this.model.unitStatus().history()).containsExactly(SimulatedStatus.UNKNOWN,
				new SimulatedStatus("blocked", "-no database"));
		assertThat(this.model.applicationStatus().current()).isEqualTo(new SimulatedStatus("blocked", "-"));
	}

	@Test
	void statusSetThatFailsChangesNothing() {
		this.juju.begin(START);
		call("status-set", "error");
		call("status-set", "--application", "active");
		assertThat(this.model.unitStatus().history()).hasSize(1);
		assertThat(this.model.applicationStatus().history()).hasSize(1);
	}

	@Test
	void applicationVersionIsThereAtOnceAndStaysAfterRollback() {
		this.juju.begin(START);
		call("application-version-set", "--", "-1.0");
		this.juju.rollback();
		assertThat(this.model.workloadVersion().history()).containsExactly("", "-1.0");
	}

	@Test
	void jujuLogKeepsLevelAndMessage() {
		this.juju.begin(START);
		call("juju-log", "one", "two");
		call("juju-log", "--log-level", "ERROR", "--", "-x\ny");
		call("juju-log", "-l", "warn", "careful");
		call("juju-log", "--debug", "-l", "ERROR", "detail");
		call("juju-log", "-l", "", "default");
		this.juju.rollback();
		assertThat(this.model.log()).extracting(JujuLogLine::toString)
			.containsExactly("INFO one two", "ERROR -x\ny", "WARNING careful", "DEBUG detail", "INFO default");
	}

	@Test
	void jujuLogWithUnknownLevelWarns() {
		this.juju.begin(START);
		call("juju-log", "-l", "LOUD", "hello");
		assertThat(this.model.log()).containsExactly(
				new JujuLogLine("WARNING", "Specified log level of \"LOUD\" is not valid", null),
				new JujuLogLine("INFO", "hello", null));
	}

	@Test
	void jujuLogInRelationHookNamesTheRelation() {
		this.juju.begin(Map.of("JUJU_RELATION_ID", "database:1"));
		call("juju-log", "hello");
		assertThat(this.model.log()).containsExactly(new JujuLogLine("INFO", "hello", this.database.id()));
		assertThat(this.model.log().get(0)).hasToString("INFO database:1: hello");
	}

	@Test
	void leadershipMayChangeInsideAHook() {
		this.juju.begin(START);
		assertThat(output("is-leader")).isEqualTo("False\n");
		this.model.setLeader(true);
		assertThat(output("is-leader")).isEqualTo("True\n");
	}

	@Test
	void relationThatLosesItsUnitsWhileDyingIsBroken() {
		this.database.markDying();
		this.juju.begin(START);
		assertThat(output("relation-ids", "database")).isEqualTo("database:1\n");
		this.database.removeUnit(UnitName.of("postgresql/0"));
		assertThat(output("relation-ids", "database")).isEmpty();
	}

	@Test
	void peerRelationIsNeverBroken() {
		SimulatedRelation peers = this.model.addPeerRelation(RelationId.of("replicas:2"));
		peers.markDying();
		this.juju.begin(START);
		assertThat(output("relation-ids", "replicas")).isEqualTo("replicas:2\n");
	}

	@Test
	void actionResultsAndFailureAreDeliveredAtItsEnd() {
		this.juju.begin(BACKUP);
		call("action-set", "size.total=10", "size.used=5", "file=a=b");
		call("action-set", "size.used=6");
		call("action-fail", "--", "-too big");
		assertThat(this.backup.results()).isEmpty();
		assertThat(this.backup.failure()).isNull();
		this.juju.commit();
		assertThat(this.backup.results()).isEqualTo(Map.of("size", Map.of("total", "10", "used", "6"), "file", "a=b"));
		assertThat(this.backup.failure()).isEqualTo("-too big");
	}

	@Test
	void actionResultsAndFailureAreDeliveredByRollbackToo() {
		this.juju.begin(BACKUP);
		call("action-set", "a=b");
		call("action-fail");
		call("relation-set", "-r", "1", "new=3");
		this.juju.rollback();
		assertThat(this.backup.results()).containsExactly(Map.entry("a", "b"));
		assertThat(this.backup.failure()).isEqualTo("action failed without reason given, check action for errors");
		assertThat(this.database.databag("greeter/0")).doesNotContainKey("new");
	}

	@Test
	void actionSetReplacesWhatStandsInTheWay() {
		this.juju.begin(BACKUP);
		call("action-set", "a=1", "a.b=2", "c.d=3", "c=4");
		this.juju.commit();
		assertThat(this.backup.results()).isEqualTo(Map.of("a", Map.of("b", "2"), "c", "4"));
	}

	@Test
	void actionSetWithOneBadKeySetsNothing() {
		this.juju.begin(BACKUP);
		call("action-set", "good=1", "Bad=2");
		this.juju.commit();
		assertThat(this.backup.results()).isEmpty();
	}

	@Test
	void actionLogIsThereAtOnce() {
		this.juju.begin(BACKUP);
		call("action-log", "--", "-1", "of", "2");
		assertThat(this.backup.log()).containsExactly("-1 of 2");
	}

	@Test
	void hookAfterActionRunsNoAction() {
		this.juju.begin(BACKUP);
		this.juju.commit();
		this.juju.begin(START);
		assertThat(call("action-log", "late").error()).isEqualTo("ERROR not running an action\n");
		this.juju.commit();
		assertThat(this.backup.log()).isEmpty();
	}

	@Test
	void beginOfActionThatNobodyAskedForIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> this.juju.begin(Map.of("JUJU_ACTION_NAME", "restore")))
			.withMessageContaining("'restore'");
		this.juju.begin(START);
	}

	@Test
	void defaultRelationIsThatOfTheHook() {
		Map<String, String> variables = new HashMap<>(START);
		variables.put("JUJU_RELATION_ID", "database:1");
		this.juju.begin(variables);
		call("relation-set", "new=3");
		this.juju.commit();
		assertThat(this.database.databag("greeter/0")).containsEntry("new", "3");
	}

	@Test
	void malformedRelationOfTheHookIsNoDefault() {
		this.juju.begin(Map.of("JUJU_RELATION_ID", "database"));
		assertThat(call("relation-list").error()).isEqualTo("ERROR no relation id specified\n");
		call("juju-log", "hello");
		assertThat(this.model.log()).containsExactly(new JujuLogLine("INFO", "hello", null));
	}

	@Test
	void relationOfTheHookThatIsGoneIsNoDefault() {
		this.juju.begin(Map.of("JUJU_RELATION_ID", "database:7"));
		assertThat(call("relation-list").error()).isEqualTo("ERROR no relation id specified\n");
	}

	private HookToolResult call(String tool, String... arguments) {
		return this.juju.call(HookToolCall.of(tool, arguments));
	}

	private HookToolResult input(String input, String tool, String... arguments) {
		return this.juju.call(new HookToolCall(tool, List.copyOf(Arrays.asList(arguments)), input));
	}

	private String output(String tool, String... arguments) {
		HookToolResult result = call(tool, arguments);
		assertThat(result.error()).isEmpty();
		return result.output();
	}

}
