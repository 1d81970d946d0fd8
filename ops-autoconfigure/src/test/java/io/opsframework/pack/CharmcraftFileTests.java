package io.opsframework.pack;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
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
		assertThat(CharmcraftYaml.minimalAnd("").name()).isEqualTo("greeter");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                           | line 1: the file is empty, expected a mapping
			'- type: charm'              | line 1: the file is a list, expected a mapping
			just text                    | line 1: the file is 'just text', expected a mapping
			'name: [a'                   | line 1: not YAML: expected ',' or ']', but got <stream end>
			'type: bundle'               | line 1: 'type' is 'bundle', expected charm
			'{type: charm, type: charm}' | line 1: 'type' is there twice
			'{type: charm, <<: {}}'      | line 1: merge keys (<<) are not supported, write the keys out
			'{type: charm, [a]: b}'      | line 1: a key is a list, expected text
			""")
	void readWhenFileIsNoCharmcraftFileSaysWhy(String content, String message) {
		assertRefused(content, message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "type", "name", "summary", "description", "parts" })
	void readWhenKeyIsMissingNamesIt(String key) {
		String without = CharmcraftYaml.MINIMAL.replaceAll("(?m)^" + key + ":.*\n(  .*\n)*", "");
		assertRefused(without, "line 1: '%s' is missing".formatted(key));
	}

	@Test
	void readWhenBaseIsMissingShowsOne() {
		assertRefused(CharmcraftYaml.MINIMAL.replace("base: ubuntu@24.04\n", ""),
				"line 1: 'base' is missing, such as 'base: ubuntu@24.04'");
	}

	@Test
	void readWhenThereIsNoPlatformShowsOne() {
		assertRefused(CharmcraftYaml.MINIMAL.replace("platforms:\n  amd64:\n", "platforms: {}\n"),
				"line 1: expected at least one entry in 'platforms', such as 'amd64:', or in 'bases'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					base: ubuntu@24.04 | base: ubuntu            | line 5: 'base' is 'ubuntu', expected a base such as ubuntu@24.04
					amd64:             | x86:                    | line 7: 'platforms.x86' is empty, expected 'build-on' and 'build-for', or an architecture such as amd64 as its name
					amd64:             | 'a: {build-on: amd64}'  | line 7: 'platforms.a.build-for' is missing
					name: greeter      | name: Greeter           | line 2: 'name' is 'Greeter', expected 1 to 40 lower-case letters, digits and dashes, such as 'my-charm'
					name: greeter      | name: 12                | line 2: 'name' is '12', expected text
					Greets.            | ''                      | line 3: 'summary' is empty, expected text
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
				Arguments.of("base: |\n  a\n  b", "line 11: 'base' is there twice"),
				Arguments.of("charm-user: |\n  a\n  b",
						"line 11: 'charm-user' is 'a …', expected one of root, sudoer, non-root"),
				Arguments.of("title: x", "line 11: 'title' is 'x', expected 2 to 40 characters instead of 1"),
				Arguments.of("links: {twitter: x}",
						"line 11: 'links.twitter' is unknown, "
								+ "expected one of contact, documentation, issues, source, website"),
				Arguments.of("links: {website: x}",
						"line 11: 'links.website' is 'x', expected an address such as https://example.com"),
				Arguments.of("config:\n  options:\n    port:\n      type: integer",
						"line 14: 'config.options.port.type' is 'integer', "
								+ "expected one of string, int, float, boolean, secret"),
				Arguments.of("config: {options: {port: {type: int, default: high}}}",
						"line 11: 'config.options.port.default' is 'high', expected a whole number"),
				Arguments.of("config: {options: {name: {default: 1}}}",
						"line 11: 'config.options.name.default' is '1', expected text"),
				Arguments.of("config: {port: {type: int}}",
						"line 11: 'config.port' is unknown, expected one of options"),
				Arguments.of("actions: {Back_up: {}}",
						"line 11: 'Back_up' in 'actions' is not an action's name: "
								+ "lower-case letters, digits and dashes, and not Juju's own"),
				Arguments.of("actions: {backup: {additionalProperties: no-more}}",
						"line 11: 'actions.backup.additionalProperties' is 'no-more', expected true or false"),
				Arguments.of("requires: {db: {limit: 1}}", "line 11: 'requires.db.interface' is missing"),
				Arguments.of("requires: {db: {interface: a, scope: local}}",
						"line 11: 'requires.db.scope' is 'local', expected one of global, container"),
				Arguments.of("requires: {db: a}\npeers:\n  db: b",
						"line 13: 'peers.db' names an endpoint that is declared above"),
				Arguments.of("subordinate: true\nrequires: {db: a}",
						"line 11: a subordinate requires an endpoint with 'scope: container'"),
				Arguments.of("containers: {web: {resource: image}}",
						"line 11: 'containers.web.resource' is 'image', expected a resource of type oci-image"),
				Arguments.of("resources: {image: {type: file}}", "line 11: 'resources.image.filename' is missing"),
				Arguments.of("storage: {data: {}}", "line 11: 'storage.data.type' is missing"),
				Arguments.of("assumes: ['juju > 3']", "line 11: 'assumes[0]' is 'juju > 3', "
						+ "expected a feature such as k8s-api or 'juju >= 3.6'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "series", "min-juju-version", "display-name", "tags" })
	void readWhenTopLevelKeyIsUnknownRefusesIt(String key) {
		assertThatExceptionOfType(InvalidCharmFileException.class)
			.isThrownBy(() -> CharmcraftYaml.minimalAnd(key + ": x"))
			.withMessageStartingWith(
					"charmcraft.yaml, line 11: '%s' is unknown, expected one of type, name,".formatted(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "juju", "juju-run", "import", "-a", "a-", "a_b" })
	void readWhenActionsNameIsNotAllowedRefusesIt(String name) {
		assertThatExceptionOfType(InvalidCharmFileException.class)
			.isThrownBy(() -> CharmcraftYaml.minimalAnd("actions: {%s: {}}".formatted(name)))
			.withMessageContaining("'%s' in 'actions' is not an action's name", name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "subordinate: true\nrequires: {host: {interface: juju-info, scope: container}}",
			"subordinate: no", "config: {options: {a: {type: float, default: 1}, b: {type: boolean, default: yes}}}",
			"config: {options: {a: {type: secret, default: ''}}}", "actions: {jujube: {title: Eat}}",
			"assumes: [any-of: [juju >= 3.6.1, all-of: [k8s-api]]]" })
	void readWhenContentIsUnusualButValidAcceptsIt(String content) {
		assertThat(CharmcraftYaml.minimalAnd(content).name()).isEqualTo("greeter");
	}

	@RepeatedTest(200)
	void readWhenAnyValueIsReplacedAcceptsOrRefusesIt(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		String[] lines = (CharmcraftYaml.MINIMAL + EVERYTHING).split("\n");
		int line = random.nextInt(lines.length);
		lines[line] = lines[line].replaceFirst(": *.*$", ": " + REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
		try {
			assertThat(CharmFiles.split(CharmcraftYaml.parse(String.join("\n", lines)))).containsKey("metadata.yaml");
		}
		catch (InvalidCharmFileException ex) {
			assertThat(ex).hasMessageMatching("charmcraft.yaml, line \\d+: .+");
		}
	}

	private void assertRefused(String content, String message) {
		assertThatExceptionOfType(InvalidCharmFileException.class).isThrownBy(() -> CharmcraftYaml.parse(content))
			.withMessage("charmcraft.yaml, " + message);
	}

}
