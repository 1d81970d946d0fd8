package io.opsframework.testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link State} and {@link RelationState}.
 */
class StateTests {

	private static final RelationState DATABASE = RelationState.of("database:7", "postgresql");

	@Test
	void stateOfMetadataHasAllThatIsDeclared() {
		CharmMetadata metadata = CharmMetadata.fromCharmcraft("charmcraft.yaml", new ByteArrayInputStream("""
				name: greeter
				requires: {database: postgresql_client, host: {interface: juju-info, scope: container}}
				peers: {replicas: greeter_replicas}
				containers: {web: {}, cache: {}}
				""".getBytes(StandardCharsets.UTF_8)));
		State state = State.of(metadata);
		assertThat(state.relations()).containsExactly(RelationState.of("database:0", "remote"),
				RelationState.subordinate("host:1", "remote/0"), RelationState.peers("replicas:2", "greeter"));
		assertThat(state.containers()).containsExactly(ContainerState.started("web"), ContainerState.started("cache"));
		assertThat(State.initial()
			.withRelations(state.relations().toArray(RelationState[]::new))
			.withContainers(state.containers().toArray(ContainerState[]::new))).isEqualTo(state);
	}

	@Test
	void withConfigTakesAnyNumberAndKeepsOthers() {
		State state = State.initial().withConfig("port", 80).withConfig("ratio", 0.5f).withConfig("greeting", "Hi");
		assertThat(state.config()).containsOnly(Map.entry("port", 80L), Map.entry("ratio", 0.5),
				Map.entry("greeting", "Hi"));
		assertThat(state.withConfig(Map.of("port", 81)).config()).containsOnly(Map.entry("port", 81L));
		assertThat(State.initial().config()).isEmpty();
	}

	@Test
	void withRelationsReplacesTheOneOfTheSameIdAndSorts() {
		RelationState website = RelationState.of("website:3", "haproxy");
		RelationState changed = DATABASE.withRemoteAppData(Map.of("a", "b"));
		State state = State.initial().withRelations(DATABASE, website).withRelations(changed);
		assertThat(state.relations()).containsExactly(website, changed);
		assertThat(state.relations("database")).containsExactly(changed);
		assertThat(state.relation(3)).isEqualTo(website);
		assertThat(state.withoutRelation(3).relations()).containsExactly(changed);
	}

	@Test
	void relationThatIsNotThereNamesThoseThatAre() {
		State state = State.initial().withRelations(DATABASE);
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> state.relation(1))
			.withMessageContaining("database:7");
	}

	@Test
	void withContainersReplacesTheOneOfTheSameName() {
		State state = State.initial()
			.withContainers(ContainerState.stopped("web"), ContainerState.stopped("cache"))
			.withContainers(ContainerState.started("web"));
		assertThat(state.containers()).containsExactly(ContainerState.stopped("cache"), ContainerState.started("web"));
	}

	@Test
	void stateKeepsNoMapOfItsCaller() {
		Map<String, String> data = new HashMap<>(Map.of("a", "b"));
		Map<String, Object> config = new HashMap<>(Map.of("port", 80L));
		RelationState relation = DATABASE.withRemoteUnit("postgresql/0", data).withLocalAppData(data);
		State state = State.initial().withConfig(config).withRelations(relation);
		data.clear();
		config.clear();
		assertThat(state.config()).isNotEmpty();
		assertThat(state.relation(7).localAppData()).isNotEmpty();
		assertThat(state.relation(7).remoteUnits().get(UnitName.of("postgresql/0"))).isNotEmpty();
	}

	@Test
	void withersOfRelationChangeOneDatabagEach() {
		RelationState relation = DATABASE.withLocalAppData(Map.of("la", "1"))
			.withLocalUnitData(Map.of("lu", "2"))
			.withRemoteAppData(Map.of("ra", "3"))
			.withRemoteUnit("postgresql/0", Map.of("ru", "4"))
			.withRemoteUnit("postgresql/1", Map.of())
			.withoutRemoteUnit("postgresql/1");
		assertThat(List.of(relation.localAppData(), relation.localUnitData(), relation.remoteAppData()))
			.containsExactly(Map.of("la", "1"), Map.of("lu", "2"), Map.of("ra", "3"));
		assertThat(relation.remoteUnits()).containsExactly(Map.entry(UnitName.of("postgresql/0"), Map.of("ru", "4")));
	}

	@Test
	void withRemoteUnitOfAnotherApplicationFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> DATABASE.withRemoteUnit("mysql/0", Map.of()))
			.withMessageContaining("'mysql/0'")
			.withMessageContaining("'postgresql'");
	}

}
