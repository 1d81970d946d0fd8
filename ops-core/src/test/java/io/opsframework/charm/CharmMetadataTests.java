package io.opsframework.charm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.juju.JujuVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link CharmMetadata}.
 */
class CharmMetadataTests {

	@TempDir
	private Path directory;

	@Test
	void loadReadsTheThreeFiles() throws IOException {
		write("metadata.yaml", "name: greeter\nrequires: {database: postgresql_client}\n");
		write("config.yaml", "options:\n  port: {type: int, default: 8080}\n");
		write("actions.yaml", "backup: {description: Keep the data}\n");
		CharmMetadata metadata = CharmMetadata.load(this.directory);
		assertThat(metadata.name()).isEqualTo("greeter");
		assertThat(metadata).hasToString("greeter");
		assertThat(metadata.relations()).containsOnlyKeys("database");
		assertThat(metadata.options()).containsOnlyKeys("port");
		assertThat(metadata.actions()).containsOnlyKeys("backup");
	}

	@Test
	void loadWhenOptionalFilesAreMissingOrEmptyReadsNothingFromThem() throws IOException {
		write("metadata.yaml", "name: greeter\n");
		write("actions.yaml", "# none yet\n");
		CharmMetadata metadata = CharmMetadata.load(this.directory);
		assertThat(metadata.options()).isEmpty();
		assertThat(metadata.actions()).isEmpty();
		assertThat(metadata.relations()).isEmpty();
		assertThat(metadata.charmUser()).isEqualTo(CharmUser.ROOT);
		assertThat(metadata.isSubordinate()).isFalse();
	}

	@Test
	void loadWhenOptionsKeyIsEmptyReadsNoOptions() throws IOException {
		write("metadata.yaml", "name: greeter\n");
		write("config.yaml", "options:\n");
		assertThat(CharmMetadata.load(this.directory).options()).isEmpty();
	}

	@Test
	void loadWhenMetadataIsMissingNamesTheDirectory() {
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.load(this.directory))
			.withMessage("metadata.yaml: no such file in '%s', which must be a charm's directory", this.directory)
			.satisfies((ex) -> assertThat(ex.getFile()).isEqualTo("metadata.yaml"));
	}

	@Test
	void loadWhenFileCannotBeReadNamesIt() throws IOException {
		write("metadata.yaml", "name: greeter\n");
		Files.createDirectory(this.directory.resolve("actions.yaml"));
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.load(this.directory))
			.withMessageStartingWith("actions.yaml: cannot be read: ");
	}

	@Test
	void errorsNameTheFileTheyAreIn() throws IOException {
		write("metadata.yaml", "name: greeter\n");
		write("config.yaml", "options:\n  port:\n    type: integer\n");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.load(this.directory))
			.withMessageStartingWith("config.yaml, line 3: 'options.port.type' must be ");
		write("config.yaml", "");
		write("actions.yaml", "- backup\n");
		assertThatExceptionOfType(CharmMetadataException.class).isThrownBy(() -> CharmMetadata.load(this.directory))
			.withMessage("actions.yaml, line 1: the file must be a mapping, but is a list");
	}

	@Test
	void readsTheDescriptionInMetadataSpelling() {
		CharmDescription description = read("""
				name: greeter
				display-name: Greeter
				summary: Greets
				description: Greets at length
				maintainer: Ann
				maintainers: [Ann, Bob]
				website: https://example.com
				source: [https://example.com/a, https://example.com/b]
				issues: https://example.com/i
				docs: https://example.com/d
				tags: [hello]
				terms: [terms]
				series: [jammy]
				min-juju-version: 2.9
				""").description();
		assertThat(description)
			.isEqualTo(new CharmDescription("greeter", "Greeter", "Greets", "Greets at length", List.of("Ann", "Bob"),
					new MetadataLinks(List.of("https://example.com"),
							List.of("https://example.com/a", "https://example.com/b"), List.of("https://example.com/i"),
							"https://example.com/d"),
					List.of("hello"), List.of("terms"), List.of("jammy"), "2.9"));
	}

	@Test
	void readsTheDescriptionInCharmcraftSpelling() {
		CharmDescription description = read("""
				name: greeter
				title: Greeter
				maintainer: ''
				links:
				  contact: [Ann]
				  website: https://example.com
				  source: https://example.com/s
				  issues: [https://example.com/i]
				  documentation: https://example.com/d
				""").description();
		assertThat(description.displayName()).isEqualTo("Greeter");
		assertThat(description.maintainers()).containsExactly("Ann");
		assertThat(description.links()).isEqualTo(new MetadataLinks(List.of("https://example.com"),
				List.of("https://example.com/s"), List.of("https://example.com/i"), "https://example.com/d"));
		assertThat(description.summary()).isEmpty();
		assertThat(description.minJujuVersion()).isNull();
	}

	@Test
	void readsEndpointsOfAllRolesInBothForms() {
		Map<String, RelationMetadata> relations = read("""
				name: greeter
				peers: {replicas: {interface: greeter_peers}}
				provides: {web: http}
				requires:
				  database: {interface: postgresql_client, limit: 1, optional: true}
				  logs: {interface: juju-info, scope: container}
				""").relations();
		assertThat(relations.values()).containsExactly(
				new RelationMetadata("database", RelationRole.REQUIRES, "postgresql_client", 1, RelationScope.GLOBAL,
						true),
				new RelationMetadata("logs", RelationRole.REQUIRES, "juju-info", null, RelationScope.CONTAINER, false),
				new RelationMetadata("web", RelationRole.PROVIDES, "http", null, RelationScope.GLOBAL, false),
				new RelationMetadata("replicas", RelationRole.PEER, "greeter_peers", null, RelationScope.GLOBAL,
						false));
		assertThat(relations.keySet()).containsExactly("database", "logs", "web", "replicas");
	}

	@Test
	void readsContainers() {
		Map<String, ContainerMetadata> containers = read("""
				name: greeter
				containers:
				  web:
				    resource: web-image
				    uid: 584792
				    gid: 0
				    mounts:
				      - {storage: data, location: /data}
				      - {storage: logs, location: /logs}
				      - {storage: data, location: /copy}
				  bare:
				    bases: [{name: ubuntu, channel: 24.04/stable, architectures: [amd64]}]
				  both: {resource: web-image, bases: [{name: ubuntu, channel: "24.04"}], uid: -1}
				  empty:
				""").containers();
		assertThat(containers).containsOnlyKeys("web", "bare", "both", "empty");
		assertThat(containers.get("web")).isEqualTo(new ContainerMetadata("web", "web-image", List.of(),
				Map.of("data", new ContainerMount("data", List.of("/data", "/copy")), "logs",
						new ContainerMount("logs", List.of("/logs"))),
				584792, 0));
		assertThat(containers.get("bare").bases())
			.containsExactly(new ContainerBase("ubuntu", "24.04/stable", List.of("amd64")));
		assertThat(containers.get("both")).isEqualTo(new ContainerMetadata("both", "web-image",
				List.of(new ContainerBase("ubuntu", "24.04", List.of())), Map.of(), -1, null));
		assertThat(containers.get("empty"))
			.isEqualTo(new ContainerMetadata("empty", null, List.of(), Map.of(), null, null));
	}

	@Test
	void locationWhenStorageIsMountedTwicePointsToLocations() {
		assertThat(new ContainerMount("data", List.of("/data")).location()).isEqualTo("/data");
		assertThatIllegalStateException().isThrownBy(new ContainerMount("data", List.of("/a", "/b"))::location)
			.withMessage("storage 'data' is mounted more than once: ask for locations() instead");
	}

	@Test
	void readsStorages() {
		Map<String, StorageMetadata> storages = read("""
				name: greeter
				storage:
				  data: {type: filesystem, description: The data, shared: true, read-only: true, location: /data,
				    minimum-size: 2G, multiple: {range: 1-3}, properties: [transient]}
				  disk: {type: block, minimum-size: 512}
				""").storages();
		assertThat(storages.values()).containsExactly(
				new StorageMetadata("data", StorageType.FILESYSTEM, "The data", true, true, "/data", "2G",
						new StorageRange(1, 3), List.of("transient")),
				new StorageMetadata("disk", StorageType.BLOCK, "", false, false, null, "512", new StorageRange(1, 1),
						List.of()));
	}

	@Test
	void readsEveryFormOfARange() {
		assertThat(range("2")).isEqualTo(new StorageRange(2, 2));
		assertThat(range("'2'")).isEqualTo(new StorageRange(2, 2));
		assertThat(range("0-10")).isEqualTo(new StorageRange(0, 10));
		assertThat(range("1+")).isEqualTo(new StorageRange(1, null));
		assertThat(range("1-")).isEqualTo(new StorageRange(1, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10", "10M", "1.5G", "2GB", "2GiB", "1T", "1P", "1E", "1Z", "1Y" })
	void readsEveryFormOfASize(String size) {
		assertThat(read("name: x\nstorage: {data: {type: block, minimum-size: %s}}\n".formatted(size)).storages()
			.get("data")
			.minimumSize()).isEqualTo(size);
	}

	@Test
	void readsResourcesPayloadsAndBindings() {
		CharmMetadata metadata = read("""
				name: greeter
				resources:
				  web-image: {type: oci-image, description: The image, upstream-source: x}
				  binary: {filename: greeter.bin}
				payloads: {monitoring: {type: docker}}
				extra-bindings: {public: , admin: }
				""");
		assertThat(metadata.resources().values()).containsExactly(
				new ResourceMetadata("web-image", ResourceType.OCI_IMAGE, null, "The image"),
				new ResourceMetadata("binary", ResourceType.FILE, "greeter.bin", ""));
		assertThat(metadata.payloads()).containsExactly(Map.entry("monitoring", "docker"));
		assertThat(metadata.extraBindings()).containsExactly("public", "admin");
	}

	@Test
	void readsUserSubordinateAndNestedAssumptions() {
		CharmMetadata metadata = read("""
				name: greeter
				subordinate: true
				charm-user: non-root
				assumes:
				  - k8s-api
				  - any-of: [juju >= 3.5, {all-of: [juju >= 3.1, juju < 3.2]}]
				""");
		assertThat(metadata.isSubordinate()).isTrue();
		assertThat(metadata.charmUser()).isEqualTo(CharmUser.NON_ROOT);
		assertThat(metadata.assumes()).containsExactly(new Assumption.Feature("k8s-api"),
				new Assumption.AnyOf(List.of(new Assumption.Feature("juju >= 3.5"), new Assumption.AllOf(
						List.of(new Assumption.Feature("juju >= 3.1"), new Assumption.Feature("juju < 3.2"))))));
	}

	@Test
	void readsOptionsOfEveryType() {
		Map<String, ConfigOption> options = read("""
				name: greeter
				config:
				  options:
				    greeting: {default: Hello, description: How to greet}
				    date: {type: string, default: 2026-01-01}
				    port: {type: int, default: 8080}
				    ratio: {type: float, default: 1}
				    fraction: {type: float, default: 0.5}
				    tls: {type: boolean, default: false}
				    password: {type: secret, default: "secret:9m4e2mr0ui3e8a215n4g"}
				    unset: {type: int}
				""").options();
		assertThat(options.values()).containsExactly(
				new ConfigOption("greeting", ConfigType.STRING, "Hello", "How to greet"),
				new ConfigOption("date", ConfigType.STRING, "2026-01-01", ""),
				new ConfigOption("port", ConfigType.INT, 8080L, ""),
				new ConfigOption("ratio", ConfigType.FLOAT, 1.0, ""),
				new ConfigOption("fraction", ConfigType.FLOAT, 0.5, ""),
				new ConfigOption("tls", ConfigType.BOOLEAN, false, ""),
				new ConfigOption("password", ConfigType.SECRET, "secret:9m4e2mr0ui3e8a215n4g", ""),
				new ConfigOption("unset", ConfigType.INT, null, ""));
	}

	@Test
	void readsDefaultsInQuotesAsJujuDoes() {
		Map<String, ConfigOption> options = read("""
				name: greeter
				config:
				  options:
				    port: {type: int, default: "8080"}
				    mask: {type: int, default: "0x10"}
				    tls: {type: boolean, default: "True"}
				    trace: {type: boolean, default: "f"}
				    name: {type: string, default: "1"}
				""").options();
		assertThat(options.values()).extracting(ConfigOption::defaultValue)
			.containsExactly(8080L, 16L, true, false, "1");
	}

	@Test
	void readsSchemaOfAdditionalPropertiesAsTheirBeingAllowed() {
		assertThat(read("name: greeter\nactions: {backup: {additionalProperties: {type: string}}}").actions()
			.get("backup")
			.additionalProperties()).isTrue();
	}

	@Test
	void readsActions() {
		Map<String, ActionMetadata> actions = read("""
				name: greeter
				actions:
				  backup:
				    title: Backup
				    description: Keep the data
				    params:
				      target: {type: string, default: s3}
				      depth: {type: integer, minimum: 1}
				    required: [target]
				    additionalProperties: true
				    parallel: true
				  plain:
				""").actions();
		assertThat(actions.values()).containsExactly(
				new ActionMetadata("backup", "Backup", "Keep the data",
						Map.of("target", Map.of("type", "string", "default", "s3"), "depth",
								Map.of("type", "integer", "minimum", 1L)),
						List.of("target"), true),
				new ActionMetadata("plain", "", "", Map.of(), List.of(), null));
		assertThat(actions.get("backup").parameters().keySet()).containsExactly("target", "depth");
	}

	@Test
	void additionalPropertiesAreAllowedBeforeJuju4() {
		ActionMetadata unsaid = new ActionMetadata("a", "", "", Map.of(), List.of(), null);
		ActionMetadata said = new ActionMetadata("a", "", "", Map.of(), List.of(), true);
		assertThat(unsaid.allowsAdditionalProperties(JujuVersion.of("3.6.27"))).isTrue();
		assertThat(unsaid.allowsAdditionalProperties(JujuVersion.of("4.0.0"))).isFalse();
		assertThat(said.allowsAdditionalProperties(JujuVersion.of("4.0.0"))).isTrue();
	}

	@Test
	void keysThatYamlTakesForOtherThingsStayTexts() {
		assertThat(read("name: greeter\npayloads: {on: {type: x}, 8080: {type: x}, ~: {type: x}}\n").payloads())
			.containsOnlyKeys("on", "8080", "~");
	}

	@Test
	void aliasesAndMergedKeysAreResolved() {
		assertThat(read("""
				name: greeter
				x-database: &database {interface: postgresql_client, limit: 1}
				requires:
				  one: *database
				  two: {<<: *database, limit: 2}
				""").relations().values()).extracting(RelationMetadata::interfaceName, RelationMetadata::limit)
			.containsExactly(tuple("postgresql_client", 1), tuple("postgresql_client", 2));
	}

	@Test
	void treeThatWentThroughJsonMeansTheSame() {
		String yaml = """
				name: greeter
				requires: {database: {interface: postgresql_client, limit: 1}}
				storage: {data: {type: filesystem, minimum-size: 10, multiple: {range: 2}}}
				config: {options: {ratio: {type: float, default: 0.5}, port: {type: int, default: 0x10}}}
				actions: {backup: {params: {depth: {type: integer, enum: [1, 2, null]}}}}
				""";
		Object tree = YamlFile.read("charmcraft.yaml", stream(yaml)).root().value();
		YamlFile file = new YamlFile("charmcraft.yaml", Map.of(), Json.parse(Json.write(tree)), null, null);
		CharmMetadata metadata = CharmMetadata.fromCharmcraft(file);
		assertThat(metadata).usingRecursiveComparison().isEqualTo(read(yaml));
		assertThat(metadata.options().get("port").defaultValue()).isEqualTo(16L);
	}

	private static StorageRange range(String yaml) {
		return read("name: x\nstorage: {data: {type: block, multiple: {range: %s}}}\n".formatted(yaml)).storages()
			.get("data")
			.instances();
	}

	private static CharmMetadata read(String yaml) {
		return CharmMetadata.fromCharmcraft("charmcraft.yaml", stream(yaml));
	}

	private static ByteArrayInputStream stream(String yaml) {
		return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
	}

	private void write(String file, String yaml) throws IOException {
		Files.writeString(this.directory.resolve(file), yaml);
	}

}
