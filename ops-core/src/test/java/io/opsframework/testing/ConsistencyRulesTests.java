package io.opsframework.testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.CharmMetadataException;
import io.opsframework.charm.ConfigType;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.DispatchPath;
import io.opsframework.juju.Port;
import io.opsframework.juju.UnitName;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Notice;
import io.opsframework.simulation.ModelIdentity;
import io.opsframework.simulation.pebble.ScriptedExec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConsistencyRules}.
 */
class ConsistencyRulesTests {

	private static final CharmMetadata METADATA = metadata(RecordingCharm.CHARMCRAFT);

	private static final RelationState DATABASE = RelationState.of("database:1", "postgresql");

	private static final Layer CHECKS = Layer.empty().withCheck("up", CheckSpec.tcp(80).withLevel("alive"));

	private final State state = State.initial();

	@Test
	void checkWhenAllIsWellPasses() {
		RelationState host = RelationState.subordinate("host:2", "machine/0");
		RelationState cluster = RelationState.peers("cluster:3", "greeter").withRemoteUnit("greeter/1", Map.of());
		State full = this.state.withRelations(DATABASE, host, cluster)
			.withConfig(Map.of("greeting", "Hi", "port", 80, "password", "secret:9m4e2mr0ui3e8a215n4g"));
		assertThat(violations(Events.relationCreated(DATABASE), full)).isEmpty();
		assertThat(violations(Events.action("backup", Map.of("target", "s3", "level", 2)), full)).isEmpty();
	}

	@Test
	void listenerOfDeferredEventIsUnknown() {
		State deferred = this.state.withDeferred(Events.start().deferredBy("charm#start(StartEvent)", "later"),
				Events.start().deferredBy("charm#strat(StartEvent)", "later"));
		assertThat(violations(deferred)).singleElement()
			.asString()
			.contains("no listener 'charm#strat(StartEvent)'", "'start'", "only [charm#start(StartEvent)]");
	}

	@Test
	void portsOverlap() {
		State overlapping = this.state.withOpenedPorts(Port.tcp(80), Port.udp(85), Port.tcp(70, 79), Port.tcp(75, 85));
		assertThat(violations(overlapping)).containsExactlyInAnyOrder(
				"Ports 75-85/tcp and 80/tcp have numbers in common: Juju opens only one of them",
				"Ports 70-79/tcp and 75-85/tcp have numbers in common: Juju opens only one of them");
	}

	@Test
	void networkOfWhatIsNotDeclared() {
		State networks = this.state.withNetwork("web", NetworkInfo.of("10.0.0.5"))
			.withNetwork("juju-info", NetworkInfo.of("10.0.0.5"))
			.withNetwork("database", NetworkInfo.of("10.0.0.5"));
		assertThat(violations(networks)).singleElement()
			.asString()
			.contains("no endpoint or extra binding 'web'", "database");
	}

	@Test
	void cloudOnKubernetesThatJujuDoesNotTell() {
		State trusted = this.state.withCloudSpec(CloudSpec.of("lxd", "localhost", null));
		assertThat(violations(trusted)).isEmpty();
		ModelIdentity machines = new ModelIdentity("old", "1b4e28ba", "3.6.9", ModelIdentity.Type.MACHINES);
		assertThat(violations(trusted.withModel(machines))).isEmpty();
		assertThat(violations(trusted.withModel(machines.withType(ModelIdentity.Type.KUBERNETES)))).singleElement()
			.asString()
			.contains("Juju 3.6.9 tells no charm on Kubernetes about its cloud", "3.6.10");
	}

	@Test
	void resourceThatIsNotDeclared() {
		assertThat(violations(this.state.withResource("site", Path.of("site.zip")))).singleElement()
			.asString()
			.contains("no resource 'site', only []");
	}

	@Test
	void storageThatIsNotDeclared() {
		assertThat(violations(this.state.withStorages(StorageState.of("date/0")))).singleElement()
			.asString()
			.contains("no storage for 'date/0', only [data, disk]");
	}

	@Test
	void storagesHaveTheSameNumber() {
		assertThat(violations(this.state.withStorages(StorageState.of("data/0"), StorageState.of("disk/0"))))
			.containsExactly("Storage 'disk/0' has the number of another storage: give it one of its own");
	}

	@Test
	void storageHasTooManyInstances() {
		assertThat(violations(this.state.withStorages(StorageState.of("disk/0"), StorageState.of("disk/1"),
				StorageState.of("data/2"), StorageState.of("data/3"))))
			.containsExactly("Storage 'disk' has 2 instances and can have 1: leave some out, or raise its limit");
	}

	@Test
	void storageEventWithoutStorage() {
		assertThat(violations(Events.hook("data-storage-attached"), this.state)).singleElement()
			.asString()
			.contains("no storage", "Events.storage");
	}

	@Test
	void storageEventWithStorageOfAnotherName() {
		StorageState data = StorageState.of("data/0");
		SimulatedEvent event = new SimulatedEvent(new DispatchPath("hooks/disk-storage-attached"),
				Events.storageAttached(data).variables(), null, null);
		assertThat(violations(event, this.state.withStorages(data))).singleElement()
			.asString()
			.contains("'data/0'", "begin with its name");
	}

	@Test
	void storageOfEventIsNotDeclared() {
		assertThat(violations(Events.hook("date-storage-attached"), this.state))
			.contains("The charm declares no storage 'date' for this event, only [data, disk]");
	}

	@Test
	void storageOfEventIsNotInState() {
		assertThat(violations(Events.storageDetaching(StorageState.of("data/0")), this.state)).singleElement()
			.asString()
			.contains("'data/0'", "withStorages");
	}

	@Test
	void storageOfEventIsElsewhereInState() {
		State elsewhere = this.state.withStorages(StorageState.of("data/0", Path.of("/srv")));
		assertThat(violations(Events.storageAttached(StorageState.of("data/0")), elsewhere)).singleElement()
			.asString()
			.contains("'data/0'", "'/srv'", "/var/lib/juju/storage/data/0");
	}

	@Test
	void relationEventWithoutRelation() {
		assertThat(violations(Events.hook("database-relation-created"), this.state)).singleElement()
			.asString()
			.contains("no relation", "Events.relation");
	}

	@Test
	void relationEventWithRelationOfAnotherEndpoint() {
		SimulatedEvent event = new SimulatedEvent(new DispatchPath("hooks/website-relation-created"), Map.of(),
				DATABASE, null);
		assertThat(violations(event, this.state.withRelations(DATABASE))).singleElement()
			.asString()
			.contains("'database:1'", "database-relation-");
	}

	@Test
	void relationOfEventIsNotInState() {
		assertThat(violations(Events.relationCreated(DATABASE), this.state)).singleElement()
			.asString()
			.contains("'database:1'", "withRelations");
	}

	@Test
	void relationOfEventIsAnotherInState() {
		RelationState other = DATABASE.withRemoteAppData(Map.of("a", "b"));
		assertThat(violations(Events.relationCreated(DATABASE), this.state.withRelations(other))).singleElement()
			.asString()
			.contains("'database:1'", "another content", "state.relation(number)");
	}

	@Test
	void actionEventWithoutAction() {
		SimulatedEvent event = new SimulatedEvent(new DispatchPath("actions/backup"), Map.of(), null, null);
		assertThat(violations(event, this.state)).singleElement().asString().contains("Events.action(name)");
	}

	@Test
	void actionEventWithAnotherAction() {
		SimulatedEvent event = new SimulatedEvent(new DispatchPath("actions/backup"), Map.of(), null,
				new ActionRequest("fail", "1", Map.of()));
		assertThat(violations(event, this.state)).singleElement().asString().contains("'fail'", "actions/fail");
	}

	@Test
	void actionIsNotDeclared() {
		assertThat(violations(Events.action("restore"), this.state)).singleElement()
			.asString()
			.contains("no action 'restore'", "backup");
	}

	@Test
	void parameterHasNoType() {
		assertThat(violations(Events.action("untyped"), this.state)).singleElement()
			.asString()
			.contains("'anything'", "no type", "integer");
	}

	@Test
	void parameterIsNotDeclared() {
		assertThat(violations(Events.action("backup", Map.of("target", "s3", "to", "s3")), this.state)).singleElement()
			.asString()
			.contains("no parameter 'to'", "target");
	}

	@Test
	void parameterIsNotDeclaredAndOthersAreAllowed() {
		CharmMetadata open = metadata("name: greeter\nactions:\n  backup:\n    additionalProperties: true\n");
		Violations violations = new Violations();
		ActionRules.check(open, new ActionRequest("backup", "1", Map.of("to", "s3")), violations);
		violations.throwIfAny("This action");
	}

	@Test
	void parameterHasWrongType() {
		assertThat(violations(Events.action("backup", Map.of("target", 3, "level", "high")), this.state))
			.satisfiesExactly((level) -> assertThat(level).contains("'level'", "String", "'integer'"),
					(target) -> assertThat(target).contains("'target'", "Long", "'string'"));
	}

	@Test
	void requiredParameterIsMissing() {
		assertThat(violations(Events.action("backup"), this.state)).singleElement()
			.asString()
			.contains("requires parameter 'target'");
	}

	@Test
	void optionIsNotDeclared() {
		assertThat(violations(this.state.withConfig("colour", "red"))).singleElement()
			.asString()
			.contains("no option 'colour'", "greeting");
	}

	@Test
	void optionWithoutTypeIsAStringAndUnknownTypesAreRefused() {
		CharmMetadata untyped = metadata("name: greeter\nconfig:\n  options:\n    a: {}\n");
		assertThat(untyped.options().get("a").type()).isEqualTo(ConfigType.STRING);
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> metadata("name: greeter\nconfig:\n  options:\n    a: {type: colour}\n"))
			.withMessageContaining("colour");
	}

	@Test
	void secretOptionInJujuThatHasNone() {
		State old = this.state.withModel(new ModelIdentity("old", "1b4e28ba", "3.3.7"));
		assertThat(violations(old)).singleElement().asString().contains("'password'", "3.3.7", "3.4");
	}

	@Test
	void optionHasWrongType() {
		assertThat(violations(this.state.withConfig("port", "eighty"))).singleElement()
			.asString()
			.contains("'port'", "String", "whole number")
			.doesNotContain("eighty");
	}

	@Test
	void secretOptionIsNoSecret() {
		assertThat(violations(this.state.withConfig("password", "secret:HUNTER2"))).singleElement()
			.asString()
			.contains("'password'", "20")
			.doesNotContain("HUNTER2");
	}

	@Test
	void peerEndpointHoldsAnotherRelation() {
		assertThat(violations(this.state.withRelations(RelationState.of("cluster:1", "greeter")))).singleElement()
			.asString()
			.contains("'cluster:1'", "RelationState.peers");
	}

	@Test
	void otherEndpointHoldsPeers() {
		assertThat(violations(this.state.withRelations(RelationState.peers("database:1", "greeter")))).singleElement()
			.asString()
			.contains("'database:1'", "RelationState.of");
	}

	@Test
	void peersAreOfAnotherApplication() {
		assertThat(violations(this.state.withRelations(RelationState.peers("cluster:1", "postgresql")))).singleElement()
			.asString()
			.contains("'cluster:1'", "'greeter'", "'postgresql'");
	}

	@Test
	void endpointIsNotDeclared() {
		assertThat(violations(this.state.withRelations(RelationState.of("db:1", "postgresql")))).singleElement()
			.asString()
			.contains("'db:1'", "database");
	}

	@Test
	void numberIsTakenTwice() {
		RelationState website = RelationState.of("website:1", "haproxy");
		assertThat(violations(this.state.withRelations(DATABASE, website))).singleElement()
			.asString()
			.contains("'website:1'", "number");
	}

	@Test
	void subordinateRelationOnGlobalEndpoint() {
		assertThat(violations(this.state.withRelations(RelationState.subordinate("database:1", "machine/0"))))
			.singleElement()
			.asString()
			.contains("'database:1'", "RelationState.of");
	}

	@Test
	void regularRelationOnContainerScopedEndpoint() {
		assertThat(violations(this.state.withRelations(RelationState.of("host:1", "machine")))).singleElement()
			.asString()
			.contains("'host:1'", "RelationState.subordinate");
	}

	@Test
	void endpointNamesOfACharmAreUnique() {
		assertThatExceptionOfType(CharmMetadataException.class)
			.isThrownBy(() -> metadata("name: greeter\nrequires: {a: {interface: b}}\nprovides: {a: {interface: b}}\n"))
			.withMessageContaining("another name");
	}

	@Test
	void ownUnitIsAmongPeers() {
		RelationState cluster = RelationState.peers("cluster:1", "greeter").withRemoteUnit("greeter/0", Map.of());
		assertThat(violations(this.state.withRelations(cluster))).singleElement()
			.asString()
			.contains("'greeter/0'", "withLocalUnitData");
	}

	@Test
	void relationJoinedWithoutUnit() {
		assertThat(violations(Events.relationJoined(DATABASE), this.state.withRelations(DATABASE))).singleElement()
			.asString()
			.contains("no remote unit", "withRemoteUnit");
	}

	@Test
	void unitOfEventIsNotInRelation() {
		assertThat(violations(Events.relationChanged(DATABASE, "postgresql/3"), this.state.withRelations(DATABASE)))
			.singleElement()
			.asString()
			.contains("'postgresql/3'", "'database:1'", "withRemoteUnit");
	}

	@Test
	void containerOfStateIsNotDeclared() {
		assertThat(violations(this.state.withContainers(ContainerState.started("wbe")))).singleElement()
			.asString()
			.contains("'wbe'", "[web]");
	}

	@Test
	void containerOfEventIsNotDeclared() {
		assertThat(violations(Events.pebbleReady("wbe"), this.state)).singleElement()
			.asString()
			.contains("'wbe'", "[web]");
	}

	@Test
	void containerOfEventIsNotInState() {
		assertThat(violations(Events.pebbleReady("web"), this.state)).singleElement()
			.asString()
			.contains("container 'web'", "not in the state", "ContainerState.started(\"web\")");
		assertThat(violations(Events.pebbleReady("web"), this.state.withContainers(ContainerState.stopped("web"))))
			.isEmpty();
	}

	@Test
	void noticeOfEventIsNotInContainer() {
		ContainerState web = ContainerState.started("web").withCustomNotice("3", "example.com/done", Map.of());
		Notice other = ContainerState.started("web")
			.withCustomNotice("4", "example.com/done", Map.of())
			.notices()
			.get(0);
		assertThat(violations(Events.pebbleCustomNotice("web", other), this.state.withContainers(web))).singleElement()
			.asString()
			.contains("notice '4'", "[3]", "withNotice");
		assertThat(violations(Events.pebbleCustomNotice("web", web.notices().get(0)), this.state.withContainers(web)))
			.isEmpty();
	}

	@Test
	void checkOfEventIsNotInPlan() {
		ContainerState web = ContainerState.started("web").withLayer("base", CHECKS);
		assertThat(violations(Events.pebbleCheckFailed("web", "down"), this.state.withContainers(web))).singleElement()
			.asString()
			.contains("check 'down'", "[up]");
		assertThat(violations(Events.pebbleCheckRecovered("web", "up"), this.state.withContainers(web))).isEmpty();
	}

	@Test
	void commandHasTwoAnswers() {
		ContainerState web = ContainerState.started("web").withExecs(ScriptedExec.of("a", "ls"));
		ContainerState twice = new ContainerState("web", true, Map.of(), new TreeMap<>(), List.of(), List.of(),
				new TreeMap<>(), new TreeMap<>(), List.of(ScriptedExec.of("a", "ls"), ScriptedExec.of("b", "ls")));
		assertThat(violations(this.state.withContainers(web))).isEmpty();
		assertThat(violations(this.state.withContainers(twice)))
			.containsExactly("Container 'web' has two answers to the command [ls]: leave one");
	}

	@Test
	void serviceOrCheckOfStateIsNotInPlan() {
		CheckInfo check = check("nope", null, "enabled", 3);
		ContainerState web = ContainerState.started("web")
			.withLayer("base", CHECKS)
			.withServiceStatus("nope", "active")
			.withCheck(check);
		assertThat(violations(this.state.withContainers(web))).containsExactly(
				"Container 'web' says how service 'nope' is, and its plan has only []: add its layer",
				"Container 'web' says how check 'nope' is, and its plan has only [up]: add its layer");
	}

	@Test
	void checkOfStateIsOtherwiseThanInPlan() {
		ContainerState web = ContainerState.started("web").withLayer("base", CHECKS);
		State bad = this.state.withContainers(web.withCheck(check("up", "ready", "disabled", 4)));
		assertThat(violations(bad)).containsExactly(
				"Check 'up' of container 'web' has level 'ready', and the plan says 'alive'",
				"Check 'up' of container 'web' has startup 'disabled', and the plan says 'enabled'",
				"Check 'up' of container 'web' has threshold '4', and the plan says '3'");
		assertThat(violations(this.state.withContainers(web.withCheck(check("up", "alive", "enabled", 3))))).isEmpty();
		assertThat(violations(this.state.withContainers(web.withCheckDown("up", 3)))).isEmpty();
	}

	private static CheckInfo check(String name, @Nullable String level, String startup, int threshold) {
		return new CheckInfo(name, level, startup, "up", 0, 0, threshold, "1", null);
	}

	@Test
	void checkListsAllViolations() {
		State bad = this.state.withConfig("colour", "red").withConfig("port", "eighty");
		assertThat(violations(Events.relationJoined(DATABASE), bad)).hasSize(4);
	}

	@Test
	void secretOfEventIsNotInState() {
		SecretState secret = SecretState.of("secret:9m4e2mr0ui3e8a215n4g", Map.of("password", "x"));
		assertThat(violations(Events.secretChanged(secret), this.state)).singleElement()
			.asString()
			.contains("'secret:9m4e2mr0ui3e8a215n4g'", "withSecrets");
		assertThat(violations(Events.secretChanged(secret), this.state.withSecrets(secret))).isEmpty();
	}

	@Test
	void secretEventComesToAnother() {
		SecretState other = SecretState.of("secret:9m4e2mr0ui3e8a215n4g", Map.of("password", "x"));
		SecretState own = SecretState.ofUnit("secret:9m4e2mr0ui3e8a215n4g", Map.of("password", "x"));
		SecretState shared = SecretState.ofApplication("secret:9m4e2mr0ui3e8a215n4g", Map.of("password", "x"));
		assertThat(violations(Events.secretRotate(other), this.state.withSecrets(other))).singleElement()
			.asString()
			.contains("only its owner gets secret-rotate");
		assertThat(violations(Events.secretChanged(own), this.state.withSecrets(own))).singleElement()
			.asString()
			.contains("only those who read it");
		assertThat(violations(Events.secretExpired(shared, 1), this.state.withSecrets(shared))).singleElement()
			.asString()
			.contains("only the leader gets secret-expired");
		assertThat(violations(Events.secretRemove(own, 1), this.state.withSecrets(own))).isEmpty();
	}

	@Test
	void secretEventBeforeJuju3() {
		SecretState secret = SecretState.of("secret:9m4e2mr0ui3e8a215n4g", Map.of("password", "x"));
		State old = this.state.withSecrets(secret).withModel(ModelIdentity.DEFAULT.withJujuVersion("2.9.50"));
		assertThat(violations(Events.secretChanged(secret), old))
			.anyMatch((violation) -> violation.contains("2.9.50 has no secrets"));
	}

	@Test
	void secretIsNoneThatJujuCouldHave() {
		SecretState secret = SecretState.of("secret:1", Map.of("K", "s3cr3t")).withGrant(7, "postgresql");
		assertThat(violations(this.state.withSecrets(secret))).hasSize(3)
			.anyMatch((violation) -> violation.contains("'secret:1' has an id"))
			.anyMatch((violation) -> violation.contains("'K' cannot be a key"))
			.anyMatch((violation) -> violation.contains("relation 7"))
			.noneMatch((violation) -> violation.contains("s3cr3t"));
	}

	private static List<String> violations(State state) {
		return violations(Events.start(), state);
	}

	private static List<String> violations(SimulatedEvent event, State state) {
		try {
			ConsistencyRules.check(new ScenarioInput(METADATA, UnitName.of("greeter/0"),
					Set.of("charm#start(StartEvent)"), event, state));
			return List.of();
		}
		catch (InconsistentStateException ex) {
			assertThat(ex.getMessage()).contains(ex.getViolations());
			return ex.getViolations();
		}
	}

	private static CharmMetadata metadata(String charmcraft) {
		return CharmMetadata.fromCharmcraft("charmcraft.yaml",
				new ByteArrayInputStream(charmcraft.getBytes(StandardCharsets.UTF_8)));
	}

}
