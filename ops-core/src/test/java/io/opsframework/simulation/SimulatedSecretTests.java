package io.opsframework.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SimulatedSecret} and what hooks make of it.
 */
class SimulatedSecretTests {

	private static final Map<String, String> START = Map.of("JUJU_DISPATCH_PATH", "hooks/start");

	private static final String UNKNOWN = "9m4e2mr0ui3e8a215n4g";

	private static final UnitName UNIT = UnitName.of("greeter/0");

	private final SimulatedModel model = new SimulatedModel(UNIT, Map.of());

	private final SimulatedJuju juju = new SimulatedJuju(this.model);

	private final SimulatedSecret own = this.model.addSecret("greeter/0", Map.of("password", "one"));

	private final SimulatedSecret granted = this.model.addSecret("postgresql", Map.of("password", "one"));

	@TempDir
	private Path directory;

	SimulatedSecretTests() {
		this.granted.grant(new SimulatedSecret.Grant(null, "greeter"));
	}

	@Test
	void secretAddIsNamedAtOnceAndKeptAtCommit() {
		this.juju.begin(START);
		String uri = output("secret-add", "--owner", "unit", "password=new").strip();
		assertThat(output("secret-get", uri, "password")).isEqualTo("new\n");
		assertThat(output("secret-ids")).contains(uri.substring("secret:".length()));
		assertThat(this.model.secrets()).hasSize(2);
		this.juju.commit();
		assertThat(this.model.secrets()).hasSize(3).anyMatch((secret) -> secret.uri().toString().equals(uri));
	}

	@Test
	void changesAreDroppedByRollback() {
		this.juju.begin(START);
		call("secret-add", "--owner", "unit", "password=new");
		call("secret-set", id(this.own), "password=two");
		call("secret-remove", id(this.own), "--revision", "1");
		this.juju.rollback();
		assertThat(this.model.secrets()).containsExactlyInAnyOrder(this.own, this.granted);
		assertThat(this.own.revisions()).containsOnlyKeys(1);
	}

	@Test
	void contentIsReadFromFilesByTheirAbsolutePaths() throws IOException {
		Path file = Files.writeString(this.directory.resolve("password"), "line\n ");
		Path map = Files.writeString(this.directory.resolve("map"), "{\"user\": \"me\"}");
		this.juju.begin(START);
		String uri = output("secret-add", "--owner", "unit", "--file", map.toString(), "password#file=" + file).strip();
		assertThat(output("secret-get", uri, "--format=json"))
			.isEqualTo("{\"password\":\"line\\n \",\"user\":\"me\"}\n");
	}

	@Test
	void fileThatIsNotThereFailsWhichIsNotObserved() {
		this.juju.begin(START);
		HookToolResult result = call("secret-add", "--owner", "unit", "password#file=/no/such/file");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.error()).contains("/no/such/file", "no such file");
	}

	@Test
	void trackedRevisionStaysUntilRefresh() {
		this.juju.begin(START);
		assertThat(read(this.granted)).isEqualTo("one");
		this.juju.commit();
		this.granted.addRevision(Map.of("password", "two"));
		this.juju.begin(START);
		assertThat(read(this.granted)).isEqualTo("one");
		assertThat(read(this.granted, "--peek")).isEqualTo("two");
		assertThat(read(this.granted)).isEqualTo("one");
		assertThat(read(this.granted, "--refresh")).isEqualTo("two");
		assertThat(read(this.granted)).isEqualTo("two");
	}

	@Test
	void refreshOfAnothersSecretIsKeptByRollback() {
		this.granted.track(UNIT, 1);
		this.granted.addRevision(Map.of("password", "two"));
		this.juju.begin(START);
		read(this.granted, "--refresh", "--label", "db");
		this.juju.rollback();
		assertThat(this.granted.trackedRevision(UNIT)).isEqualTo(2);
		assertThat(this.granted.label()).isEqualTo("db");
	}

	@Test
	void readSeesPendingContentOnlyWhenItAsksForTheLatest() {
		this.juju.begin(START);
		read(this.own);
		call("secret-set", id(this.own), "password=two");
		assertThat(read(this.own)).isEqualTo("one");
		assertThat(read(this.own, "--peek")).isEqualTo("two");
		assertThat(read(this.own, "--refresh")).isEqualTo("two");
		this.juju.rollback();
		assertThat(this.own.trackedRevision(UNIT)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "3.1.6,two", "3.2.4,two", "3.3.0,two", "3.1.7,one", "3.3.1,one", "3.6.27,one", "4.0.0,one" })
	void ownerBeforeItTracksSeesTheLatest(String version, String expected) {
		version(version);
		this.own.track(UNIT, 1);
		this.own.addRevision(Map.of("password", "two"));
		this.juju.begin(START);
		assertThat(read(this.own)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "3.5.9,2", "3.6.0,1" })
	void sameContentMakesNoRevisionFromJuju36On(String version, int latest) {
		version(version);
		this.juju.begin(START);
		call("secret-set", id(this.own), "password=one");
		this.juju.commit();
		assertThat(committed(this.own).latestRevision()).isEqualTo(latest);
	}

	@Test
	void metadataAloneMakesNoRevision() {
		this.juju.begin(START);
		call("secret-set", id(this.own), "--label", "db", "--description", "d", "--rotate", "daily");
		assertThat(output("secret-info-get", "--label", "db", "--format=json")).contains("\"rotation\":\"daily\"",
				"\"description\":\"d\"", "\"revision\":1");
		this.juju.commit();
		assertThat(committed(this.own).label()).isEqualTo("db");
	}

	@Test
	void whatIsRefusedAtTheEndDropsAllOfTheHook() {
		SimulatedSecret shared = this.model.addSecret("greeter", Map.of("password", "one"));
		this.juju.begin(START);
		call("state-set", "seen=yes");
		assertThat(call("secret-set", UNKNOWN, "password=two").exitCode()).isZero();
		assertThat(call("secret-set", id(shared), "password=two").exitCode()).isZero();
		assertThatExceptionOfType(RefusedChangesException.class).isThrownBy(this.juju::commit)
			.withMessageContaining("secret \"%s\" not found; permission denied", UNKNOWN);
		assertThat(this.model.unitState()).isEmpty();
		this.juju.begin(START);
		this.juju.commit();
	}

	@Test
	void labelThatExistsIsRefusedAtTheEndAndPendingOneAtOnce() {
		this.own.setLabel("db");
		this.juju.begin(START);
		assertThat(call("secret-add", "--owner", "unit", "--label", "new", "password=x").exitCode()).isZero();
		assertThat(call("secret-add", "--owner", "unit", "--label", "new", "password=x").error())
			.isEqualTo("ERROR secret with label \"new\" already exists\n");
		assertThat(call("secret-add", "--owner", "unit", "--label", "db", "password=x").exitCode()).isZero();
		assertThatExceptionOfType(RefusedChangesException.class).isThrownBy(this.juju::commit)
			.withMessageContaining("secret with label \"db\" already exists");
	}

	@Test
	void unknownSecretIsRemovedInSilenceFromJuju3611On() {
		version("3.6.11");
		this.juju.begin(START);
		call("secret-remove", UNKNOWN);
		this.juju.commit();
		version("3.6.10");
		this.juju.begin(START);
		assertThat(call("secret-remove", UNKNOWN).exitCode()).isZero();
		assertThatExceptionOfType(RefusedChangesException.class).isThrownBy(this.juju::commit)
			.withMessageContaining("removing secrets: secret not found");
	}

	@Test
	void lastRevisionTakesTheSecretWithItWhichIsNotObserved() {
		this.juju.begin(START);
		call("secret-remove", id(this.own), "--revision", "1");
		assertThat(call("secret-get", id(this.own)).error()).contains("not found");
		this.juju.commit();
		assertThat(this.model.secrets()).containsOnly(committed(this.granted));
	}

	@Test
	void revisionThatIsGoneCannotBeReadWhichIsNotObserved() {
		this.granted.track(UNIT, 1);
		this.granted.addRevision(Map.of("password", "two"));
		this.granted.removeRevision(1);
		this.juju.begin(START);
		assertThat(call("secret-get", id(this.granted)).error()).contains("not found");
		assertThat(read(this.granted, "--refresh")).isEqualTo("two");
	}

	@Test
	void unitsAreToBeRevokedBeforeTheirApplicationIsGranted() {
		this.model.addRelation(RelationId.of("database:1"), "postgresql").addUnit(UnitName.of("postgresql/0"));
		this.juju.begin(START);
		call("secret-grant", id(this.own), "-r", "1", "--unit", "postgresql/0");
		assertThat(call("secret-grant", id(this.own), "-r", "1")).isEqualTo(new HookToolResult(1, "",
				"ERROR any unit level grants need to be revoked before granting access to the corresponding application\n"));
		call("secret-revoke", id(this.own), "--unit", "postgresql/0");
		assertThat(call("secret-grant", id(this.own), "-r", "1").exitCode()).isZero();
		this.juju.commit();
		assertThat(committed(this.own).grants()).containsExactly(new SimulatedSecret.Grant(1, "postgresql"));
	}

	@Test
	void grantEndsWithItsRelation() {
		this.model.addRelation(RelationId.of("database:1"), "postgresql");
		this.own.grant(new SimulatedSecret.Grant(1, "postgresql"));
		this.own.grant(new SimulatedSecret.Grant(2, "mysql"));
		this.model.removeRelation(1);
		assertThat(this.own.grants()).containsExactly(new SimulatedSecret.Grant(2, "mysql"));
	}

	@Test
	void revokeOfUnknownSecretFailsWhichIsNotObserved() {
		this.juju.begin(START);
		assertThat(call("secret-revoke", UNKNOWN, "--app", "postgresql").error()).contains("not found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret-add", "secret-get", "secret-grant", "secret-ids", "secret-info-get",
			"secret-remove", "secret-revoke", "secret-set" })
	void toolsAreThereFromJuju302On(String tool) {
		version("3.0.1");
		this.juju.begin(START);
		assertThat(call(tool))
			.isEqualTo(new HookToolResult(1, "", "ERROR bad request: unknown command: " + tool + "\n"));
		this.juju.rollback();
		version("3.0.2");
		this.juju.begin(START);
		assertThat(call(tool).error()).doesNotContain("unknown command");
	}

	@Test
	void secretIdsWithoutSecretsIsNull() {
		this.juju.begin(START);
		call("secret-remove", id(this.own));
		assertThat(output("secret-ids", "--format=json")).isEqualTo("null\n");
	}

	@Test
	void toStringShowsNoContent() {
		assertThat(this.own).hasToString(this.own.uri() + " of greeter/0, revisions [1]");
	}

	private String read(SimulatedSecret secret, String... options) {
		String[] arguments = new String[options.length + 2];
		arguments[0] = id(secret);
		arguments[1] = "password";
		System.arraycopy(options, 0, arguments, 2, options.length);
		return output("secret-get", arguments).strip();
	}

	private SimulatedSecret committed(SimulatedSecret secret) {
		SimulatedSecret found = this.model.secret(secret.uri());
		assertThat(found).isNotNull();
		return found;
	}

	private static String id(SimulatedSecret secret) {
		return secret.uri().identifier();
	}

	private void version(String version) {
		this.model.setIdentity(ModelIdentity.DEFAULT.withJujuVersion(version));
	}

	private String output(String tool, String... arguments) {
		HookToolResult result = call(tool, arguments);
		assertThat(result.error()).isEmpty();
		return result.output();
	}

	private HookToolResult call(String tool, String... arguments) {
		return this.juju.call(HookToolCall.of(tool, arguments));
	}

}
