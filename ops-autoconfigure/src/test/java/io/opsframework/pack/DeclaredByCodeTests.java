package io.opsframework.pack;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import io.opsframework.charm.CharmMetadataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DeclaredByCode}.
 */
class DeclaredByCodeTests {

	private static final String SECTIONS = """
			# What users can set.
			config:
			  options:
			    # Where it listens.
			    port:
			      type: string  # by mistake
			      default: "80"

			    # Not bound to a record.
			    log: {type: string}
			# Over.
			actions:
			  backup:
			    description: |
			      Keeps the data.

			      All of it.
			    params: {old: {type: string}, to: {type: string}}

			# The end.
			""";

	private static final String CHANGES = """
			{"options": {"port": {"type": "int", "default": 8080}, "title": {"type": "string", "default": "1.10"}},
			"actions": {"backup": {"params": {"old": null}, "required": ["to"]}, "restore": {}}}""";

	private static final String CHANGED = """
			# What users can set.
			config:
			  options:
			    # Where it listens.
			    port:
			      type: int
			      default: 8080

			    # Not bound to a record.
			    log: {type: string}
			    title:
			      type: string
			      default: '1.10'
			# Over.
			actions:
			  backup:
			    description: |
			      Keeps the data.

			      All of it.
			    params: {to: {type: string}}
			    required:
			      - to
			  restore: {}

			# The end.
			""";

	@TempDir
	private Path directory;

	private Path charmcraft;

	@BeforeEach
	void createCharmcraftFile() {
		this.charmcraft = this.directory.resolve(CharmcraftFile.NAME);
	}

	@Test
	void readWhenApplicationWasNotProcessedGivesNothing() throws IOException {
		try (URLClassLoader classes = new URLClassLoader(new URL[] { this.directory.toUri().toURL() }, null)) {
			assertThat(DeclaredByCode.read(classes)).isEmpty();
		}
	}

	@Test
	void diffWhenAllFitsIsEmpty() throws IOException {
		Files.writeString(this.charmcraft, CharmcraftYaml.MINIMAL);
		assertThat(declared("{\"options\": {}, \"actions\": {}}").diff(CharmcraftFile.read(this.charmcraft))).isEmpty();
	}

	@Test
	void diffShowsLinesThatChange() throws IOException {
		Files.writeString(this.charmcraft, CharmcraftYaml.MINIMAL + SECTIONS);
		assertThat(declared(CHANGES).diff(CharmcraftFile.read(this.charmcraft))).isEqualTo("""
				--- charmcraft.yaml
				+++ charmcraft.yaml
				@@ -13,11 +13,14 @@
				   options:
				     # Where it listens.
				     port:
				-      type: string  # by mistake
				-      default: "80"
				+      type: int
				+      default: 8080
				\s
				     # Not bound to a record.
				     log: {type: string}
				+    title:
				+      type: string
				+      default: '1.10'
				 # Over.
				 actions:
				   backup:
				@@ -25,6 +28,9 @@
				       Keeps the data.
				\s
				       All of it.
				-    params: {old: {type: string}, to: {type: string}}
				+    params: {to: {type: string}}
				+    required:
				+      - to
				+  restore: {}
				\s
				 # The end.
				""");
	}

	@Test
	void writeToKeepsAllElse() throws IOException {
		Files.writeString(this.charmcraft, CharmcraftYaml.MINIMAL + SECTIONS);
		declared(CHANGES).writeTo(this.charmcraft);
		assertThat(this.charmcraft).content().isEqualTo(CharmcraftYaml.MINIMAL + CHANGED);
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder(CharmcraftFile.NAME, "classes");
	}

	@Test
	void writeToWhenThereIsNoSectionAddsIt() throws IOException {
		Files.writeString(this.charmcraft, CharmcraftYaml.MINIMAL + "# Nothing to set yet");
		declared("{\"options\": {\"port\": {\"type\": \"int\"}}, \"actions\": {\"backup\": {}}}")
			.writeTo(this.charmcraft);
		assertThat(this.charmcraft).content().isEqualTo(CharmcraftYaml.MINIMAL + """
				config:
				  options:
				    port:
				      type: int
				actions:
				  backup: {}
				# Nothing to set yet""");
	}

	@Test
	void writeToWhenSectionIsInBracesWritesItAnew() throws IOException {
		Files.writeString(this.charmcraft,
				CharmcraftYaml.MINIMAL + "config: {options: {port: {type: string}}} # short\nactions:\n");
		declared("{\"options\": {\"port\": {\"type\": \"int\"}}, \"actions\": {\"backup\": {}}}")
			.writeTo(this.charmcraft);
		assertThat(this.charmcraft).content().isEqualTo(CharmcraftYaml.MINIMAL + """
				config: {options: {port: {type: int}}}
				actions:
				  backup: {}
				""");
	}

	@Test
	void writeToWhenThereAreFilesBesideChangesThose() throws IOException {
		Files.writeString(this.charmcraft, CharmcraftYaml.MINIMAL);
		Path config = Files.writeString(this.directory.resolve("config.yaml"), "options:\n  port: {type: string}\n");
		Path actions = Files.writeString(this.directory.resolve("actions.yaml"), "# None yet");
		declared("{\"options\": {\"port\": {\"type\": \"int\"}}, \"actions\": {\"backup\": {}}}")
			.writeTo(this.charmcraft);
		assertThat(this.charmcraft).content().isEqualTo(CharmcraftYaml.MINIMAL);
		assertThat(config).content().isEqualTo("options:\n  port: {type: int}\n");
		assertThat(actions).content().isEqualTo("# None yet\nbackup: {}");
	}

	@Test
	void writeToWhenFileIsInBracesWritesItsContentAnew() throws IOException {
		Files.writeString(this.charmcraft, CharmcraftYaml.MINIMAL);
		Path actions = Files.writeString(this.directory.resolve("actions.yaml"), "# None yet\n{ }\n# The end\n");
		declared("{\"options\": {}, \"actions\": {\"backup\": {}}}").writeTo(this.charmcraft);
		assertThat(actions).content().isEqualTo("# None yet\nbackup: {}\n# The end\n");
	}

	@Test
	void writeToWhenPartIsSharedLeavesTheFileAlone() throws IOException {
		String shared = CharmcraftYaml.MINIMAL + """
				config:
				  options:
				    port: &number
				      type: string
				    other: *number
				""";
		Files.writeString(this.charmcraft, shared);
		DeclaredByCode declared = declared("{\"options\": {\"port\": {\"type\": \"int\"}}, \"actions\": {}}");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> declared.writeTo(this.charmcraft))
			.withMessage("charmcraft.yaml, line 1: the code declares other config.options, "
					+ "which cannot be written in its place; change it by hand");
		assertThat(this.charmcraft).content().isEqualTo(shared);
	}

	@Test
	void writeToWhenTextIsBeyondTheBasicPlaneFindsThePlace() throws IOException {
		Files.writeString(this.charmcraft, CharmcraftYaml.MINIMAL
				+ "title: \uD83D\uDE80\uD83D\uDE80\nconfig:\n  options:\n    port:\n      type: string\n");
		declared("{\"options\": {\"port\": {\"type\": \"int\"}}, \"actions\": {}}").writeTo(this.charmcraft);
		assertThat(this.charmcraft).content().endsWith("    port:\n      type: int\n");
	}

	private DeclaredByCode declared(String json) throws IOException {
		Path file = Files.createDirectories(this.directory.resolve("classes/META-INF/charm")).resolve("declared.json");
		Files.writeString(file, json);
		URL classes = this.directory.resolve("classes").toUri().toURL();
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classes }, null)) {
			return DeclaredByCode.read(classLoader).orElseThrow();
		}
	}

}
