package io.opsframework.pack;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.CharmMetadataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CharmProject}.
 */
class CharmProjectTests {

	@TempDir
	private Path temporary;

	private Path directory;

	private Path charm;

	private Path jar;

	@BeforeEach
	void createDirectories() throws IOException {
		this.directory = Files.createDirectory(this.temporary.resolve("project"));
		this.charm = Files.createDirectory(this.temporary.resolve("charm"));
		this.jar = Files.createDirectories(this.temporary.resolve("jar"));
		Files.writeString(this.directory.resolve("charmcraft.yaml"), CharmcraftYaml.MINIMAL);
		Path packed = this.jar.resolve("META-INF/charm/charmcraft.yaml");
		Files.copy(this.directory.resolve("charmcraft.yaml"),
				Files.createDirectories(packed.getParent()).resolve(packed.getFileName()));
	}

	@Test
	void copyTakesWhatCharmsHave() throws IOException {
		Files.writeString(this.directory.resolve("icon.svg"), "<svg/>");
		Files.writeString(this.directory.resolve("secrets.txt"), "mine");
		file("lib/charms/greeter/v0/greeter.py");
		project().copyTo(this.charm, List.of());
		assertThat(this.charm.resolve("icon.svg")).hasContent("<svg/>");
		assertThat(this.charm.resolve("lib/charms/greeter/v0/greeter.py")).isRegularFile();
		assertThat(this.charm.resolve("secrets.txt")).doesNotExist();
		assertThat(this.charm.resolve("charmcraft.yaml")).doesNotExist();
	}

	@Test
	void copyTakesWhatIsIncluded() throws IOException {
		file("files/config/a.conf");
		file("files/b.conf");
		Files.createSymbolicLink(this.directory.resolve("files/config/b.conf"), Path.of("../b.conf"));
		project().copyTo(this.charm, List.of(Path.of("files")));
		assertThat(this.charm.resolve("files/config/a.conf")).isRegularFile();
		assertThat(Files.readSymbolicLink(this.charm.resolve("files/config/b.conf"))).isEqualTo(Path.of("../b.conf"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "../project", ".", "/etc/passwd" })
	void copyWhenIncludedIsNotInTheProjectRefuses(String path) {
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> project().copyTo(this.charm, List.of(Path.of(path))))
			.withMessage("--include '%s' is no file in '%s'", path, this.directory);
	}

	@Test
	void copyWhenIncludedIsMadeByPackRefuses() throws IOException {
		file("dispatch");
		Files.createFile(this.charm.resolve("dispatch"));
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> project().copyTo(this.charm, List.of(Path.of("dispatch"))))
			.withMessage("--include 'dispatch' is in the charm already");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "../../secrets", "../b.conf" })
	void copyWhenLinkLeadsOutOfTheCharmRefuses(String target) throws IOException {
		file("b.conf");
		Files.createDirectory(this.directory.resolve("files"));
		Path link = Files.createSymbolicLink(this.directory.resolve("files/link"), Path.of(target));
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> project().copyTo(this.charm, List.of(Path.of("files"))))
			.withMessage("the link '%s' leads out of what is packed with it, to '%s'", link, target);
	}

	@Test
	void copyWhenJujuRefusesTheLxdProfileSaysWhere() throws IOException {
		Files.writeString(this.directory.resolve("lxd-profile.yaml"), "config: {limits.cpu: 2}");
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> project().copyTo(this.charm, List.of()))
			.withMessageStartingWith("lxd-profile.yaml, line 1: ");
	}

	@Test
	void agreementWhenOptionIsMissingShowsTheChange() throws IOException {
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> project().requireAgreementWith(withPort()))
			.withMessageStartingWith("the charm's classes have other options or actions than are declared. "
					+ "Change them, or have 'pack --write-config' make this change:\n--- ")
			.withMessageContaining("\n+    port:\n");
	}

	@Test
	void writeDeclaresWhatTheCodeHas() throws IOException {
		project().write(withPort());
		CharmcraftFile written = CharmcraftFile.read(this.directory.resolve("charmcraft.yaml"));
		assertThat(withPort().diff(written)).isEmpty();
		assertThat(written.metadata().options()).containsKey("port");
	}

	@Test
	void writeWhenClassesAreNotKnownSaysWhatToDo() {
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> project().write(null))
			.withMessage("--write-config needs to know the charm's classes: let the build run process-aot");
	}

	private static DeclaredByCode withPort() {
		return new DeclaredByCode(Map.of("port", Map.of("type", "int", "default", 8080L)), Map.of());
	}

	@Test
	void javaOptionsAreBesideCharmcraftFile() throws IOException {
		assertThat(project().javaOptions()).isNull();
		file("java-options");
		assertThat(project().javaOptions()).isEqualTo(this.directory.resolve("java-options"));
	}

	@Test
	void findWhenFileIsMissingSaysSo() {
		Path missing = this.temporary.resolve("charmcraft.yaml");
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> find(missing))
			.withMessage("--charmcraft '%s' is not a file", missing);
	}

	@Test
	void findWhenFileIsNotTheOneInTheJarRefuses() throws IOException {
		Path other = Files.writeString(this.temporary.resolve("charmcraft.yaml"),
				CharmcraftYaml.MINIMAL + "terms: [a]");
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> find(other))
			.withMessage("'%s' is not the one in the jar: build the jar again, "
					+ "or name the project's with --charmcraft FILE", other);
	}

	@Test
	void findWhenNothingIsSaidAndThereIsNoneTakesTheJars() throws IOException {
		CharmProject project = find(null);
		assertThat(project.directory()).isNull();
		assertThat(project.charmcraft().metadata().name()).isEqualTo("greeter");
	}

	private CharmProject project() throws IOException {
		return find(this.directory.resolve("charmcraft.yaml"));
	}

	private CharmProject find(@Nullable Path file) throws IOException {
		try (URLClassLoader jar = new URLClassLoader(new URL[] { this.jar.toUri().toURL() }, null)) {
			return CharmProject.find(file, jar);
		}
	}

	private void file(String name) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		Files.createFile(file);
	}

}
