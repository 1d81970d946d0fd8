package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the charm directory that the build leaves in {@code target/charm}.
 */
class CharmDirectoryIntegrationTests {

	private static final Path CHARM = Path.of("../target/charm");

	private static final String ARCHITECTURE = System.getProperty("os.arch").replace("aarch64", "arm64");

	@TempDir
	private Path temporary;

	@Test
	void charmHasWhatJujuUnpacksAndNothingElse() throws IOException {
		assertThat(namesIn(CHARM)).containsExactlyInAnyOrder("dispatch", "metadata.yaml", "config.yaml", "actions.yaml",
				"manifest.yaml", "version", "app", "runtime");
		assertThat(namesIn(CHARM.resolve("app"))).containsExactlyInAnyOrder("greeter.jar", "lib", "java-options",
				"metadata.json");
	}

	@Test
	void charmHasUnixModes() throws IOException {
		assertThat(mode("dispatch")).isEqualTo("rwxr-xr-x");
		assertThat(mode("")).isEqualTo("rwxr-xr-x");
		assertThat(mode("metadata.yaml")).startsWith("rw-").doesNotContain("x");
	}

	@Test
	void metadataIsWhatJujuReads() throws IOException {
		Map<String, Object> metadata = yaml("metadata.yaml");
		assertThat(metadata).containsOnlyKeys("name", "display-name", "summary", "description", "assumes", "containers",
				"resources", "requires", "provides", "peers");
		assertThat(metadata).containsEntry("name", "greeter")
			.containsEntry("display-name", "Greeter")
			.containsEntry("assumes", List.of("juju >= 3.6", "k8s-api"))
			.containsEntry("containers", Map.of("web", Map.of("resource", "web-image")))
			.containsEntry("requires", Map.of("database", Map.of("interface", "postgresql_client", "limit", 1)))
			.containsEntry("provides", Map.of("http", Map.of("interface", "http")))
			.containsEntry("peers", Map.of("replicas", Map.of("interface", "greeter_replicas")));
		assertThat(at("metadata.yaml", "resources", "web-image")).containsEntry("type", "oci-image");
	}

	@Test
	void configHasOptionsWithDefaults() throws IOException {
		assertThat(yaml("config.yaml")).containsOnlyKeys("options");
		assertThat(at("config.yaml", "options")).containsOnlyKeys("greeting", "port", "log-level", "token");
		assertThat(at("config.yaml", "options", "greeting")).containsEntry("type", "string")
			.containsEntry("default", "Hello");
		assertThat(at("config.yaml", "options", "port")).containsEntry("type", "int").containsEntry("default", 8080);
		assertThat(at("config.yaml", "options", "log-level")).containsEntry("type", "string")
			.containsEntry("default", "info");
		assertThat(at("config.yaml", "options", "token")).containsEntry("type", "secret").doesNotContainKey("default");
	}

	@Test
	void actionsHaveTheirParameters() throws IOException {
		assertThat(yaml("actions.yaml")).containsOnlyKeys("get-db-info");
		assertThat(at("actions.yaml", "get-db-info")).containsEntry("additionalProperties", false);
		assertThat(at("actions.yaml", "get-db-info", "params")).containsOnlyKeys("show-password");
		assertThat(at("actions.yaml", "get-db-info", "params", "show-password")).containsEntry("type", "boolean")
			.containsEntry("default", false);
	}

	@Test
	void manifestNamesBaseOfThePlatform() throws IOException {
		assertThat(yaml("manifest.yaml")).containsEntry("bases",
				List.of(Map.of("name", "ubuntu", "channel", "24.04", "architectures", List.of(ARCHITECTURE))));
	}

	@Test
	void applicationIsThinJarWithItsLibraries() throws IOException {
		try (JarFile jar = new JarFile(CHARM.resolve("app/greeter.jar").toFile())) {
			assertThat(jar.getEntry("io/opsframework/sample/GreeterApplication.class")).isNotNull();
			assertThat(jar.getEntry("META-INF/charm/charmcraft.yaml")).isNotNull();
			assertThat(jar.stream().filter((entry) -> entry.getName().endsWith(".jar"))).isEmpty();
			String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
			assertThat(namesIn(CHARM.resolve("app/lib"))).isNotEmpty()
				.allSatisfy((library) -> assertThat(library).doesNotStartWith("jline"))
				.containsExactlyInAnyOrderElementsOf(Stream.of(classPath.split(" "))
					.map((library) -> library.replace("lib/", ""))
					.filter((library) -> !library.startsWith("jline"))
					.toList());
		}
	}

	@Test
	void extractedApplicationRefusesJarMode() {
		PackProcess.Result result = PackProcess.in(this.temporary)
			.run(CHARM.resolve("app/greeter.jar").toAbsolutePath(), "pack", "--directory", "other");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).contains("-Djarmode=charm", "the jar that the build repackaged");
	}

	private List<String> namesIn(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private String mode(String file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(CHARM.resolve(file)));
	}

	private Map<String, Object> yaml(String file) throws IOException {
		return new Yaml().load(Files.readString(CHARM.resolve(file)));
	}

	private Map<Object, Object> at(String file, String... keys) throws IOException {
		Map<Object, Object> value = new Yaml().load(Files.readString(CHARM.resolve(file)));
		for (String key : keys) {
			value = child(value, key);
		}
		return value;
	}

	@SuppressWarnings("unchecked")
	private Map<Object, Object> child(Map<Object, Object> parent, String key) {
		return (Map<Object, Object>) parent.get(key);
	}

}
