package io.opsframework.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.hooktool.NetworkInfo.NetworkInterface;
import io.opsframework.juju.CloudCredential;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.Port;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SimulatedJuju}: what each hook tool answers, row by row of
 * {@code hook-tools.txt}.
 */
class SimulatedJujuContractTests {

	@ParameterizedTest
	@MethodSource("rows")
	void callAnswersAsJujuDoes(ContractRow row) {
		List<String> section = List.of(row.hook().split(" "));
		SimulatedModel model = model(section.get(0));
		section.subList(1, section.size()).forEach((difference) -> change(model, difference));
		SimulatedJuju juju = new SimulatedJuju(model);
		juju.begin(variables(section.get(0)));
		HookToolResult result = juju.call(row.call());
		assertThat(result.output()).isEqualTo(row.answer().output());
		assertThat(result.error()).isEqualTo(row.answer().error());
		assertThat(result.exitCode()).isEqualTo(row.answer().exitCode());
	}

	@Test
	void contractHoldsRowsForEveryTool() throws IOException {
		Set<String> tools = new TreeSet<>(SimulatedJuju.tools(JujuVersion.of("3.6.2")));
		assertThat(tools).hasSize(50);
		assertThat(rows()).extracting((row) -> row.call().tool()).containsAll(tools);
	}

	@Test
	void versionsHaveTheToolsThatJujuLists() {
		assertThat(SimulatedJuju.tools(JujuVersion.of("2.9.51"))).hasSize(41).doesNotContain("secret-get");
		assertThat(SimulatedJuju.tools(JujuVersion.of("3.6.1"))).hasSize(49).doesNotContain("relation-model-get");
		assertThat(SimulatedJuju.tools(JujuVersion.of("3.6.28"))).hasSize(49).doesNotContain("add-metric");
		assertThat(SimulatedJuju.tools(JujuVersion.of("4.0.0"))).hasSize(38).doesNotContain("leader-get");
	}

	static List<ContractRow> rows() throws IOException {
		try (InputStream stream = SimulatedJujuContractTests.class.getResourceAsStream("hook-tools.txt")) {
			return ContractRow.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	private static SimulatedModel model(String hook) {
		Map<String, @Nullable Object> config = new HashMap<>(
				Map.of("greeting", "Hello", "port", 8080L, "ratio", 0.5, "debug", true, "markup", "<a>&</a>"));
		config.put("label", null);
		SimulatedModel model = new SimulatedModel(UnitName.of("greeter/0"), config);
		model.setLeader(hook.equals("leader"));
		model.unitStatus().startWith(new SimulatedStatus("maintenance", "one: two"));
		model.applicationStatus().startWith(new SimulatedStatus("waiting", "for all"));
		model.setPeerStatus(UnitName.of("greeter/1"), new SimulatedStatus("active", "serving"));
		model.updateUnitState(Map.of("seen", "one: two", "empty", ""));
		model.setOpenedPorts(List.of(Port.tcp(80), Port.tcp(8080, 8088), Port.udp(53), Port.icmp()));
		model.updateLeaderSettings(Map.of("token", "one: two"));
		model.setPayloadTypes(Map.of("monitor", "docker"));
		model.setResource("site", Path.of("/resources/site/site.zip"));
		model.setBindings(Set.of("cache", "database", "website"));
		model.setNetwork("website",
				new NetworkInfo(
						List.of(new NetworkInterface("eth0", "10.0.0.5", "10.0.0.0/24"),
								new NetworkInterface("eth1", "", null)),
						List.of("web.example"), List.of("10.0.0.5/32", "10.1.0.0/16")));
		addStorages(model);
		addRelations(model);
		addSecrets(model);
		addAction(model);
		return model;
	}

	private static void addStorages(SimulatedModel model) {
		model.setDeclaredStorages(CharmMetadata.fromCharmcraft("charmcraft.yaml", new ByteArrayInputStream("""
				name: greeter
				storage:
				  data: {type: filesystem, multiple: {range: 0-3}}
				  disk: {type: block}
				""".getBytes(StandardCharsets.UTF_8))).storages());
		model.setStorage(new SimulatedStorage(StorageId.of("data/10"), Path.of("/srv/b"), true));
		model.setStorage(new SimulatedStorage(StorageId.of("data/2"), Path.of("/srv/a"), true));
		model.setStorage(new SimulatedStorage(StorageId.of("data/3"), Path.of("/srv/c"), false));
		model.setStorage(new SimulatedStorage(StorageId.of("disk/1"), Path.of("/dev/sdb"), true));
	}

	private static void change(SimulatedModel model, String difference) {
		switch (difference) {
			case "kubernetes" -> model.setMadeForKubernetes(true);
			case "trusted" -> model.setCloudSpec(new CloudSpec("lxd", "localhost", "default", "https://192.0.2.1:8443",
					null, null, new CloudCredential("certificate", Map.of("key", "k"), List.of("trust-password")),
					List.of("PEM"), false, true));
			default -> model.setIdentity(model.identity().withJujuVersion(difference));
		}
	}

	private static void addSecrets(SimulatedModel model) {
		secret(model, "secret:aaaaaaaaaaaaaaaaunit", "greeter/0", "own").setDescription("Of the unit");
		secret(model, "secret:aaaaaaaaaaaaaaaaaapp", "greeter", "shared").setRotation(SecretRotation.MONTHLY);
		secret(model, "secret:aaaaaaaaaaaaagranted", "postgresql", null).grant(new SimulatedSecret.Grant(1, "greeter"));
		secret(model, "secret:aaaaaaaaaaaaaadenied", "postgresql", null);
	}

	private static SimulatedSecret secret(SimulatedModel model, String uri, String owner, @Nullable String label) {
		SimulatedSecret secret = new SimulatedSecret(SecretUri.of(uri), owner, Map.of("password", "old", "user", "me"));
		secret.track(model.unit(), 1);
		secret.addRevision(Map.of("password", "new"));
		secret.setLabel(label);
		model.addSecret(secret);
		return secret;
	}

	private static void addRelations(SimulatedModel model) {
		SimulatedRelation database = model.addRelation(RelationId.of("database:1"), "postgresql");
		List.of(0, 2, 7, 10).forEach((number) -> database.addUnit(new UnitName("postgresql", number)));
		database.removeUnit(UnitName.of("postgresql/7"));
		database.updateDatabag("postgresql/0", Map.of("host", "10.0.0.5", "port", "5432"));
		database.updateDatabag("postgresql/7", Map.of("host", "10.0.0.7"));
		database.updateDatabag("postgresql", Map.of("url", "http://db?a=1&b=2"));
		database.updateDatabag("greeter/0", Map.of("own", "unit"));
		database.updateDatabag("greeter", Map.of("own", "app"));
		SimulatedRelation replicas = model.addPeerRelation(RelationId.of("replicas:2"));
		List.of(1, 2).forEach((number) -> replicas.addUnit(new UnitName("greeter", number)));
		replicas.updateDatabag("greeter/1", Map.of("peer", "one"));
		replicas.updateDatabag("greeter", Map.of("shared", "yes"));
		SimulatedRelation cache = model.addRelation(RelationId.of("cache:3"), "redis");
		cache.setRemoteModelUuid("0b9d2f8c-5a31-4e7d-9a44-6f1f2d3c4b5a");
		model.enter(cache);
		model.addRelation(RelationId.of("cache:10"), "valkey");
		SimulatedRelation old = model.addRelation(RelationId.of("old:9"), "mysql");
		old.updateDatabag("mysql/0", Map.of("host", "10.0.0.9"));
		old.markDying();
	}

	private static void addAction(SimulatedModel model) {
		Map<String, @Nullable Object> parameters = new HashMap<>(Map.of("all", true, "long", 12L, "text", "one\ntwo",
				"list", List.of("a", "b"), "nested", Map.of("deep", Map.of("key", "value"), "empty", Map.of())));
		parameters.put("none", null);
		model.setAction(new SimulatedAction("backup", "12", parameters));
	}

	private static Map<String, String> variables(String hook) {
		return switch (hook) {
			case "database-relation-changed" -> relation("database:1", "postgresql", "postgresql/0");
			case "database-relation-created" -> relation("database:1", "postgresql", "");
			case "replicas-relation-changed" -> relation("replicas:2", "greeter", "greeter/1");
			case "old-relation-broken" -> relation("old:9", "mysql", "");
			case "data-storage-attached" -> Map.of("JUJU_DISPATCH_PATH", "hooks/" + hook, "JUJU_STORAGE_ID", "data/2");
			case "action" -> Map.of("JUJU_DISPATCH_PATH", "actions/backup", "JUJU_ACTION_NAME", "backup");
			default -> Map.of("JUJU_DISPATCH_PATH", "hooks/" + hook, "JUJU_ACTION_NAME", "");
		};
	}

	private static Map<String, String> relation(String id, String application, String unit) {
		return Map.of("JUJU_RELATION_ID", id, "JUJU_REMOTE_APP", application, "JUJU_REMOTE_UNIT", unit);
	}

}
