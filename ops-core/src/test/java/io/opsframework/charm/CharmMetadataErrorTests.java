package io.opsframework.charm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the errors of {@link CharmMetadata}: each names its line and what was
 * expected.
 */
class CharmMetadataErrorTests {

	private static final String SAMPLE = """
			name: greeter
			summary: &s Greets
			assumes: [k8s-api, {any-of: [juju >= 3.5, juju < 3]}]
			requires:
			  database: {interface: postgresql_client, limit: 1, optional: true}
			peers:
			  replicas: &r
			    interface: greeter_peers
			provides: {web: {<<: *r, scope: global}}
			containers:
			  web: {resource: web-image, mounts: [{storage: data, location: /data}], uid: 1}
			storage: {data: {type: filesystem, multiple: {range: 1-2}, minimum-size: 1G}}
			resources: {web-image: {type: oci-image}}
			config:
			  options:
			    port: {type: int, default: 8080, description: "The \\u0070ort"}
			    log: {type: string, default: 'info'}
			actions:
			  backup:
			    description: |
			      Keep
			      the data
			    params: {target: {type: string}}
			    required: [target]
			    additionalProperties: false
			""";

	// The file with # for line ends, the line, the problem.
	private static final String ERRORS = """
			name: ''|1|'name' must be a text of 1 to 40 characters, but is ''
			name: 404|1|'name' must be a text, but is 404
			subordinate: x|2|'subordinate' must be true or false, but is 'x'
			summary: [a]|2|'summary' must be a text, but is a list
			tags: {a: b}|2|'tags' must be a list, but is a mapping
			tags: [1]|2|'tags[0]' must be a text, but is 1
			links: none|2|'links' must be a mapping, but is 'none'
			charm-user: admin|2|'charm-user' must be 'root' or 'sudoer' or 'non-root', but is 'admin'
			min-juju-version: [2]|2|'min-juju-version' must be a version, but is a list
			assumes: k8s-api|2|'assumes' must be a list, but is 'k8s-api'
			assumes: [{some-of: []}]|2|'assumes[0]' must be a feature such as k8s-api or 'juju >= 3.5', or a mapping with 'any-of' or 'all-of', but is a mapping
			assumes: [juju > 3]|2|'assumes[0]' must be a feature such as k8s-api or 'juju >= 3.5', or a mapping with 'any-of' or 'all-of', but is 'juju > 3'
			assumes:#  - any-of:#    - K8s|4|'assumes[0].any-of[0]' must be a feature such as k8s-api or 'juju >= 3.5', or a mapping with 'any-of' or 'all-of', but is 'K8s'
			title: x|2|'title' must be a text of 2 to 40 characters, but is 'x'
			links: {twitter: x}|2|'links.twitter' is unknown, expected one of contact, documentation, issues, source, website
			links:#  source:#    - x|4|'links.source[0]' must be an address such as https://example.com, but is 'x'
			terms: fair-use|2|'terms' must be a list, but is 'fair-use'
			provides: {admin: x}#extra-bindings: {admin: }|3|'extra-bindings.admin' needs another name, 'provides.admin' has the same
			extra-bindings: {admin: space}|2|'extra-bindings.admin' must be a name without a value, but is 'space'
			requires: [db]|2|'requires' must be a mapping, but is a list
			requires:#  db:#    - x|3|'requires.db' must be an interface name or a mapping with 'interface', but is a list
			requires: {db: }|2|'requires.db' must be an interface name or a mapping with 'interface', but is not set
			requires:#  db: {}|3|'requires.db.interface' must be an interface name, but is not set
			requires:#  db:#    interface: 7|4|'requires.db.interface' must be an interface name, but is 7
			requires:#  db:#    interface: x#    limit: many|5|'requires.db.limit' must be a whole number, 0 or more, but is 'many'
			requires:#  db:#    interface: x#    limit: -1|5|'requires.db.limit' must be a whole number, 0 or more, but is -1
			requires:#  db:#    interface: x#    scope: wide|5|'requires.db.scope' must be 'global' or 'container', but is 'wide'
			requires:#  db: x#provides:#  db: x|5|'provides.db' needs another name, 'requires.db' has the same
			provides:#  db: x#peers:#  db: x|5|'peers.db' needs another name, 'provides.db' has the same
			requires:#  db: x#  db: y|4|'requires.db' is declared twice
			containers: {web: {mounts: [{location: /}]}}|2|'containers.web.mounts[0].storage' must be the name of a storage, but is not set
			containers: {web: {mounts: [{storage: a}]}}|2|'containers.web.mounts[0].location' must be a path, but is not set
			containers: {web: {bases: [{name: ubuntu}]}}|2|'containers.web.bases[0].channel' must be a channel such as '24.04/stable', but is not set
			containers: {web: {uid: 99999999999}}|2|'containers.web.uid' must be a whole number of 32 bits, but is 99999999999
			containers: {web: {gid: root}}|2|'containers.web.gid' must be a whole number of 32 bits, but is 'root'
			storage:#  data: {}|3|'storage.data.type' must be 'filesystem' or 'block', but is not set
			storage: {data: {type: block, multiple: {range: many}}}|2|'storage.data.multiple.range' must be a number or range such as '2', '0-3' or '1+', but is 'many'
			storage: {data: {type: block, multiple: {}}}|2|'storage.data.multiple.range' must be a number or range such as '2', '0-3' or '1+', but is not set
			storage: {data: {type: block, multiple: {range: 0}}}|2|'storage.data.multiple.range' must be a number or range that allows one or more, but is 0
			storage: {data: {type: block, multiple: {range: 0-0}}}|2|'storage.data.multiple.range' must be a number or range that allows one or more, but is '0-0'
			storage: {data: {type: block, minimum-size: 2X}}|2|'storage.data.minimum-size' must be a size such as '2G', but is '2X'
			storage: {data: {type: block, minimum-size: -1}}|2|'storage.data.minimum-size' must be a size such as '2G', but is -1
			storage: {data: {type: block, minimum-size: [1]}}|2|'storage.data.minimum-size' must be a size such as '2G', but is a list
			storage: {data: {type: block, properties: [fast]}}|2|'storage.data.properties[0]' must be 'transient', but is 'fast'
			storage: {data_1: {type: block}}|2|'storage.data_1' must have another name: a storage's has lower-case letters and digits, and single dashes between parts with a letter each
			storage: {data-1: {type: block}}|2|'storage.data-1' must have another name: a storage's has lower-case letters and digits, and single dashes between parts with a letter each
			requires:#  Database: x|3|'requires.Database' must have another name: an endpoint's has lower-case letters, digits and single dashes or underscores between them
			provides:#  web--api: x|3|'provides.web--api' must have another name: an endpoint's has lower-case letters, digits and single dashes or underscores between them
			peers:#  ${x}: x|3|'peers.${x}' must have another name: an endpoint's has lower-case letters, digits and single dashes or underscores between them
			containers:#  web_1: {}|3|'containers.web_1' must have another name: a container's has at most 63 lower-case letters, digits and dashes between them
			resources: {image: {type: oci}}|2|'resources.image.type' must be 'file' or 'oci-image', but is 'oci'
			resources: {seed: {filename: /seed}}|2|'resources.seed.filename' must be a file's name without '/', but is '/seed'
			payloads: {a: }|2|'payloads.a.type' must be a type, but is not set
			config:#  port: {type: int}|2|'config' must have the options under 'options'
			config:#  options:#    port: 7|4|'config.options.port' must be a mapping, but is 7
			config:#  options:#    port:#      type: integer|5|'config.options.port.type' must be 'string' or 'int' or 'float' or 'boolean' or 'secret', but is 'integer'
			config: {options: {a: {default: true}}}|2|'config.options.a.default' must be a text, but is true
			config: {options: {a: {type: int, default: 1.5}}}|2|'config.options.a.default' must be a whole number, but is 1.5
			config: {options: {a: {type: float, default: x}}}|2|'config.options.a.default' must be a number, but is 'x'
			config: {options: {a: {type: boolean, default: 1}}}|2|'config.options.a.default' must be true or false, but is 1
			config: {options: {a: {type: secret, default: x}}}|2|'config.options.a.default' must be empty or a secret's URI, but is 'x'
			actions: {a: {parallel: 1}}|2|'actions.a.parallel' must be true or false, but is 1
			actions: {a: {execution-group: 1}}|2|'actions.a.execution-group' must be a text, but is 1
			actions: {a: {params: {b: string}}}|2|'actions.a.params.b' must be a mapping, the JSON schema of the parameter, but is 'string'
			actions: {a: {params: {b: {type: int}}}}|2|'actions.a.params.b.type' must be one of string, boolean, integer, number, array, object, null, but is 'int'
			actions: {a: {additionalProperties: []}}|2|'actions.a.additionalProperties' must be true or false, but is a list
			requires: {[a]: b}|2|a key of 'requires' must be a text, but is a list or a mapping
			summary: !!java.net.URL x|2|not YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL
			summary: !local x|2|'summary' must be plain YAML, but has the tag !local
			tags: !!set {a: }|2|'tags' must be plain YAML, but has the tag tag:yaml.org,2002:set
			subordinate: !!int x|2|'subordinate' must be a number, true or false
			summary: .nan|2|'summary' must be a number, true or false
			summary: "a#  b|3|not YAML: found unexpected end of stream
			a: b: c|2|not YAML: mapping values are not allowed here
			summary: *x|2|not YAML: found undefined alias x
			""";

	private static final String FRAGMENTS = "{}[]:,-&*?|>'\"%@`!#~<= \n\t\0ab01.\\u\uFEFF\u2028\uD83D\uDE00";

	private static final List<String> TOKENS = List.of("&s ", "*s", "*r", "<<: ", "!!int ", "!!float ", "!!binary ",
			"!!set ", "!!timestamp ", "!!java.net.URL ", "---\n", "...\n", "? ", ": ", "- ", "\n  ", "1_0", ".inf",
			"0x", "1:2", "yes", "null", "2026-01-01", "[[[[[[", "%YAML 9.9\n", "! ", "!<tag:yaml.org,2002:bool> ");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = ERRORS)
	void errorNamesLineAndExpectation(String yaml, int line, String problem) {
		String text = yaml.startsWith("name:") ? yaml : "name: greeter\n" + yaml;
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read(text.replace("#", "\n")))
			.withMessage("charmcraft.yaml, line %d: %s", line, problem)
			.satisfies((ex) -> assertThat(ex.getFile()).isEqualTo("charmcraft.yaml"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "juju", "juju-run", "Back_up", "-a", "a-", "a_b" })
	void actionNamesAreThoseThatJujuTakes(String name) {
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> read("name: x\nactions:\n  %s:\n".formatted(name)))
			.withMessageStartingWith("charmcraft.yaml, line 3: 'actions.%s' must have another name: ", name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Greeter", "my_charm", "-greeter", "greeter-1", "1greeter" })
	void charmNamesAreThoseThatJujuTakes(String name) {
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read("name: '%s'\n".formatted(name)))
			.withMessageEndingWith("such as 'my-charm', but is '%s'", name);
	}

	@Test
	void namesOfContainersAreNoLongerThanKubernetesTakes() {
		String name = "w".repeat(63);
		assertThat(read("name: x\ncontainers: {%s: {}}\n".formatted(name)).containers()).containsKey(name);
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> read("name: x\ncontainers: {%sw: {}}\n".formatted(name)))
			.withMessageContaining("at most 63");
	}

	@Test
	void namesOfCharmThatJujuHasTakenAreLeftAlone(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("metadata.yaml"), "name: greeter\nrequires: {Data_Base: x}\n");
		assertThat(CharmMetadata.load(directory).relations()).containsOnlyKeys("Data_Base");
	}

	@Test
	void lengthsAreCharmcraftsInItsOwnFileOnly(@TempDir Path directory) throws IOException {
		String yaml = "name: x%s\nsummary: %s\n".formatted("x".repeat(40), "x".repeat(201));
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read(yaml))
			.withMessageStartingWith("charmcraft.yaml, line 1: 'name' must be a text of 1 to 40 characters");
		Files.writeString(directory.resolve("metadata.yaml"), yaml);
		assertThat(CharmMetadata.load(directory).description().summary()).hasSize(201);
	}

	@Test
	void nameIsRequired() {
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read("# a comment\nsummary: x\n"))
			.withMessage(
					"charmcraft.yaml, line 2: 'name' must be the charm's name: lower-case letters, digits and dashes, such as 'my-charm', but is not set");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read(""))
			.withMessage(
					"charmcraft.yaml, line 1: 'name' must be the charm's name: lower-case letters, digits and dashes, such as 'my-charm', but is not set");
	}

	@Test
	void errorsWithoutLinesNameTheFile() {
		YamlFile file = new YamlFile("metadata.yaml", Map.of(), Map.of("name", List.of()), null, null);
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.fromCharmcraft(file))
			.withMessage("metadata.yaml: 'name' must be a text, but is a list");
	}

	@Test
	void messagesStayOneShortLine() {
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> read("name: x\ncharm-user: \"a\\nb%s\"\n".formatted("c".repeat(1000))))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200).doesNotContain("\n"));
	}

	@Test
	void aliasesCannotGrowWithoutBounds() {
		StringBuilder yaml = new StringBuilder("name: x\na0: &a0 [x, x, x, x, x, x, x, x]\n");
		for (int i = 1; i < 20; i++) {
			yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
		}
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read(yaml.toString()))
			.withMessageContaining("has more than 50000 values or 50 levels");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read("name: x\na: &a [*a]\n"))
			.withMessageStartingWith("charmcraft.yaml, line 2: 'a%s' has more than 50000 values or 50 levels",
					"[0]".repeat(49));
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> read("name: x\na: %s\n".formatted("[".repeat(100_000))));
	}

	@Test
	void bytesThatAreNoTextFail() {
		byte[] bytes = "name: x\nsummary: \u00FC\n".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> CharmMetadata.fromCharmcraft("charmcraft.yaml", new ByteArrayInputStream(bytes)))
			.withMessage("charmcraft.yaml, line 2: not YAML: its text is not in UTF-8");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> read("name: x\nsummary: \0\n"))
			.withMessage("charmcraft.yaml, line 2: not YAML: U+0000 is no character of a text");
	}

	@Test
	void generatedGarbageFailsInOneWayOnly() {
		Random random = new Random(42);
		int failures = 0;
		for (int i = 0; i < 3000; i++) {
			failures += failsWell(damage(random)) ? 1 : 0;
		}
		assertThat(failures).isBetween(1000, 2950);
	}

	private boolean failsWell(String yaml) {
		try {
			read(yaml);
			return false;
		}
		catch (CharmMetadataException ex) {
			assertThat(ex.getMessage()).matches("charmcraft\\.yaml, line \\d+: (not YAML: .+|.*('.+'|the file) .+)");
			return true;
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw new AssertionError("for <" + yaml + ">", ex);
		}
	}

	private String damage(Random random) {
		StringBuilder yaml = new StringBuilder(SAMPLE);
		for (int i = random.nextInt(4); i >= 0; i--) {
			int position = random.nextInt(yaml.length());
			switch (random.nextInt(4)) {
				case 0 -> yaml.setCharAt(position, FRAGMENTS.charAt(random.nextInt(FRAGMENTS.length())));
				case 1 -> yaml.delete(position, position + random.nextInt(8));
				case 2 -> yaml.insert(position,
						yaml.substring(position, Math.min(position + random.nextInt(15), yaml.length())));
				default -> yaml.insert(position, TOKENS.get(random.nextInt(TOKENS.size())));
			}
		}
		return yaml.toString();
	}

	private static CharmMetadata read(String yaml) {
		return CharmMetadata.fromCharmcraft("charmcraft.yaml",
				new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
	}

}
