package io.opsframework.hooktool;

import java.nio.file.Path;

import io.opsframework.juju.StorageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the storages of {@link HookTools}.
 */
class StorageToolsTests {

	private static final StorageId DATA = StorageId.of("data/0");

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend);

	@Test
	void storageListReadsIdsOfOneStorageAndAsksOnce() {
		this.backend.answers("[\"data/10\",\"data/2\"]");
		assertThat(this.tools.storageList("data")).containsExactly(StorageId.of("data/2"), StorageId.of("data/10"))
			.isUnmodifiable()
			.isSameAs(this.tools.storageList("data"));
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("storage-list", "--format=json", "data"));
	}

	@Test
	void storageListReadsIdsOfAll() {
		this.backend.answers("null");
		assertThat(this.tools.storageList(null)).isEmpty();
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("storage-list", "--format=json"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[1]", "[null]", "[\"data\"]", "\"data/0\"" })
	void storageListWhenNoListOfIdsFails(String output) {
		this.backend.answers(output);
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(() -> this.tools.storageList("data"))
			.withMessage("Hook tool 'storage-list' answered something else than a list of storage ids in JSON");
	}

	@Test
	void storageGetReadsKindAndLocationAndAsksOnce() {
		this.backend.answers("{\"kind\":\"block\",\"location\":\"/dev/sdb\",\"size\":1}");
		assertThat(this.tools.storageGet(DATA)).isEqualTo(new StorageInfo("block", Path.of("/dev/sdb")))
			.isSameAs(this.tools.storageGet(DATA));
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("storage-get", "--format=json", "-s", "data/0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "null", "{\"kind\":null,\"location\":\"\"}" })
	void storageGetWhenNothingIsToldIsLenient(String output) {
		this.backend.answers(output);
		assertThat(this.tools.storageGet(DATA)).isEqualTo(new StorageInfo("", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{\"location\":1}" })
	void storageGetWhenOfAnotherShapeFails(String output) {
		this.backend.answers(output);
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(() -> this.tools.storageGet(DATA))
			.withMessage("Hook tool 'storage-get' answered something else than kind and location of a storage in JSON");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ERROR invalid value \"data/0\" for option -s: storage attachment data/0:a/0 not found\n",
			"ERROR storage data/0 not provisioned\n", "ERROR storage data/0 not attached\n" })
	void storageGetOfStorageThatIsNotAttachedIsAskedOnce(String error) {
		this.backend.fails(2, error);
		assertThatExceptionOfType(StorageNotFoundException.class).isThrownBy(() -> this.tools.storageGet(DATA))
			.withMessageContaining("storage-get --format=json -s data/0")
			.withMessageContaining(error.strip().substring("ERROR ".length()))
			.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(2));
		assertThatExceptionOfType(StorageNotFoundException.class).isThrownBy(() -> this.tools.storageGet(DATA));
		assertThat(this.backend.calls).hasSize(1);
	}

	@Test
	void storageGetThatFailsOtherwiseIsNoStorageThatIsNotFound() {
		this.backend.fails(1, "ERROR connection is shut down\n");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.storageGet(DATA))
			.isNotInstanceOf(StorageNotFoundException.class);
	}

	@Test
	void storageAddNamesStorageAndCount() {
		this.tools.storageAdd("data", 2);
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("storage-add", "data=2"));
	}

	@Test
	void storageAddTakesNoCountThatIsNotPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tools.storageAdd("data", 0))
			.withMessage("0 instances of storage 'data' cannot be added");
		assertThat(this.backend.calls).isEmpty();
	}

}
