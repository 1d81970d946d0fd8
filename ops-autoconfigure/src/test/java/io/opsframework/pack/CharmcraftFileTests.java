package io.opsframework.pack;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.opsframework.charm.CharmMetadataException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CharmcraftFile}.
 */
class CharmcraftFileTests {

	private static final String EVERYTHING = """
			title: The Greeter
			subordinate: true
			assumes:
			  - any-of:
			    - juju >= 3.6
			links:
			  contact: team@example.com
			  source: https://example.com
			containers:
			  web:
			    resource: image
			    mounts:
			      - storage: data
			        location: /data
			resources:
			  image:
			    type: oci-image
			storage:
			  data:
			    type: filesystem
			requires:
			  host:
			    interface: juju-info
			    scope: container
			config:
			  options:
			    port:
			      type: int
			      default: 8080
			actions:
			  backup:
			    params:
			      to:
			        type: string
			    required: [to]
			""";

	private static final List<String> REPLACEMENTS = List.of("", "{}", "[]", "a", "1", "1.5", "true", "''", "[a, [b]]",
			"{a: {b: }}", "&a [*a]", "!!binary aGk=", "2026-01-01", "~", "[", "|");

	@Test
	void nameIsTheCharms() {
		assertThat(CharmcraftYaml.minimalAnd("").metadata().name()).isEqualTo("greeter");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					''                           | line 1: 'name' must be the charm's name: lower-case letters, digits and dashes, such as 'my-charm', but is not set
					'- type: charm'              | line 1: the file must be a mapping, but is a list
					just text                    | line 1: the file must be a mapping, but is 'just text'
					'name: [a'                   | line 1: not YAML: expected ',' or ']', but got <stream end>
					'{name: a, type: bundle}'    | line 1: 'type' must be 'charm', but is 'bundle'
					'{type: charm, type: charm}' | line 1: 'type' is declared twice
					'{type: charm, [a]: b}'      | line 1: a key of the file must be a text, but is a list or a mapping
					""")
	void readWhenFileIsNoCharmcraftFileSaysWhy(String content, String message) {
		assertRefused(content, message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "type", "name", "summary", "description", "parts" })
	void readWhenKeyIsMissingNamesIt(String key) {
		String without = CharmcraftYaml.MINIMAL.replaceAll("(?m)^" + key + ":.*\n(  .*\n)*", "");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmcraftYaml.parse(without))
			.withMessageMatching("charmcraft.yaml, line 1: '%s' must be .+, but is not set".formatted(key));
	}

	@Test
	void readWhenBaseIsMissingShowsOne() {
		assertRefused(CharmcraftYaml.MINIMAL.replace("base: ubuntu@24.04\n", ""),
				"line 1: 'base' must be a base such as ubuntu@24.04, but is not set");
	}

	@Test
	void readWhenThereIsNoPlatformShowsOne() {
		assertRefused(CharmcraftYaml.MINIMAL.replace("platforms:\n  amd64:\n", "platforms: {}\n"),
				"line 6: 'platforms' must have an entry, such as 'amd64:'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					base: ubuntu@24.04 | base: ubuntu            | line 5: 'base' must be a base such as ubuntu@24.04, but is 'ubuntu'
					amd64:             | x86:                    | line 7: 'platforms.x86' must be a mapping with 'build-on' and 'build-for', or have an architecture such as amd64 as its name, but is not set
					amd64:             | 'a: {build-on: amd64}'  | line 7: 'platforms.a.build-for' must be an architecture such as amd64 or arm64, but is not set
					name: greeter      | name: Greeter           | line 2: 'name' must be the charm's name: lower-case letters, digits and dashes, such as 'my-charm', but is 'Greeter'
					name: greeter      | name: 12                | line 2: 'name' must be a text, but is 12
					Greets.            | ''                      | line 3: 'summary' must be a text, but is not set
					'amd64:'           | 'a: {build-on: amd64, build-for: [s390x, i386]}' | line 7: 'platforms.a.build-for' must be one architecture, but is a list
					'amd64:'           | 'a: {build-for: amd64}' | line 7: 'platforms.a.build-on' must be a text or a list of texts, but is not set
					'amd64:'           | 'a: {build-in: amd64}' | line 7: 'platforms.a.build-in' is unknown, expected one of build-on, build-for
					""")
	void readWhenRequiredValueIsWrongSaysWhatIsExpected(String value, String wrong, String message) {
		assertRefused(CharmcraftYaml.MINIMAL.replaceFirst(value, wrong), message);
	}

	@ParameterizedTest
	@MethodSource
	void readWhenFurtherContentIsWrongSaysWhatIsExpected(String content, String message) {
		assertRefused(CharmcraftYaml.MINIMAL + content, message);
	}

	static Stream<Arguments> readWhenFurtherContentIsWrongSaysWhatIsExpected() {
		return Stream.of(
				Arguments.of("extensions: [x]",
						"line 11: 'extensions' are expanded by charmcraft only: "
								+ "write out what 'charmcraft expand-extensions' shows"),
				Arguments.of("bases: [{name: ubuntu, channel: '22.04'}]",
						"line 1: expected either 'platforms' (with 'base') or 'bases'"),
				Arguments.of("base: |\n  a\n  b", "line 11: 'base' is declared twice"),
				Arguments.of("charm-user: x",
						"line 11: 'charm-user' must be 'root' or 'sudoer' or 'non-root', but is 'x'"),
				Arguments.of("title: x", "line 11: 'title' must be a text of 2 to 40 characters, but is 'x'"),
				Arguments.of("links: {twitter: x}",
						"line 11: 'links.twitter' is unknown, "
								+ "expected one of contact, documentation, issues, source, website"),
				Arguments.of("links: {website: x}",
						"line 11: 'links.website' must be an address such as https://example.com, but is 'x'"),
				Arguments.of("config:\n  options:\n    port:\n      type: integer",
						"line 14: 'config.options.port.type' must be "
								+ "'string' or 'int' or 'float' or 'boolean' or 'secret', but is 'integer'"),
				Arguments.of("config: {options: {port: {type: int, default: high}}}",
						"line 11: 'config.options.port.default' must be a whole number, but is 'high'"),
				Arguments.of("config: {options: {name: {default: 1}}}",
						"line 11: 'config.options.name.default' must be a text, but is 1"),
				Arguments.of("config: {port: {type: int}}", "line 11: 'config' must have the options under 'options'"),
				Arguments.of("actions: {Back_up: {}}", "line 11: 'actions.Back_up' must have another name: "
						+ "an action's has lower-case letters, digits and dashes, and does not begin with 'juju'"),
				Arguments.of("actions: {backup: {additionalProperties: no-more}}",
						"line 11: 'actions.backup.additionalProperties' must be true or false, but is 'no-more'"),
				Arguments.of("requires: {db: {limit: 1}}",
						"line 11: 'requires.db.interface' must be an interface name, but is not set"),
				Arguments.of("requires: {db: {interface: a, scope: local}}",
						"line 11: 'requires.db.scope' must be 'global' or 'container', but is 'local'"),
				Arguments.of("requires: {db: a}\npeers:\n  db: b",
						"line 13: 'peers.db' needs another name, 'requires.db' has the same"),
				Arguments.of("subordinate: true\nrequires: {db: a}",
						"line 11: 'subordinate' needs an endpoint below 'requires' with 'scope: container'"),
				Arguments.of("containers: {web: {resource: image}}",
						"line 11: 'containers.web.resource' must be the name of a resource of type oci-image, but is 'image'"),
				Arguments.of("resources: {image: {type: file}}",
						"line 11: 'resources.image.filename' must be a file's name, but is not set"),
				Arguments.of("storage: {data: {}}",
						"line 11: 'storage.data.type' must be 'filesystem' or 'block', but is not set"),
				Arguments.of("storage: {data: {type: block, location: /data}}",
						"line 11: 'storage.data.location' is for storages of type filesystem only"),
				Arguments.of("containers: {web: {uid: 1000}}",
						"line 11: 'containers.web.uid' must be below 1000 or from 10000 on, but is 1000"),
				Arguments.of("containers: {web: {gid: 9999}}",
						"line 11: 'containers.web.gid' must be below 1000 or from 10000 on, but is 9999"),
				Arguments.of("containers: {web: {mounts: [{storage: a, location: /a}]}}",
						"line 11: 'containers.web.mounts[0].storage' must be the name of a storage, but is 'a'"),
				Arguments.of("requires: {juju: a}",
						"line 11: 'requires.juju' needs another name: 'juju' and 'juju-' are Juju's"),
				Arguments.of("provides: {info: juju-info}",
						"line 11: 'provides.info' needs another interface than juju-info: "
								+ "those of Juju can only be required"),
				Arguments.of("extra-bindings: {}", "line 11: 'extra-bindings' must have an entry"),
				Arguments.of("peers: {cluster: a}\nextra-bindings: {cluster: }",
						"line 12: 'extra-bindings.cluster' needs another name, 'peers.cluster' has the same"),
				Arguments.of("devices: {gpu: {countmin: 1}}",
						"line 11: 'devices.gpu.type' must be a type such as gpu, but is not set"),
				Arguments.of("devices:\n  gpu:\n    type: gpu\n    countmin: -1",
						"line 14: 'devices.gpu.countmin' must be a whole number, 0 or more, but is -1"),
				Arguments.of("devices: {gpu: {type: gpu, countmax: many}}",
						"line 11: 'devices.gpu.countmax' must be a whole number, 0 or more, but is 'many'"),
				Arguments.of("devices: {gpu: {type: gpu, countmin: 3}}",
						"line 11: 'devices.gpu' must not have a larger 'countmin' than 'countmax'"),
				Arguments.of("containers: {web: }",
						"line 11: 'containers.web' must be a mapping, such as {}, but is not set"),
				Arguments.of("devices: {gpu: }", "line 11: 'devices.gpu' must be a mapping, but is not set"),
				Arguments.of("actions:\n  backup:\n    params:\n      to: {$ref: x}",
						"line 14: 'actions.backup.params.to.$ref' has no place here: "
								+ "Juju takes no references between schemas"),
				Arguments.of("actions: {backup: {params: {to: {anyOf: [{$schema: x}]}}}}",
						"line 11: 'actions.backup.params.to.anyOf[0].$schema' has no place here: "
								+ "Juju takes no references between schemas"),
				Arguments.of("charm-libs: [{lib: greeter, version: '1'}]",
						"line 11: 'charm-libs[0].lib' must be a charm's name and a library's, "
								+ "such as 'my-charm.my_library', but is 'greeter'"),
				Arguments.of("charm-libs: [{lib: a-b.c_d, version: 1.2}]",
						"line 11: 'charm-libs[0].version' must be a version in quotes, "
								+ "such as '1' or '1.2', but is 1.2"),
				Arguments.of("analysis: {ignore: {lint: [a]}}",
						"line 11: 'analysis.ignore.lint' is unknown, expected one of attributes, linters"),
				Arguments.of("adopt-info: [a]", "line 11: 'adopt-info' must be a text, but is a list"),
				Arguments.of("package-repositories: [a]",
						"line 11: 'package-repositories[0]' must be a mapping, but is 'a'"),
				Arguments.of("assumes: ['juju > 3']", "line 11: 'assumes[0]' must be a feature such as k8s-api "
						+ "or 'juju >= 3.5', or a mapping with 'any-of' or 'all-of', but is 'juju > 3'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "series", "min-juju-version", "display-name", "tags" })
	void readWhenTopLevelKeyIsUnknownRefusesIt(String key) {
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmcraftYaml.minimalAnd(key + ": x"))
			.withMessageStartingWith(
					"charmcraft.yaml, line 11: '%s' is unknown, expected one of type, name,".formatted(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "juju", "juju-run", "-a", "a-", "a_b" })
	void readWhenActionsNameIsNotAllowedRefusesIt(String name) {
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> CharmcraftYaml.minimalAnd("actions: {%s: {}}".formatted(name)))
			.withMessageContaining("'actions.%s' must have another name", name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "subordinate: true\nrequires: {host: {interface: juju-info, scope: container}}",
			"subordinate: no", "config: {options: {a: {type: float, default: 1}, b: {type: boolean, default: yes}}}",
			"config: {options: {a: {type: secret, default: ''}}}", "actions: {jujube: {title: Eat}}",
			"actions: {import: {}, 9lives: {}}", "actions: {backup: {additionalProperties: {type: string}}}",
			"version: '1.0'",
			"config: {options: {a: {type: int, default: '0x10'}, b: {type: boolean, default: 'False'}}}",
			"requires: {info: juju-info}", "charm-libs: [{lib: my-charm.my_lib, version: '1.2'}]",
			"analysis: {ignore: {linters: [metadata], attributes: []}}",
			"devices: {gpu: {type: nvidia.com/gpu, countmin: 0, countmax: 4}}",
			"containers: {web: {uid: 999, gid: 10000}}",
			"subordinate: true\nrequires: {juju-host: {interface: juju-info, scope: container}}",
			"package-repositories: [{type: apt, ppa: a/b}]\nadopt-info: app\ncharmhub: {}",
			"assumes: [any-of: [juju >= 3.6.1, all-of: [k8s-api]]]" })
	void readWhenContentIsUnusualButValidAcceptsIt(String content) {
		assertThat(CharmcraftYaml.minimalAnd(content).metadata().name()).isEqualTo("greeter");
	}

	@RepeatedTest(200)
	void readWhenAnyValueIsReplacedAcceptsOrRefusesIt(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		String[] lines = (CharmcraftYaml.MINIMAL + EVERYTHING).split("\n");
		int line = random.nextInt(lines.length);
		lines[line] = lines[line].replaceFirst(": *.*$", ": " + REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
		try {
			assertThat(split(CharmcraftYaml.parse(String.join("\n", lines)))).containsKey("metadata.yaml");
		}
		catch (CharmMetadataException ex) {
			assertThat(ex).hasMessageMatching("charmcraft.yaml, line \\d+: (not YAML: .+|.*('.+'|the file) .+)");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			metadata.yaml | name: greeter                     | name
			metadata.yaml | requires: {db: a}                 | requires
			config.yaml   | config: {options: {a: {type: int}}} | config
			actions.yaml  | actions: {backup: }               | actions
			""")
	void readWhenFileBesideTakesThePlaceOfKeyRefusesTheKey(String file, String content, String key) {
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> CharmcraftYaml.parse(CharmcraftYaml.WITHOUT_METADATA + content, Map.of(file, "")))
			.withMessage("charmcraft.yaml, line 5: '%s' has no place beside %s, which the charm gets as it is: "
					+ "declare it there only", key, file);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					metadata.yaml | name: greeter           | metadata.yaml, line 1: 'summary' must be a text, but is not set
					metadata.yaml | {name: a, summary: b, description: c, series: [jammy], assumes: [k8s-api]} | metadata.yaml, line 1: 'series' is of the old format, and cannot stand beside 'assumes'
					config.yaml   | port: {type: int}       | config.yaml, line 1: the file must have the options under 'options'
					config.yaml   | options: {port: {type: x}} | config.yaml, line 1: 'options.port.type' must be 'string' or 'int' or 'float' or 'boolean' or 'secret', but is 'x'
					actions.yaml  | Backup:                 | actions.yaml, line 1: 'Backup' must have another name: an action's has lower-case letters, digits and dashes, and does not begin with 'juju'
					actions.yaml  | a: {params: {b: {$ref: c}}} | actions.yaml, line 1: 'a.params.b.$ref' has no place here: Juju takes no references between schemas
					""")
	void readWhenFileBesideIsWrongNamesIt(String file, String content, String message) {
		Map<String, String> beside = new HashMap<>(Map.of("metadata.yaml", CharmcraftYaml.METADATA));
		beside.put(file, content);
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> CharmcraftYaml.parse(CharmcraftYaml.WITHOUT_METADATA, beside))
			.withMessage(message);
	}

	@Test
	void readWhenThereAreFilesBesideReadsThem(@TempDir Path directory) throws IOException {
		Path file = write(directory, CharmcraftFile.NAME, CharmcraftYaml.WITHOUT_METADATA);
		write(directory, "metadata.yaml", CharmcraftYaml.METADATA);
		write(directory, "config.yaml", "options: {port: {type: int}}");
		write(directory, "actions.yaml", "backup:");
		CharmcraftFile charmcraft = CharmcraftFile.read(file);
		assertThat(charmcraft.metadata().name()).isEqualTo("greeter");
		assertThat(charmcraft.metadata().relations()).containsOnlyKeys("db");
		assertThat(charmcraft.metadata().options()).containsOnlyKeys("port");
		assertThat(charmcraft.metadata().actions()).containsOnlyKeys("backup");
	}

	@Test
	void readWhenJarHasFilesBesideReadsThem(@TempDir Path directory) throws IOException {
		Path jar = directory.resolve("greeter.jar");
		try (JarOutputStream content = new JarOutputStream(Files.newOutputStream(jar))) {
			add(content, "META-INF/charm/charmcraft.yaml", CharmcraftYaml.WITHOUT_METADATA);
			add(content, "META-INF/charm/metadata.yaml", CharmcraftYaml.METADATA);
		}
		try (URLClassLoader classes = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			CharmcraftFile charmcraft = CharmcraftFile.read(classes.getResource("META-INF/charm/charmcraft.yaml"));
			assertThat(charmcraft.metadata().relations()).containsOnlyKeys("db");
			assertThat(charmcraft.sources().beside()).containsOnlyKeys("metadata.yaml");
		}
	}

	private static Path write(Path directory, String name, String content) throws IOException {
		return Files.writeString(directory.resolve(name), content);
	}

	private static void add(JarOutputStream jar, String name, String content) throws IOException {
		jar.putNextEntry(new ZipEntry(name));
		jar.write(content.getBytes(StandardCharsets.UTF_8));
	}

	private void assertRefused(String content, String message) {
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmcraftYaml.parse(content))
			.withMessage("charmcraft.yaml, " + message);
	}

	private static Map<String, String> split(CharmcraftFile charmcraft) {
		return CharmFiles.split(charmcraft, charmcraft.platforms().get(0).base());
	}

}
