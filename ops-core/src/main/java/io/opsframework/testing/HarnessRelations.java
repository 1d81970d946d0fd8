package io.opsframework.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.opsframework.charm.RelationMetadata;
import io.opsframework.charm.RelationRole;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.SimulatedRelation;
import org.jspecify.annotations.Nullable;

/**
 * The relations of a {@link Harness}: which events Juju sends for which change.
 */
final class HarnessRelations {

	private final SimulatedUnit unit;

	private final Consumer<SimulatedEvent> events;

	// Those of all units of the application that live here.
	private final List<HarnessRelations> units;

	private int next;

	HarnessRelations(SimulatedUnit unit, Consumer<SimulatedEvent> events) {
		this(unit, events, new ArrayList<>());
	}

	private HarnessRelations(SimulatedUnit unit, Consumer<SimulatedEvent> events, List<HarnessRelations> units) {
		this.unit = unit;
		this.events = events;
		this.units = units;
		units.add(this);
	}

	/**
	 * The relations of another unit, which is in all of these: the peers are told.
	 * @param added the other unit
	 * @param events takes its events
	 * @return its relations
	 */
	HarnessRelations addUnit(SimulatedUnit added, Consumer<SimulatedEvent> events) {
		HarnessRelations other = new HarnessRelations(added, events, this.units);
		other.next = this.next;
		for (SimulatedRelation relation : relations()) {
			if (relation.isPeer()) {
				others(other).forEach((peer) -> peer.sendJoined(relation, added.charm().unit()));
			}
		}
		return other;
	}

	private static List<HarnessRelations> others(HarnessRelations unit) {
		return unit.units.stream().filter((other) -> other != unit).toList();
	}

	int add(String endpoint, String remoteApplication) {
		RelationMetadata metadata = requireEndpoint(endpoint);
		boolean peer = metadata.role() == RelationRole.PEER;
		if (peer != remoteApplication.equals(model().application())) {
			throw new IllegalArgumentException("Application '%s' does not fit endpoint '%s', which is for %s"
				.formatted(remoteApplication, endpoint, peer ? "peers" : "other applications"));
		}
		requireRoom(metadata);
		return add(endpoint, remoteApplication, peer);
	}

	private void requireRoom(RelationMetadata metadata) {
		long there = model().relations()
			.stream()
			.filter((relation) -> relation.id().endpoint().equals(metadata.endpoint()))
			.count();
		if (there >= metadata.mostRelations()) {
			throw new IllegalArgumentException("Endpoint '%s' takes %d relation%s, and has it already: remove one first"
				.formatted(metadata.endpoint(), metadata.mostRelations(), (metadata.mostRelations() != 1) ? "s" : ""));
		}
	}

	private int add(String endpoint, String remoteApplication, boolean peer) {
		RelationId id = new RelationId(endpoint, this.next++);
		SimulatedRelation relation = peer ? model().addPeerRelation(id) : model().addRelation(id, remoteApplication);
		model().enter(relation);
		for (HarnessRelations other : others(this)) {
			other.next = this.next;
			other.model().share(relation);
		}
		sendToAll(relation, HookKind.RELATION_CREATED, null);
		if (peer) {
			this.units.forEach((each) -> others(each).forEach((other) -> each.sendJoined(relation, other.name())));
		}
		return id.number();
	}

	private RelationMetadata requireEndpoint(String endpoint) {
		Map<String, RelationMetadata> declared = this.unit.charm().metadata().relations();
		RelationMetadata metadata = declared.get(endpoint);
		if (metadata == null) {
			throw new IllegalArgumentException(
					"The charm declares no endpoint '%s', only %s".formatted(endpoint, declared.keySet()));
		}
		return metadata;
	}

	void addMissingPeers() {
		this.unit.charm().metadata().relations().forEach((endpoint, metadata) -> {
			boolean missing = model().relations()
				.stream()
				.noneMatch((relation) -> relation.id().endpoint().equals(endpoint));
			if (metadata.role() == RelationRole.PEER && missing) {
				add(endpoint, model().application(), true);
			}
		});
	}

	void sendCreated() {
		relations().forEach((relation) -> send(relation, HookKind.RELATION_CREATED));
	}

	void sendJoined() {
		for (SimulatedRelation relation : relations()) {
			if (!relation.databag(relation.remoteApplication()).isEmpty()) {
				sendApplicationChanged(relation, relation.remoteApplication());
			}
			relation.units().forEach((unit) -> sendJoined(relation, unit));
		}
	}

	private void sendJoined(SimulatedRelation relation, UnitName unit) {
		send(relation, HookKind.RELATION_JOINED, unit);
		send(relation, HookKind.RELATION_CHANGED, unit);
	}

	void remove(int number) {
		SimulatedRelation relation = require(number);
		relation.markDying();
		for (UnitName unit : relation.units()) {
			remove(relation, unit);
		}
		sendToAll(relation, HookKind.RELATION_BROKEN, null);
		this.units.forEach((each) -> each.model().removeRelation(number));
	}

	void addUnit(int number, String unit, Map<String, String> data) {
		SimulatedRelation relation = require(number);
		UnitName name = UnitName.of(unit);
		if (name.equals(this.unit.charm().unit()) || relation.hasUnit(name)) {
			throw new IllegalArgumentException("Unit '%s' is %s".formatted(unit, relation.hasUnit(name)
					? "in relation '%s' already".formatted(relation.id()) : "the charm's own, and no other one"));
		}
		this.units.forEach((each) -> each.require(number).addUnit(name));
		relation.updateDatabag(unit, data);
		sendToAll(relation, HookKind.RELATION_JOINED, name);
		if (!data.isEmpty()) {
			sendToAll(relation, HookKind.RELATION_CHANGED, name);
		}
	}

	void removeUnit(int number, String unit) {
		SimulatedRelation relation = require(number);
		UnitName name = UnitName.of(unit);
		if (!relation.hasUnit(name)) {
			throw new IllegalArgumentException("Unit '%s' is not in relation '%s'".formatted(unit, relation.id()));
		}
		remove(relation, name);
	}

	private void remove(SimulatedRelation relation, UnitName unit) {
		this.units.forEach((each) -> each.require(relation.id().number()).removeUnit(unit));
		sendToAll(relation, HookKind.RELATION_DEPARTED, unit);
	}

	void update(int number, String member, Map<String, String> changes) {
		SimulatedRelation relation = require(number);
		requireMember(relation, member);
		Map<String, String> before = relation.databag(member);
		relation.updateDatabag(member, changes);
		if (relation.databag(member).equals(before)) {
			return;
		}
		this.units.forEach((each) -> each.sendChanged(relation, member));
	}

	private void sendChanged(SimulatedRelation relation, String member) {
		if (member.indexOf('/') < 0) {
			sendApplicationChanged(relation, member);
		}
		else if (!member.equals(name().toString())) {
			send(relation, HookKind.RELATION_CHANGED, UnitName.of(member));
		}
	}

	/**
	 * What this unit can write and its peers see.
	 * @return the databags with what is in them; none while no peer lives here
	 */
	Map<Databag, Map<String, String>> seenByPeers() {
		Map<Databag, Map<String, String>> seen = new LinkedHashMap<>();
		if (this.units.size() > 1) {
			for (SimulatedRelation relation : relations()) {
				if (relation.isPeer()) {
					Stream.of(name().toString(), model().application())
						.forEach((owner) -> seen.put(new Databag(relation.id().number(), owner),
								relation.databag(owner)));
				}
			}
		}
		return seen;
	}

	/**
	 * Tell the peers what this unit has written.
	 * @param before what they saw before
	 */
	void tellPeers(Map<Databag, Map<String, String>> before) {
		seenByPeers().forEach((databag, content) -> {
			if (!content.equals(before.get(databag))) {
				others(this).forEach((peer) -> peer.sendChanged(require(databag.relation()), databag.owner()));
			}
		});
	}

	// The leader wrote its application's data itself.
	private void sendApplicationChanged(SimulatedRelation relation, String application) {
		boolean own = application.equals(model().application());
		if (!own || (relation.isPeer() && !model().isLeader())) {
			send(relation, HookKind.RELATION_CHANGED);
		}
	}

	Map<String, String> data(int number, String member) {
		SimulatedRelation relation = require(number);
		requireMember(relation, member);
		return relation.databag(member);
	}

	void setNetwork(int number, NetworkInfo network) {
		require(number).setNetwork(network);
	}

	private void requireMember(SimulatedRelation relation, String member) {
		List<String> applications = List.of(model().application(), relation.remoteApplication());
		boolean known = applications.contains(member) || member.equals(model().unit().toString())
				|| relation.hasDatabag(member);
		if (!known) {
			throw new IllegalArgumentException(
					"'%s' is not in relation '%s': add the unit with addRelationUnit".formatted(member, relation.id()));
		}
	}

	private SimulatedRelation require(int number) {
		SimulatedRelation relation = model().relation(number);
		if (relation == null) {
			throw new IllegalArgumentException("There is no relation %d, only %s".formatted(number,
					model().relations().stream().map(SimulatedRelation::id).toList()));
		}
		return relation;
	}

	// A copy: hooks and tests can change what is there.
	private List<SimulatedRelation> relations() {
		return List.copyOf(model().relations());
	}

	private SimulatedModel model() {
		return this.unit.model();
	}

	private UnitName name() {
		return model().unit();
	}

	private void sendToAll(SimulatedRelation relation, HookKind kind, @Nullable UnitName unit) {
		List.copyOf(this.units)
			.stream()
			.filter((each) -> !each.name().equals(unit))
			.forEach((each) -> each.events.accept(Events.relation(relation, kind, unit)));
	}

	private void send(SimulatedRelation relation, HookKind kind) {
		this.events.accept(Events.relation(relation, kind, null));
	}

	private void send(SimulatedRelation relation, HookKind kind, UnitName unit) {
		this.events.accept(Events.relation(relation, kind, unit));
	}

	/**
	 * A databag of a relation.
	 *
	 * @param relation the number of the relation
	 * @param owner the unit or application that writes it
	 */
	record Databag(int relation, String owner) {

	}

}
