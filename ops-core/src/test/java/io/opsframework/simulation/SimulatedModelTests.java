package io.opsframework.simulation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SimulatedModel}.
 */
class SimulatedModelTests {

	private final SimulatedModel model = new SimulatedModel(UnitName.of("greeter/0"), Map.of("port", 8080L));

	@Test
	void addRelationWithUsedNumberIsRefused() {
		this.model.addRelation(RelationId.of("database:1"), "postgresql");
		assertThatIllegalArgumentException().isThrownBy(() -> this.model.addRelation(RelationId.of("cache:1"), "redis"))
			.withMessageContaining("relation 1 already");
	}

	@Test
	void removeRelationForgetsIt() {
		this.model.addRelation(RelationId.of("database:1"), "postgresql");
		this.model.removeRelation(1);
		assertThat(this.model.relations()).isEmpty();
		assertThat(this.model.relation(1)).isNull();
	}

	// Which key is whose follows from what Juju answers; the address itself is nobody's.
	@ParameterizedTest
	@CsvSource({ "2.9.51,true", "3.6.27,true", "4.0-beta1,false", "4.0.15,false" })
	void enterWritesAddressesWithPrivateAddressBeforeJuju4(String version, boolean withPrivateAddress) {
		this.model.setIdentity(ModelIdentity.DEFAULT.withJujuVersion(version));
		SimulatedRelation relation = this.model.addRelation(RelationId.of("database:1"), "postgresql");
		this.model.enter(relation);
		Map<String, String> expected = new TreeMap<>(
				Map.of("egress-subnets", "192.0.2.0/32", "ingress-address", "192.0.2.0"));
		if (withPrivateAddress) {
			expected.put("private-address", "192.0.2.0");
		}
		assertThat(relation.databag("greeter/0")).isEqualTo(expected);
	}

	@Test
	void enterLeavesWhatIsThereWhichNoRecordingShows() {
		SimulatedRelation relation = this.model.addPeerRelation(RelationId.of("replicas:2"));
		relation.updateDatabag("greeter/0", Map.of("ingress-address", "10.1.2.3", "own", "unit"));
		this.model.enter(relation);
		assertThat(relation.databag("greeter/0")).isEqualTo(Map.of("egress-subnets", "192.0.2.0/32", "ingress-address",
				"10.1.2.3", "own", "unit", "private-address", "192.0.2.0"));
	}

	@Test
	void addUnitOfAnotherApplicationIsRefused() {
		SimulatedRelation relation = this.model.addRelation(RelationId.of("database:1"), "postgresql");
		assertThatIllegalArgumentException().isThrownBy(() -> relation.addUnit(UnitName.of("mysql/0")))
			.withMessage("Unit 'mysql/0' cannot enter relation 'database:1', which is with application 'postgresql'");
	}

	@Test
	void removeUnitKeepsItsDatabag() {
		SimulatedRelation relation = this.model.addRelation(RelationId.of("database:1"), "postgresql");
		relation.addUnit(UnitName.of("postgresql/0"));
		relation.updateDatabag("postgresql/0", Map.of("host", "10.0.0.5"));
		relation.removeUnit(UnitName.of("postgresql/0"));
		assertThat(relation.units()).isEmpty();
		assertThat(relation.databag("postgresql/0")).containsOnlyKeys("host");
	}

	@Test
	void peerRelationIsWithOwnApplication() {
		SimulatedRelation peers = this.model.addPeerRelation(RelationId.of("replicas:2"));
		assertThat(peers.isPeer()).isTrue();
		assertThat(peers.remoteApplication()).isEqualTo("greeter");
	}

	@Test
	void resetTakesOptionBackToItsDefault() {
		this.model.config().set("port", 80L);
		assertThat(this.model.config().values()).containsOnlyKeys("port");
		this.model.config().reset("port");
		assertThat(this.model.config().settings()).isEqualTo(Map.of("port", 8080L));
	}

	@Test
	void setOfUndeclaredOptionIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.model.config().set("prt", 80L))
			.withMessageContaining("'prt'")
			.withMessageContaining("[port]");
		assertThatIllegalArgumentException().isThrownBy(() -> this.model.config().reset("prt"));
	}

	@Test
	void optionWithoutValueHasNullAsSetting() {
		SimulatedModel other = new SimulatedModel(UnitName.of("greeter/0"), Collections.singletonMap("label", null));
		assertThat(other.config().settings()).containsEntry("label", null);
		assertThat(other.config().values()).isEmpty();
	}

	@Test
	void startWithLeavesNoTraceOfWhatWasBefore() {
		SimulatedStatus active = new SimulatedStatus("active", "");
		this.model.unitStatus().set(new SimulatedStatus("waiting", ""));
		this.model.unitStatus().startWith(active);
		assertThat(this.model.unitStatus().current()).isEqualTo(active);
		assertThat(this.model.unitStatus().history()).containsExactly(active);
	}

	// Juju's order of severity, which its status package has.
	@ParameterizedTest
	@CsvSource({ "active,unknown,active", "active,waiting,waiting", "waiting,maintenance,maintenance",
			"maintenance,blocked,blocked", "error,blocked,error", "unknown,terminated,terminated",
			"terminated,active,active" })
	void applicationThatNoLeaderSetShowsTheMostSevereOfItsUnits(String own, String peer, String shown) {
		this.model.unitStatus().set(new SimulatedStatus(own, own + " here"));
		this.model.setPeerStatus(UnitName.of("greeter/1"), new SimulatedStatus(peer, peer + " there"));
		assertThat(this.model.displayedApplicationStatus().status()).isEqualTo(shown);
		assertThat(this.model.displayedApplicationStatus().message()).startsWith(shown);
		SimulatedStatus set = new SimulatedStatus("active", "by the leader");
		this.model.applicationStatus().set(set);
		assertThat(this.model.displayedApplicationStatus()).isEqualTo(set);
	}

	@Test
	void unitsOfApplicationAreThisOneAndItsPeers() {
		this.model.addRelation(RelationId.of("database:1"), "postgresql").addUnit(UnitName.of("postgresql/0"));
		this.model.addPeerRelation(RelationId.of("replicas:2")).addUnit(UnitName.of("greeter/3"));
		assertThat(this.model.unitStatuses()).containsOnlyKeys(UnitName.of("greeter/0"), UnitName.of("greeter/3"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.model.setPeerStatus(UnitName.of("postgresql/0"), SimulatedStatus.UNKNOWN))
			.withMessageContaining("'postgresql/0'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.model.setPeerStatus(UnitName.of("greeter/0"), SimulatedStatus.UNKNOWN));
	}

	@Test
	void identityIsKept() {
		assertThat(this.model.identity()).isEqualTo(ModelIdentity.DEFAULT);
		ModelIdentity identity = new ModelIdentity("prod", "uuid", "4.0.15");
		this.model.setIdentity(identity);
		assertThat(this.model.identity()).isEqualTo(identity);
	}

	@Test
	void plannedUnitsAreNeverNegative() {
		this.model.setPlannedUnits(0);
		assertThat(this.model.plannedUnits()).isZero();
		assertThatIllegalArgumentException().isThrownBy(() -> this.model.setPlannedUnits(-1));
	}

}
