package io.opsframework.pack;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmFiles}.
 */
class CharmFilesTests {

	@Test
	void splitWhenThereIsNothingElseGivesMetadataAndManifest() {
		Map<String, String> files = split(CharmcraftYaml.minimalAnd(""));
		assertThat(files).containsOnlyKeys("metadata.yaml", "manifest.yaml");
		assertThat(files.get("metadata.yaml")).isEqualTo("""
				name: greeter
				summary: Greets.
				description: Greets whoever asks.
				""");
		assertThat(files.get("manifest.yaml")).isEqualTo("""
				bases:
				  - name: ubuntu
				    channel: '24.04'
				    architectures:
				      - amd64
				analysis:
				  attributes:
				    - name: language
				      result: unknown
				    - name: framework
				      result: unknown
				""");
	}

	@Test
	void splitWhenSectionsAreEmptyWritesNoFileForThem() {
		assertThat(split(CharmcraftYaml.minimalAnd("""
				config:
				  options: {}
				actions: {}
				"""))).containsOnlyKeys("metadata.yaml", "manifest.yaml");
	}

	@Test
	void splitWhenSectionsHaveNoValueWritesNoFileForThem() {
		assertThat(split(CharmcraftYaml.minimalAnd("""
				title:
				config:
				actions:
				"""))).containsOnlyKeys("metadata.yaml", "manifest.yaml");
	}

	@Test
	void splitGivesTitleAsDisplayName() {
		assertThat(metadata("title: The Greeter")).containsEntry("display-name", "The Greeter")
			.doesNotContainKey("title");
	}

	@Test
	void splitSpreadsLinks() {
		assertThat(metadata("""
				links:
				  contact: team@example.com
				  documentation: https://example.com/docs
				  issues: https://example.com/issues
				  source: [https://example.com/a, https://example.com/b]
				  website: https://example.com
				""")).containsEntry("maintainers", List.of("team@example.com"))
			.containsEntry("docs", "https://example.com/docs")
			.containsEntry("issues", "https://example.com/issues")
			.containsEntry("source", List.of("https://example.com/a", "https://example.com/b"))
			.containsEntry("website", "https://example.com")
			.doesNotContainKeys("links", "contact", "documentation");
	}

	@Test
	void splitWhenThereAreSeveralContactsKeepsTheList() {
		assertThat(metadata("links: {contact: [a@example.com, b@example.com]}")).containsEntry("maintainers",
				List.of("a@example.com", "b@example.com"));
	}

	@Test
	void splitCopiesWhatJujuReads() {
		String copied = """
				subordinate: true
				assumes: [juju >= 3.6, any-of: [k8s-api, juju < 5]]
				charm-user: non-root
				containers: {web: {resource: image, mounts: [{storage: data, location: /data}]}}
				resources: {image: {type: oci-image}, seed: {type: file, filename: seed.zip}}
				storage: {data: {type: filesystem, minimum-size: 1G}}
				devices: {gpu: {type: gpu}}
				requires: {host: {interface: juju-info, scope: container}, db: mysql}
				provides: {web: {interface: http, limit: 2, optional: true}}
				peers: {replicas: {interface: greeter}}
				extra-bindings: {admin: null}
				terms: [fair-use]
				""";
		Map<String, Object> metadata = metadata(copied);
		metadata.keySet().removeAll(List.of("name", "summary", "description"));
		assertThat(metadata).isEqualTo(new Yaml().load(copied));
	}

	@Test
	void splitLeavesOutWhatOnlyCharmcraftReads() {
		assertThat(metadata("""
				build-base: ubuntu@devel
				analysis: {ignore: {linters: [metadata]}}
				charm-libs: [{lib: my-charm.my_lib, version: "1"}]
				""")).containsOnlyKeys("name", "summary", "description");
	}

	@Test
	void splitKeepsHowValuesWereWritten() {
		assertThat(split(CharmcraftYaml.minimalAnd("""
				config:
				  options:
				    version: {type: string, default: "1.10", description: 'It''s quoted: here'}
				""")).get("config.yaml")).isEqualTo("""
				options:
				  version: {type: string, default: "1.10", description: 'It''s quoted: here'}
				""");
	}

	@Test
	void splitWritesActionsAtTheTopOfTheirFile() {
		assertThat(split(CharmcraftYaml.minimalAnd("""
				actions:
				  backup:
				    description: Back up.
				    params:
				      to: {type: string}
				    required: [to]
				    additionalProperties: false
				  restore: {parallel: true, execution-group: data}
				""")).get("actions.yaml")).isEqualTo("""
				backup:
				  description: Back up.
				  params:
				    to: {type: string}
				  required: [to]
				  additionalProperties: false
				restore: {parallel: true, execution-group: data}
				""");
	}

	@Test
	void splitWhenAnchorsSpanSectionsWritesFilesThatStandAlone() {
		String actions = split(CharmcraftYaml.minimalAnd("""
				config:
				  options:
				    port: {type: int, description: &text The port.}
				actions:
				  open: {description: *text}
				  close: {description: *text}
				""")).get("actions.yaml");
		assertThat(new Yaml().<Map<String, Object>>load(actions))
			.isEqualTo(Map.of("open", Map.of("description", "The port."), "close", Map.of("description", "The port.")));
	}

	@Test
	void splitWhenKeysAreMergedWritesThemOut() {
		assertThat(split(CharmcraftYaml.minimalAnd("""
				requires:
				  one: &one
				    interface: mysql
				    limit: 1
				  two:
				    <<: *one
				    optional: true
				""")).get("metadata.yaml")).endsWith("""
				requires:
				  one:
				    interface: mysql
				    limit: 1
				  two:
				    optional: true
				    interface: mysql
				    limit: 1
				""");
	}

	@Test
	void splitWhenActionIsEmptyWritesIt() {
		String actions = split(CharmcraftYaml.minimalAnd("actions:\n  backup:\n")).get("actions.yaml");
		assertThat(new Yaml().<Map<String, Object>>load(actions)).containsOnlyKeys("backup");
	}

	@Test
	void splitCopiesFilesThatTheAuthorHasBesideIt() {
		String config = "# Options\noptions:\n    port:  {type: int}\n";
		Map<String, String> files = split(CharmcraftYaml.parse(CharmcraftYaml.WITHOUT_METADATA,
				Map.of("metadata.yaml", CharmcraftYaml.METADATA, "config.yaml", config, "actions.yaml", "backup: {}")));
		assertThat(files).containsOnlyKeys("metadata.yaml", "config.yaml", "actions.yaml", "manifest.yaml")
			.containsEntry("metadata.yaml", CharmcraftYaml.METADATA)
			.containsEntry("config.yaml", config)
			.containsEntry("actions.yaml", "backup: {}");
	}

	@Test
	void splitWhenFilesBesideAreEmptyWritesNone() {
		assertThat(split(CharmcraftYaml.parse(CharmcraftYaml.MINIMAL,
				Map.of("config.yaml", "", "actions.yaml", "# None yet\n"))))
			.containsOnlyKeys("metadata.yaml", "manifest.yaml");
	}

	private Map<String, Object> metadata(String content) {
		return new Yaml().load(split(CharmcraftYaml.minimalAnd(content)).get("metadata.yaml"));
	}

	private static Map<String, String> split(CharmcraftFile charmcraft) {
		return CharmFiles.split(charmcraft, charmcraft.platforms().get(0).base());
	}

}
