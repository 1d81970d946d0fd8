package io.opsframework.pack;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PackOptions}.
 */
class PackOptionsTests {

	@Test
	void parseWhenNothingIsSaidPacksAllIntoWorkingDirectory() {
		PackOptions options = PackOptions.parse(List.of());
		assertThat(options).isEqualTo(new PackOptions(null, Path.of(""), null, null,
				Path.of(System.getProperty("java.home")), true, true, false, null, List.of(), false));
	}

	@Test
	void parseWhenOnlyDirectoryIsSaidPacksNoArchive() {
		PackOptions options = PackOptions.parse(List.of("--directory", "target/charm"));
		assertThat(options.directory()).isEqualTo(Path.of("target/charm"));
		assertThat(options.output()).isNull();
	}

	@Test
	void parseTakesEveryOption() {
		PackOptions options = PackOptions
			.parse(List.of("--output", "target", "--directory", "target/charm", "--charmcraft", "charmcraft.yaml",
					"--platform", "ubuntu@24.04:amd64", "--no-runtime", "--no-archive", "--no-aot", "--yes",
					"--charm-version", "v1", "--include", "templates", "--include", "files/a", "--write-config"));
		assertThat(options).isEqualTo(new PackOptions(Path.of("target/charm"), Path.of("target"),
				Path.of("charmcraft.yaml"), "ubuntu@24.04:amd64", null, false, false, true, "v1",
				List.of(Path.of("templates"), Path.of("files/a")), true));
	}

	@Test
	void parseWhenOptionsContradictTakesTheLast() {
		PackOptions options = PackOptions
			.parse(List.of("--no-archive", "--archive", "--no-runtime", "--runtime", "/opt/jdk"));
		assertThat(options.archive()).isTrue();
		assertThat(options.runtime()).isEqualTo(Path.of("/opt/jdk"));
	}

}
