package io.opsframework.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;

import io.opsframework.dispatch.LogCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Tests for {@link FileStateStore}.
 */
class FileStateStoreTests {

	private final LogCapture log = new LogCapture();

	@TempDir
	private Path directory;

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	@Test
	void nothingIsThereAtFirst() throws IOException {
		assertThat(store().load()).isEmpty();
		assertThat(names()).isEmpty();
	}

	@Test
	void givesBackWhatWasSaved() throws IOException {
		Map<String, Object> state = Map.of("deferred", List.of(Map.of("a", 1L)), "text", "ä√\n\uD83D\uDE00");
		store().save(state);
		assertThat(store().load()).isEqualTo(state);
		store().save(Map.of("other", true));
		assertThat(store().load()).isEqualTo(Map.of("other", true));
		assertThat(names()).containsExactly("state.json");
	}

	@Test
	void journalIsKeptUntilTheStateIsSaved() throws IOException {
		assertThat(store().loadJournal()).isEmpty();
		store().saveJournal(Map.of("deferred", List.of("first")));
		store().saveJournal(Map.of("deferred", List.of("second")));
		assertThat(store().loadJournal()).isEqualTo(Map.of("deferred", List.of("second")));
		assertThat(names()).containsExactly("state.json.journal");
		assertThat(PosixFilePermissions
			.toString(Files.getPosixFilePermissions(this.directory.resolve("state.json.journal"))))
			.isEqualTo("rw-------");
		store().save(Map.of());
		assertThat(store().loadJournal()).isEmpty();
		assertThat(names()).containsExactly("state.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "null", "[]" })
	void journalThatCannotBeReadIsIgnored(String content) throws IOException {
		Files.writeString(this.directory.resolve("state.json.journal"), content);
		assertThat(store().loadJournal()).isEmpty();
		assertThat(this.log.lines(Level.WARNING)).singleElement().asString().contains("state.json.journal");
	}

	@Test
	void journalThatCannotBeWrittenDoesNotFail() throws IOException {
		Files.createDirectories(this.directory.resolve("state.json.journal/in-the-way"));
		store().saveJournal(Map.of("deferred", List.of()));
		assertThat(store().loadJournal()).isEmpty();
		assertThat(this.log.lines(Level.WARNING)).singleElement().asString().contains("cannot be written");
	}

	@Test
	void onlyTheOwnerCanReadIt() throws IOException {
		store().save(Map.of("first", 1L));
		assertThat(permissions()).isEqualTo("rw-------");
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
		store().save(Map.of("second", 1L));
		assertThat(permissions()).isEqualTo("rw-------");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "null", "[]", "{}", "{\"a\":1}", "{\"version\":\"1\"}", "{\"version\":1.5}",
			"{\"version\":-1}", "{\"version\":0}", "{\"version\":99999999999999999999}" })
	void whatIsNoStateIsSetAsideAndReported(String content) throws IOException {
		Files.writeString(file(), content);
		assertThat(store().load()).isEmpty();
		assertSetAside(content.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void whatIsNotUtf8IsSetAsideAndReported() throws IOException {
		byte[] content = { '{', '"', (byte) 0xff, '"', ':', '1', '}' };
		Files.write(file(), content);
		assertThat(store().load()).isEmpty();
		assertSetAside(content);
	}

	@Test
	void onlyTheLastUnreadableFileIsKept() throws IOException {
		for (int i = 0; i < 3; i++) {
			Files.writeString(file(), "{" + i);
			store().load();
		}
		assertThat(names()).singleElement().asString().startsWith("state.json.unreadable-");
		assertThat(this.directory.resolve(names().get(0))).hasContent("{2");
		store().save(Map.of("a", 1L));
		assertThat(store().load()).isEqualTo(Map.of("a", 1L));
	}

	@Test
	void whatIsNoFileIsSetAside() throws IOException {
		Files.createDirectories(file().resolve("full"));
		assertThat(store().load()).isEmpty();
		assertThat(names()).singleElement().asString().startsWith("state.json.unreadable-");
		Files.createSymbolicLink(file(), Path.of("/dev/zero"));
		assertThat(store().load()).isEmpty();
		assertThat(this.log.lines(Level.SEVERE)).hasSize(2).allMatch((line) -> line.contains("it is not a file"));
		assertThat(file()).doesNotExist();
		// A link out of the directory; the directory, which is not empty, is there as
		// well.
		Path link = names().stream().map(this.directory::resolve).filter(Files::isSymbolicLink).findAny().orElseThrow();
		Files.delete(link);
	}

	@Test
	void whatIsTooLargeIsSetAsideAndNotWritten() throws IOException {
		try (RandomAccessFile large = new RandomAccessFile(file().toFile(), "rw")) {
			large.setLength(3L * 1024 * 1024 * 1024);
		}
		assertThat(store().load()).isEmpty();
		assertThat(this.log.lines(Level.SEVERE)).singleElement()
			.asString()
			.contains("it is larger than 67108864 bytes");
		assertThatExceptionOfType(StateException.class)
			.isThrownBy(() -> store().save(Map.of("a", "x".repeat(64 * 1024 * 1024))))
			.havingCause()
			.withMessageContaining("larger than");
	}

	@Test
	void leftoversOfHooksThatWereKilledAreDeleted() throws IOException {
		Files.writeString(this.directory.resolve("state.json.123.new"), "{");
		Files.writeString(this.directory.resolve("state.json.456.new"), "{");
		Files.writeString(this.directory.resolve("other.json.456.new"), "{");
		store().save(Map.of("a", 1L));
		assertThat(names()).containsExactly("other.json.456.new", "state.json");
	}

	@Test
	void stateOfNewerCharmIsRefusedAndLeftAlone() throws IOException {
		Files.writeString(file(), "{\"version\":2,\"a\":1}");
		assertThatExceptionOfType(StateException.class).isThrownBy(() -> store().load())
			.withMessageContaining(file().toString())
			.withMessageContaining("version 2")
			.withMessageContaining("newer charm");
		assertThat(file()).hasContent("{\"version\":2,\"a\":1}");
		assertThat(names()).hasSize(1);
	}

	@Test
	void failureToWriteLeavesTheOldStateAndNoTemporaryFile() throws IOException {
		store().save(Map.of("a", 1L));
		assertThatRuntimeException().isThrownBy(() -> store().save(Map.of("b", new Object())));
		assertThat(store().load()).isEqualTo(Map.of("a", 1L));
		assertThat(names()).containsExactly("state.json");
	}

	@Test
	void failureToReplaceLeavesNoTemporaryFile() throws IOException {
		Files.createDirectories(file().resolve("full"));
		assertThatExceptionOfType(StateException.class).isThrownBy(() -> store().save(Map.of("a", 1L)))
			.withMessageContaining(file().toString());
		assertThat(names()).containsExactly("state.json");
	}

	@Test
	void missingDirectoryIsAnError() {
		FileStateStore store = new FileStateStore(this.directory.resolve("none/state.json"));
		assertThat(store.load()).isEmpty();
		assertThatExceptionOfType(StateException.class).isThrownBy(() -> store.save(Map.of()))
			.withMessageContaining("none");
	}

	private void assertSetAside(byte[] content) throws IOException {
		assertThat(names()).singleElement().asString().startsWith("state.json.unreadable-");
		Path aside = this.directory.resolve(names().get(0));
		assertThat(aside).hasBinaryContent(content);
		assertThat(this.log.lines(Level.SEVERE)).singleElement()
			.asString()
			.contains(file().toString(), aside.getFileName().toString(),
					"deferred events and stored values in it are lost");
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	private String permissions() throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
	}

	private Path file() {
		return this.directory.resolve("state.json");
	}

	private FileStateStore store() {
		return new FileStateStore(file());
	}

}
