package io.opsframework.hooktool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the secrets of {@link HookTools}.
 */
class SecretToolsTests {

	private static final SecretUri SECRET = SecretUri.of("secret:9m4e2mr0ui3e8a215n4g");

	private static final RelationId DATABASE = RelationId.of("database:7");

	private static final String VALUE = "s3cr3t-välue\n";

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final List<Path> files = new ArrayList<>();

	private final List<String> contents = new ArrayList<>();

	private final HookTools tools = new HookTools(this::call);

	// As Juju does, which reads the files while the tool runs.
	private HookToolResult call(HookToolCall call) {
		call.arguments()
			.stream()
			.filter((argument) -> argument.contains("#file="))
			.map((argument) -> Path.of(argument.substring(argument.indexOf('=') + 1)))
			.forEach(this::read);
		return this.backend.call(call);
	}

	private void read(Path file) {
		try {
			this.files.add(file);
			this.contents.add(Files.readString(file));
			assertThat(file).isAbsolute();
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
				.isEqualTo("rwx------");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void secretAddPassesContentInFilesOnly() {
		this.backend.answers("secret:9m4e2mr0ui3e8a215n4g\n");
		assertThat(this.tools.secretAdd(SecretOwner.UNIT, SecretSettings.none(), Map.of("password", VALUE)))
			.isEqualTo(SECRET);
		assertThat(arguments()).containsExactly("--owner", "unit", "password#file=" + this.files.get(0));
		assertThat(this.contents).containsExactly(VALUE);
		assertThat(this.files.get(0).getParent()).doesNotExist();
	}

	@Test
	void secretAddPassesSettings() {
		this.backend.answers("secret:9m4e2mr0ui3e8a215n4g\n");
		SecretSettings settings = SecretSettings.none()
			.withLabel("db")
			.withDescription("For the database")
			.withExpiry(Instant.parse("2030-01-02T03:04:05Z"))
			.withRotation(SecretRotation.MONTHLY);
		this.tools.secretAdd(SecretOwner.APPLICATION, settings, Map.of("password", VALUE));
		assertThat(arguments()).startsWith("--label", "db", "--description", "For the database", "--expire",
				"2030-01-02T03:04:05Z", "--rotate", "monthly", "--owner", "application");
	}

	@Test
	void secretAddWhenToolFailsLeavesNoFileAndShowsNoValue() {
		this.backend.fails(1, "ERROR cannot keep \"s3cr3t-välue\\n\" of s3cr3t-välue\n");
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> this.tools.secretAdd(SecretOwner.UNIT, SecretSettings.none(), Map.of("password", VALUE)))
			.withMessage("Hook tool 'secret-add --owner unit password#file=***' failed with exit code 1: "
					+ "cannot keep \"***\" of ***");
		assertThat(this.files).singleElement().satisfies((file) -> assertThat(file.getParent()).doesNotExist());
	}

	@Test
	void secretAddWhenBackendThrowsLeavesNoFile() {
		HookTools broken = new HookTools((call) -> {
			call(call);
			throw new HookToolOutputException("secret-add", -1, "did not end", null);
		});
		assertThatExceptionOfType(HookToolOutputException.class)
			.isThrownBy(() -> broken.secretAdd(SecretOwner.UNIT, SecretSettings.none(), Map.of("password", VALUE)));
		assertThat(this.files).singleElement().satisfies((file) -> assertThat(file.getParent()).doesNotExist());
	}

	@Test
	void secretAddWhenAnswerIsNoUriFailsWithoutShowingIt() {
		this.backend.answers("s3cr3t!\n");
		assertThatExceptionOfType(HookToolOutputException.class)
			.isThrownBy(() -> this.tools.secretAdd(SecretOwner.UNIT, SecretSettings.none(), Map.of("password", VALUE)))
			.withMessage("Hook tool 'secret-add' answered something else than a secret's URI");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab", "Abc", "1ab", "a--b", "-abc", "abc-", "a_b", "ab c", "päss" })
	void secretAddWhenKeyBreaksJujusRulesSendsNothing(String key) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tools.secretAdd(SecretOwner.UNIT, SecretSettings.none(), Map.of(key, VALUE)))
			.withMessageStartingWith("'" + key + "' cannot be a key of a secret")
			.withMessageNotContaining(VALUE);
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void keyOfAnyLengthIsCheckedWithoutEnd() {
		String key = "-a1".repeat(100_000).substring(1);
		SecretContent.check(Map.of(key, VALUE));
		assertThatIllegalArgumentException().isThrownBy(() -> SecretContent.check(Map.of(key + "-", VALUE)));
	}

	@Test
	void secretAddWhenContentCannotBeSendsNothing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tools.secretAdd(SecretOwner.UNIT, SecretSettings.none(), Map.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.secretAdd(SecretOwner.UNIT,
				SecretSettings.none(), Collections.singletonMap("password", null)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tools.secretAdd(SecretOwner.UNIT, SecretSettings.none(),
					Map.of("password", "\ud83d s3cr3t")))
			.withMessageNotContaining("s3cr3t");
		assertThat(this.backend.calls).isEmpty();
	}

	@Test
	void secretGetPassesWhatNamesTheSecretAndTheRevision() {
		this.backend.answers("{\"password\":\"old\"}");
		assertThat(this.tools.secretGet(SECRET, null, SecretRead.TRACKED)).isEqualTo(Map.of("password", "old"))
			.isUnmodifiable();
		this.tools.secretGet(null, "db", SecretRead.REFRESH);
		this.tools.secretGet(SECRET, "db", SecretRead.PEEK);
		assertThat(this.backend.calls).containsExactly(
				HookToolCall.of("secret-get", "--format=json", "secret:9m4e2mr0ui3e8a215n4g"),
				HookToolCall.of("secret-get", "--format=json", "--label", "db", "--refresh"), HookToolCall
					.of("secret-get", "--format=json", "secret:9m4e2mr0ui3e8a215n4g", "--label", "db", "--peek"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.secretGet(null, null, SecretRead.TRACKED));
	}

	@Test
	void secretGetIsNotRemembered() {
		this.backend.answers("{\"password\":\"old\"}");
		this.tools.secretGet(SECRET, null, SecretRead.TRACKED);
		this.backend.answers("null");
		assertThat(this.tools.secretGet(SECRET, null, SecretRead.TRACKED)).isEmpty();
	}

	@Test
	void secretGetWhenAnswerIsNoMapFailsWithoutShowingIt() {
		this.backend.answers("{\"password\":7,\"x\":\"s3cr3t\"}");
		assertThatExceptionOfType(HookToolOutputException.class)
			.isThrownBy(() -> this.tools.secretGet(SECRET, null, SecretRead.TRACKED))
			.withMessage("Hook tool 'secret-get' answered something else than a map of strings in JSON")
			.withNoCause();
	}

	@Test
	void secretInfoGetReadsAllThatJujuTells() {
		this.backend.answers(
				"""
						{"9m4e2mr0ui3e8a215n4g":{"revision":3,"label":"db","owner":"unit","description":"d","rotation":"monthly",
						"expiry":"2026-12-01T01:00:00+01:00","rotates":"2026-11-01 00:00:00Z",
						"access":[{"target":"application-postgresql","role":"view"}]}}""");
		assertThat(this.tools.secretInfoGet(SECRET, "db"))
			.isEqualTo(new SecretInfo(SECRET, 3, SecretOwner.UNIT, "db", "d", Instant.parse("2026-12-01T00:00:00Z"),
					SecretRotation.MONTHLY, Instant.parse("2026-11-01T00:00:00Z")));
		assertThat(this.tools.secretInfoGet(SECRET, null)).isNotNull();
		assertThat(this.backend.calls)
			.containsExactly(HookToolCall.of("secret-info-get", "--format=json", "secret:9m4e2mr0ui3e8a215n4g"));
	}

	@Test
	void secretInfoGetByLabelReadsTheFirstAndTakesWhatIsMissing() {
		this.backend.answers("{\"9m4e2mr0ui3e8a215n4g\":{\"revision\":1,\"rotation\":\"biennial\",\"label\":\"\"}}");
		assertThat(this.tools.secretInfoGet(null, "db"))
			.isEqualTo(new SecretInfo(SECRET, 1, SecretOwner.APPLICATION, null, null, null, null, null));
		assertThat(this.backend.calls)
			.containsExactly(HookToolCall.of("secret-info-get", "--format=json", "--label", "db"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "null", "[]", "{\"x\":{}}", "{\"x\":{\"revision\":\"1\"}}",
			"{\"x\":{\"revision\":1,\"expiry\":\"soon\"}}", "{\"x\":{\"revision\":99999999999}}" })
	void secretInfoGetWhenAnswerIsSomethingElseFails(String answer) {
		this.backend.answers(answer);
		assertThatExceptionOfType(HookToolOutputException.class)
			.isThrownBy(() -> this.tools.secretInfoGet(SECRET, null));
	}

	@Test
	void secretIdsReadsNullAsNone() {
		this.backend.answers("null");
		assertThat(this.tools.secretIds()).isEmpty();
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("secret-ids", "--format=json"));
		HookTools others = new HookTools(new FakeHookToolBackend().answers("[\"9m4e2mr0ui3e8a215n4g\"]"));
		assertThat(others.secretIds()).containsExactly(SECRET);
	}

	@Test
	void secretSetNamesTheRealOwner() {
		this.tools.secretSet(SECRET, SecretOwner.UNIT, SecretSettings.none().withLabel("db"), Map.of());
		assertThat(arguments()).containsExactly("--label", "db", "--owner", "unit", "secret:9m4e2mr0ui3e8a215n4g");
	}

	@Test
	void secretSetPassesContentInFilesOnly() {
		this.tools.secretSet(SECRET, SecretOwner.APPLICATION, SecretSettings.none(), Map.of("password", VALUE));
		assertThat(arguments()).containsExactly("--owner", "application", "secret:9m4e2mr0ui3e8a215n4g",
				"password#file=" + this.files.get(0));
		assertThat(this.contents).containsExactly(VALUE);
		assertThat(this.files.get(0).getParent()).doesNotExist();
	}

	@Test
	void changesPassTheirArguments() {
		UnitName unit = UnitName.of("postgresql/0");
		this.tools.secretRemove(SECRET, null);
		this.tools.secretRemove(SECRET, 2);
		this.tools.secretGrant(SECRET, DATABASE, null);
		this.tools.secretGrant(SECRET, DATABASE, unit);
		this.tools.secretRevoke(SECRET, DATABASE, null);
		this.tools.secretRevoke(SECRET, DATABASE, unit);
		this.tools.secretRevoke(SECRET, "postgresql");
		this.tools.secretRevoke(SECRET, unit);
		String uri = "secret:9m4e2mr0ui3e8a215n4g";
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("secret-remove", uri),
				HookToolCall.of("secret-remove", uri, "--revision", "2"),
				HookToolCall.of("secret-grant", "--relation", "database:7", uri),
				HookToolCall.of("secret-grant", "--relation", "database:7", "--unit", "postgresql/0", uri),
				HookToolCall.of("secret-revoke", "--relation", "database:7", uri),
				HookToolCall.of("secret-revoke", "--relation", "database:7", "--unit", "postgresql/0", uri),
				HookToolCall.of("secret-revoke", "--app", "postgresql", uri),
				HookToolCall.of("secret-revoke", "--unit", "postgresql/0", uri));
	}

	@Test
	void changeForgetsWhatWasKnownOfTheSecret() {
		this.backend.answers("{\"9m4e2mr0ui3e8a215n4g\":{\"revision\":1}}");
		this.tools.secretInfoGet(SECRET, null);
		this.tools.secretInfoGet(null, "db");
		this.tools.secretSet(SECRET, SecretOwner.UNIT, SecretSettings.none().withLabel("other"), Map.of());
		this.backend.answers("{\"9m4e2mr0ui3e8a215n4g\":{\"revision\":2}}");
		assertThat(this.tools.secretInfoGet(SECRET, null).revision()).isEqualTo(2);
		assertThat(this.tools.secretInfoGet(null, "db").revision()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ERROR secret \"9m4e2mr0ui3e8a215n4g\" not found", "ERROR consumer label \"db\" not found" })
	void secretThatIsNotThereIsSecretNotFound(String error) {
		this.backend.fails(1, error);
		assertThatExceptionOfType(SecretNotFoundException.class)
			.isThrownBy(() -> this.tools.secretGet(SECRET, null, SecretRead.TRACKED))
			.withMessageContaining("not found");
		assertThatExceptionOfType(SecretNotFoundException.class)
			.isThrownBy(() -> this.tools.secretInfoGet(SECRET, null));
		assertThatExceptionOfType(SecretNotFoundException.class)
			.isThrownBy(() -> this.tools.secretGrant(SECRET, DATABASE, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ERROR permission denied", "ERROR this unit is not the leader", "ERROR access denied" })
	void whatJujuDoesNotAllowIsPermissionException(String error) {
		this.backend.fails(1, error);
		assertThatExceptionOfType(HookToolPermissionException.class)
			.isThrownBy(() -> this.tools.secretGet(SECRET, null, SecretRead.TRACKED));
		assertThatExceptionOfType(HookToolPermissionException.class)
			.isThrownBy(() -> this.tools.secretGrant(SECRET, DATABASE, null));
	}

	private List<String> arguments() {
		assertThat(this.backend.calls).hasSize(1);
		return this.backend.calls.get(0).arguments();
	}

}
