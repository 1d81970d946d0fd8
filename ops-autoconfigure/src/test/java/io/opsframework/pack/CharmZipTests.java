package io.opsframework.pack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmZip}.
 */
class CharmZipTests {

	@TempDir
	private Path temporary;

	private Path charm;

	private Path zip;

	@BeforeEach
	void writeCharm() throws IOException {
		this.charm = Files.createDirectory(this.temporary.resolve("charm"));
		this.zip = this.temporary.resolve("greeter.charm");
		Files.createDirectory(this.charm.resolve("app"));
		file("dispatch", "#!/bin/sh", "rwxr-xr-x");
		file("app/größe 😀.txt", "text", "rw-r-----");
		Files.createSymbolicLink(this.charm.resolve("app/link"), Path.of("../dispatch"));
	}

	@Test
	void writeKeepsModesContentsAndNames() throws IOException {
		CharmZip.write(this.charm, this.zip);
		try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + this.zip.toUri()),
				Map.of("enablePosixFileAttributes", "true"))) {
			Path root = files.getPath("/");
			assertThat(mode(root.resolve("dispatch"))).isEqualTo("rwxr-xr-x");
			assertThat(root.resolve("dispatch")).hasContent("#!/bin/sh");
			assertThat(mode(root.resolve("app/größe 😀.txt"))).isEqualTo("rw-r-----");
			assertThat(mode(root.resolve("app"))).isEqualTo(mode(this.charm.resolve("app")));
			assertThat(root.resolve("app/link")).hasContent("../dispatch");
		}
	}

	// Bytes 38 to 41 of an entry of the directory; the mode is in the upper two.
	@Test
	void writeMarksLinks() throws IOException {
		CharmZip.write(this.charm, this.zip);
		byte[] bytes = Files.readAllBytes(this.zip);
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int entry = text.lastIndexOf("app/link") - 46;
		assertThat(text.substring(entry, entry + 4)).isEqualTo("PK\001\002");
		assertThat(bytes[entry + 5]).as("made by Unix").isEqualTo((byte) 3);
		assertThat((bytes[entry + 41] & 0xff) << 8 | bytes[entry + 40] & 0xff).isEqualTo(0120777);
	}

	@Test
	void writeWhenTimesDifferWritesTheSameBytes() throws IOException {
		CharmZip.write(this.charm, this.zip);
		byte[] first = Files.readAllBytes(this.zip);
		Files.setLastModifiedTime(this.charm.resolve("dispatch"), FileTime.from(Instant.EPOCH));
		CharmZip.write(this.charm, this.zip);
		assertThat(this.zip).hasBinaryContent(first);
	}

	private void file(String name, String content, String mode) throws IOException {
		Path file = Files.writeString(this.charm.resolve(name), content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
	}

	private String mode(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
