package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaOptions}.
 */
class JavaOptionsTests {

	@TempDir
	private Path temporary;

	@Test
	void writeSaysWhyForEachOption() throws IOException {
		JavaOptions.write(file(), true, null);
		assertThat(Files.readAllLines(file())).hasSizeGreaterThan(4)
			.satisfies((lines) -> assertThat(lines.stream().filter((line) -> line.startsWith("# ")))
				.hasSize(lines.size() / 2));
	}

	@Test
	void writePutsTheCharmsOwnLast() throws IOException {
		Path own = Files.writeString(this.temporary.resolve("own"), "# More.\n-Xmx200m\n");
		JavaOptions.write(file(), false, own);
		assertThat(file()).content().endsWith("# The charm's own.\n# More.\n-Xmx200m\n");
	}

	private Path file() {
		return this.temporary.resolve("java-options");
	}

}
