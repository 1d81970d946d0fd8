package io.opsframework.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.dispatch.Framework;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.factory.JujuEvents;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.Port;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Status;
import io.opsframework.pebble.Plan;
import io.opsframework.simulation.SimulatedConfig;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.pebble.ScriptedExec;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the charm in a simulated Juju that goes on from event to event. A test
 * changes what is around the unit, and the charm gets the events that Juju sends for it,
 * before the method returns. Before {@link #begin()}, and while hooks are disabled,
 * changes send no events. Storage that a hook has asked for is attached after it.
 * <p>
 * Whatever a listener throws comes out of the method that sent the event. The change
 * stays, as in Juju, and what the hook wrote to databags and to the charm's state is
 * dropped.
 * <p>
 * Not safe for use by several threads.
 */
public final class Harness {

	private final SimulatedUnit unit;

	private final HarnessRelations relations;

	private final HarnessSecrets secrets;

	private final HarnessContainers containers;

	private final HarnessStorages storages;

	private final HarnessRecordings recordings;

	// Those of all units of the application that live here.
	private final List<Harness> units;

	private final List<Consumer<EventReport>> observers = new ArrayList<>();

	private boolean begun;

	private boolean enabled = true;

	private int tasks;

	/**
	 * Create a harness for the unit 0 of the charm.
	 * @param framework the framework of the charm's application context
	 * @param metadata what the charm declares
	 */
	public Harness(Framework framework, CharmMetadata metadata) {
		this(framework, metadata, new UnitName(metadata.name(), 0));
	}

	/**
	 * Create a harness.
	 * @param framework the framework of the charm's application context
	 * @param metadata what the charm declares
	 * @param unit the unit as which the charm runs
	 */
	public Harness(Framework framework, CharmMetadata metadata, UnitName unit) {
		this.unit = new SimulatedUnit(new CharmUnderTest(framework, metadata, unit));
		this.relations = new HarnessRelations(this.unit, this::send);
		this.secrets = new HarnessSecrets(this.unit, this::send);
		this.containers = new HarnessContainers(this.unit, this::send);
		this.storages = new HarnessStorages(this.unit, this::send);
		this.recordings = new HarnessRecordings();
		this.units = new ArrayList<>(List.of(this));
	}

	private Harness(Harness other) {
		this.unit = other.unit.addUnit();
		this.relations = other.relations.addUnit(this.unit, this::send);
		this.secrets = new HarnessSecrets(this.unit, this::send);
		this.containers = new HarnessContainers(this.unit, this::send);
		this.storages = new HarnessStorages(this.unit, this::send);
		this.recordings = other.recordings.addUnit();
		this.units = other.units;
		this.units.add(this);
	}

	/**
	 * Add a unit to the application, as {@code juju add-unit} does: relation-joined and
	 * relation-changed among peers. The new unit lives beside this one: what it writes
	 * for its peers arrives here, and the other way round, with the events; a relation,
	 * data of another application, configuration and secrets that one of them is given
	 * are there for both; one leads at most. In all else, such as status, storage and the
	 * charm's state, each has its own, and {@link #begin()} is called for each.
	 * @return the harness of the new unit, which has not begun
	 */
	public Harness addUnit() {
		this.recordings.beginChange();
		return new Harness(this);
	}

	/**
	 * The unit as which the charm runs here.
	 * @return its name
	 */
	public UnitName unit() {
		return this.unit.charm().unit();
	}

	/**
	 * The simulated Juju, for what this class has no method for. Changes made there send
	 * no events.
	 * @return the live simulation
	 */
	public SimulatedJuju juju() {
		return this.unit.juju();
	}

	/**
	 * All that the charm can see of Juju, and has left behind.
	 * @return the state as it is now
	 */
	public State state() {
		return StateConverter.toState(this.unit);
	}

	/**
	 * From now on changes send events.
	 * @throws IllegalStateException if the harness has begun already
	 */
	public void begin() {
		if (this.begun) {
			throw new IllegalStateException("The harness has begun already: call begin() once");
		}
		this.begun = true;
	}

	/**
	 * Begin, and send the events that a new unit gets: storage-attached for each storage,
	 * where storages are added that the charm cannot do without; install;
	 * relation-created for each relation, where peer relations are added that are
	 * missing; leader-elected or leader-settings-changed; config-changed; start; for a
	 * charm with containers storage-attached only now; pebble-ready for each container;
	 * and for each relation relation-changed for the application's data, among peers
	 * where this unit does not lead, relation-joined and relation-changed for each unit.
	 * @throws IllegalStateException if the harness has begun already
	 */
	public void beginWithInitialHooks() {
		this.recordings.beginChange();
		begin();
		withHooksDisabled(this.relations::addMissingPeers);
		withHooksDisabled(this.storages::addMissing);
		boolean onMachine = metadata().containers().isEmpty();
		if (onMachine) {
			this.storages.sendAttached();
		}
		send(Events.install());
		this.relations.sendCreated();
		send(this.unit.model().isLeader() ? Events.leaderElected() : Events.hook("leader-settings-changed"));
		send(Events.configChanged());
		send(Events.start());
		if (!onMachine) {
			this.storages.sendAttached();
		}
		metadata().containers().keySet().forEach(this::start);
		this.relations.sendJoined();
	}

	/**
	 * Add a relation: relation-created. On an endpoint for peers the remote application
	 * is the charm's own. The unit's databag holds the addresses that Juju writes there;
	 * those of other units hold what the test says.
	 * @param endpoint the charm's name for the relation
	 * @param remoteApplication the name of the other application
	 * @return the number of the relation
	 * @throws IllegalArgumentException if the charm declares no such endpoint, or the
	 * application does not fit it
	 */
	public int addRelation(String endpoint, String remoteApplication) {
		this.recordings.beginChange();
		return this.relations.add(endpoint, remoteApplication);
	}

	/**
	 * Add a relation with data, and with the remote application's unit 0:
	 * relation-created, relation-changed for the application's data if there is some,
	 * relation-joined and relation-changed for the unit.
	 * @param endpoint the charm's name for the relation
	 * @param remoteApplication the name of the other application
	 * @param appData the remote application's data
	 * @param unitData the remote unit's data
	 * @return the number of the relation
	 * @throws IllegalArgumentException if the charm declares no such endpoint, or the
	 * application does not fit it
	 */
	public int addRelation(String endpoint, String remoteApplication, Map<String, String> appData,
			Map<String, String> unitData) {
		this.recordings.beginChange();
		int relation = this.relations.add(endpoint, remoteApplication);
		this.relations.update(relation, remoteApplication, appData);
		this.relations.addUnit(relation, remoteApplication + "/0", unitData);
		return relation;
	}

	/**
	 * Remove a relation: relation-departed for each unit, relation-broken.
	 * @param relation the number of the relation
	 * @throws IllegalArgumentException if there is none of this number
	 */
	public void removeRelation(int relation) {
		this.recordings.beginChange();
		this.relations.remove(relation);
	}

	/**
	 * Let a remote unit, or a peer, enter a relation: relation-joined.
	 * @param relation the number of the relation
	 * @param unit the name of the unit
	 * @throws IllegalArgumentException if there is no such relation, or the unit is of
	 * another application
	 */
	public void addRelationUnit(int relation, String unit) {
		this.recordings.beginChange();
		this.relations.addUnit(relation, unit, Map.of());
	}

	/**
	 * Let a remote unit, or a peer, enter a relation with data: relation-joined, and
	 * relation-changed if there is data. Both events see the data.
	 * @param relation the number of the relation
	 * @param unit the name of the unit
	 * @param data the unit's data
	 * @throws IllegalArgumentException if there is no such relation, or the unit is of
	 * another application
	 */
	public void addRelationUnit(int relation, String unit, Map<String, String> data) {
		this.recordings.beginChange();
		this.relations.addUnit(relation, unit, data);
	}

	/**
	 * Let a unit leave a relation: relation-departed. The event can still read its data.
	 * @param relation the number of the relation
	 * @param unit the name of the unit
	 * @throws IllegalArgumentException if there is no such relation, or the unit is not
	 * in it
	 */
	public void removeRelationUnit(int relation, String unit) {
		this.recordings.beginChange();
		this.relations.removeUnit(relation, unit);
	}

	/**
	 * Change a databag, whoever may: relation-changed if it has become another one, and
	 * belongs to a remote unit or application, or to the own application among peers
	 * while this unit does not lead.
	 * @param relation the number of the relation
	 * @param member the name of the unit or application whose databag it is
	 * @param changes keys with their new values; an empty value removes its key
	 * @throws IllegalArgumentException if there is no such relation, or the member is not
	 * in it
	 */
	public void updateRelationData(int relation, String member, Map<String, String> changes) {
		this.recordings.beginChange();
		this.relations.update(relation, member, changes);
	}

	/**
	 * A databag, whoever may read it.
	 * @param relation the number of the relation
	 * @param member the name of the unit or application whose databag it is
	 * @return a copy of what is in it now
	 * @throws IllegalArgumentException if there is no such relation, or the member is not
	 * in it
	 */
	public Map<String, String> relationData(int relation, String member) {
		return this.relations.data(relation, member);
	}

	/**
	 * Give the unit other addresses in the network of an endpoint or an extra binding.
	 * Relations that are added from then on have them in the unit's databag. The charm
	 * gets no event.
	 * @param binding the name of the endpoint or the extra binding
	 * @param network the addresses, such as {@code NetworkInfo.of("10.0.0.5")}
	 * @throws IllegalArgumentException if the charm declares neither
	 */
	public void addNetwork(String binding, NetworkInfo network) {
		if (!metadata().bindings().contains(binding)) {
			throw new IllegalArgumentException("The charm declares no endpoint or extra binding '%s', only %s"
				.formatted(binding, metadata().bindings()));
		}
		this.recordings.beginChange();
		this.unit.model().setNetwork(binding, network);
	}

	/**
	 * Give the unit other addresses in one relation, as one that leads into another model
	 * has them: where others reach it, and where its connections come from. What its
	 * workload binds to stays the endpoint's, the unit's databag stays as it is, and the
	 * charm gets no event.
	 * @param relation the number of the relation
	 * @param network the addresses, such as {@code NetworkInfo.of("198.51.100.5")}
	 * @throws IllegalArgumentException if there is none of this number
	 */
	public void addNetwork(int relation, NetworkInfo network) {
		this.recordings.beginChange();
		this.relations.setNetwork(relation, network);
	}

	/**
	 * Trust the application with its cloud, as {@code juju trust} does, or no more:
	 * config-changed.
	 * @param cloudSpec what the unit is told of the cloud; {@code null} for no trust
	 */
	public void setCloudSpec(@Nullable CloudSpec cloudSpec) {
		this.recordings.beginChange();
		this.unit.model().setCloudSpec(cloudSpec);
		send(Events.configChanged());
	}

	/**
	 * Give the charm a file, as {@code juju attach-resource} does, but for the event that
	 * the charm is upgraded, which {@code hook("upgrade-charm")} sends.
	 * @param name the name of the resource
	 * @param file the file, which is there already
	 * @throws IllegalArgumentException if the charm declares no such resource
	 */
	public void addResource(String name, Path file) {
		if (!metadata().resources().containsKey(name)) {
			throw new IllegalArgumentException(
					"The charm declares no resource '%s', only %s".formatted(name, metadata().resources().keySet()));
		}
		this.recordings.beginChange();
		this.unit.model().setResource(name, file);
	}

	/**
	 * Give the unit one more instance of a storage, as {@code juju add-storage} does:
	 * storage-attached.
	 * @param name the name of the storage
	 * @return the instance's id, {@code data/0}
	 * @throws IllegalArgumentException if the charm declares no such storage, or the unit
	 * cannot have one more
	 */
	public String addStorage(String name) {
		return addStorage(name, 1).get(0);
	}

	/**
	 * Give the unit more instances of a storage: storage-attached for each.
	 * @param name the name of the storage
	 * @param count how many
	 * @return the ids of the instances
	 * @throws IllegalArgumentException if the charm declares no such storage, or the unit
	 * cannot have so many more
	 */
	public List<String> addStorage(String name, int count) {
		this.recordings.beginChange();
		return this.storages.add(name, count);
	}

	/**
	 * Give the unit one more instance of a storage that is somewhere in particular:
	 * storage-attached.
	 * @param name the name of the storage
	 * @param location where it is, such as a temporary directory of the test
	 * @return the instance's id, {@code data/0}
	 * @throws IllegalArgumentException if the charm declares no such storage, or the unit
	 * cannot have one more
	 */
	public String addStorage(String name, Path location) {
		this.recordings.beginChange();
		return this.storages.add(name, location);
	}

	/**
	 * Make the directories of filesystem storages from now on, also of those that the
	 * charm asks for or cannot do without. Until that is said they are where Juju would
	 * mount them, which is not there in a test.
	 * @param directory the directory that theirs are made in
	 */
	public void setStorageDirectory(Path directory) {
		this.storages.setDirectory(directory);
	}

	/**
	 * Take a storage instance from the unit, as {@code juju detach-storage} does:
	 * storage-detaching. It can be attached again.
	 * @param storage the instance's id
	 * @throws IllegalArgumentException if there is no such instance, or the unit does not
	 * have it
	 */
	public void detachStorage(String storage) {
		this.recordings.beginChange();
		this.storages.detach(storage);
	}

	/**
	 * Give a detached storage instance back to the unit, as {@code juju attach-storage}
	 * does: storage-attached.
	 * @param storage the instance's id
	 * @throws IllegalArgumentException if there is no such instance, or the unit has it
	 * or cannot have one more
	 */
	public void attachStorage(String storage) {
		this.recordings.beginChange();
		this.storages.attach(storage);
	}

	/**
	 * Remove a storage instance, as {@code juju remove-storage} does: storage-detaching,
	 * if the unit has it.
	 * @param storage the instance's id
	 * @throws IllegalArgumentException if there is no such instance
	 */
	public void removeStorage(String storage) {
		this.recordings.beginChange();
		this.storages.remove(storage);
	}

	/**
	 * Set options, and take others back to their defaults, as {@code juju config} does:
	 * config-changed.
	 * @param values the new values by option: strings, numbers and booleans
	 * @param unset the options to take back
	 * @throws InconsistentStateException if the charm declares no such option, or a value
	 * is not of its type
	 */
	public void updateConfig(Map<String, ?> values, String... unset) {
		this.recordings.beginChange();
		Map<String, Object> plain = PlainValues.copy(values);
		Violations violations = new Violations();
		ConfigRules.check(metadata(), plain, violations);
		violations.throwIfAny("This configuration");
		SimulatedConfig config = this.unit.model().config();
		Stream.of(unset).forEach(config::reset);
		plain.forEach(config::set);
		this.units.forEach((each) -> each.send(Events.configChanged()));
	}

	/**
	 * Add a secret as {@code juju add-secret} does. The charm may read it when it is
	 * granted.
	 * @param content keys and values
	 * @return the secret's id, which can be the value of an option of type secret
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public String addUserSecret(Map<String, String> content) {
		this.recordings.beginChange();
		return this.secrets.addUserSecret(content);
	}

	/**
	 * Add a secret of another application or unit, or of the charm's own. The charm may
	 * read another's when it is granted.
	 * @param owner the name of the application or unit that it belongs to
	 * @param content keys and values
	 * @return the secret's id
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public String addSecret(String owner, Map<String, String> content) {
		this.recordings.beginChange();
		return this.secrets.add(owner, content);
	}

	/**
	 * Have the owner of a secret give it a new revision: secret-changed, if the charm may
	 * read it and has read it.
	 * @param secret the secret's id
	 * @param content keys and values
	 * @throws IllegalArgumentException if there is no such secret, it is the charm's own,
	 * or Juju would not take the content
	 */
	public void setSecretContent(String secret, Map<String, String> content) {
		this.recordings.beginChange();
		this.secrets.setContent(secret, content);
		this.units.forEach((each) -> each.secrets.sendChanged(secret));
	}

	/**
	 * Have the owner of a secret let the charm's application read it.
	 * @param secret the secret's id
	 * @throws IllegalArgumentException if there is no such secret, or it is the charm's
	 * own
	 */
	public void grantSecret(String secret) {
		this.recordings.beginChange();
		this.secrets.grant(secret);
	}

	/**
	 * Have the owner of a secret let the charm's application read it no more. The charm
	 * is not told.
	 * @param secret the secret's id
	 * @throws IllegalArgumentException if there is no such secret, or it is the charm's
	 * own
	 */
	public void revokeSecret(String secret) {
		this.recordings.beginChange();
		this.secrets.revoke(secret);
	}

	/**
	 * Have the owner of a secret remove it. The charm is not told, and finds it no more.
	 * @param secret the secret's id
	 * @throws IllegalArgumentException if there is no such secret, or it is the charm's
	 * own
	 */
	public void removeSecret(String secret) {
		this.recordings.beginChange();
		this.secrets.remove(secret);
	}

	/**
	 * To whom the charm has granted a secret for a relation.
	 * @param secret the secret's id
	 * @param relation the number of the relation
	 * @return names of applications and units
	 * @throws IllegalArgumentException if there is no such secret
	 */
	public Set<String> secretGrants(String secret, int relation) {
		return this.secrets.grants(secret, relation);
	}

	/**
	 * The revisions of a secret that are still there.
	 * @param secret the secret's id
	 * @return their numbers
	 * @throws IllegalArgumentException if there is no such secret
	 */
	public SortedSet<Integer> secretRevisions(String secret) {
		return this.secrets.revisions(secret);
	}

	/**
	 * Let the time come at which a secret of the charm is rotated: secret-rotate.
	 * @param secret the secret's id
	 * @throws IllegalArgumentException if there is no such secret, or another unit would
	 * get the event
	 */
	public void triggerSecretRotation(String secret) {
		this.recordings.beginChange();
		this.secrets.trigger(HookKind.SECRET_ROTATE, secret, null);
	}

	/**
	 * Let a revision of a secret of the charm expire: secret-expired.
	 * @param secret the secret's id
	 * @param revision the number of the revision
	 * @throws IllegalArgumentException if there is no such revision, or another unit
	 * would get the event
	 */
	public void triggerSecretExpiration(String secret, int revision) {
		this.recordings.beginChange();
		this.secrets.trigger(HookKind.SECRET_EXPIRED, secret, revision);
	}

	/**
	 * Let nobody read a revision of a secret of the charm any more: secret-remove.
	 * @param secret the secret's id
	 * @param revision the number of the revision
	 * @throws IllegalArgumentException if there is no such revision, or another unit
	 * would get the event
	 */
	public void triggerSecretRemoval(String secret, int revision) {
		this.recordings.beginChange();
		this.secrets.trigger(HookKind.SECRET_REMOVE, secret, revision);
	}

	/**
	 * Make the unit the leader, leader-elected, or another one. A unit that does not lead
	 * any more is not told.
	 * @param leader whether the unit leads from now on
	 */
	public void setLeader(boolean leader) {
		this.recordings.beginChange();
		this.unit.model().setLeader(leader);
		if (leader) {
			send(Events.leaderElected());
		}
	}

	/**
	 * Say how many units the application is to have.
	 * @param plannedUnits the number, this unit included
	 * @throws IllegalArgumentException if it is negative
	 */
	public void setPlannedUnits(int plannedUnits) {
		this.recordings.beginChange();
		this.unit.model().setPlannedUnits(plannedUnits);
	}

	/**
	 * Say whether the charm can connect to a container. It gets no event.
	 * @param container the container's name
	 * @param canConnect whether it can
	 * @throws IllegalArgumentException if the charm declares no such container
	 */
	public void setCanConnect(String container, boolean canConnect) {
		this.recordings.beginChange();
		connect(container, canConnect);
	}

	private void connect(String container, boolean canConnect) {
		this.containers.require(container).setReachable(canConnect);
	}

	/**
	 * Start a container: pebble-ready.
	 * @param container the container's name
	 * @throws IllegalArgumentException if the charm declares no such container
	 */
	public void containerReady(String container) {
		this.recordings.beginChange();
		start(container);
	}

	/**
	 * Let a container be restarted, which takes its layers, its services and its files
	 * away, but for those in mounts: pebble-ready.
	 * @param container the container's name
	 * @throws IllegalArgumentException if the charm declares no such container
	 */
	public void restartContainer(String container) {
		this.recordings.beginChange();
		this.containers.restart(container);
	}

	/**
	 * The Pebble of a container, to look into it, and to say what is in the container and
	 * what comes of commands. Until the container is ready, nobody can connect to it.
	 * Changes made there send no events.
	 * @param container the container's name
	 * @return the live simulation
	 * @throws IllegalArgumentException if the charm declares no such container
	 */
	public SimulatedPebble pebble(String container) {
		return this.containers.require(container);
	}

	/**
	 * What all layers of a container make together.
	 * @param container the container's name
	 * @return the plan as it is now
	 * @throws IllegalArgumentException if the charm declares no such container
	 */
	public Plan plan(String container) {
		return this.containers.require(container).currentPlan();
	}

	/**
	 * Say what comes of commands in a container.
	 * @param container the container's name
	 * @param exec which commands, and what comes of them
	 * @throws IllegalArgumentException if the charm declares no such container
	 */
	public void handleExec(String container, ScriptedExec exec) {
		this.recordings.beginChange();
		this.containers.require(container).addExec(exec);
	}

	/**
	 * Let a workload send a notice: pebble-custom-notice, unless the same was told not so
	 * long ago.
	 * @param container the container's name
	 * @param key the notice's key, {@code example.com/path}
	 * @param data more about it
	 * @param repeatAfter how long the same is not told again; {@code null} to tell it
	 * each time
	 * @return the id of the notice
	 * @throws IllegalArgumentException if the charm declares no such container
	 * @throws io.opsframework.pebble.PebbleException if nobody can connect to it, or the
	 * key is none
	 */
	public String notifyPebble(String container, String key, Map<String, String> data, @Nullable Duration repeatAfter) {
		this.recordings.beginChange();
		return this.containers.notify(container, key, data, repeatAfter);
	}

	/**
	 * Let a workload send a notice: pebble-custom-notice.
	 * @param container the container's name
	 * @param key the notice's key, {@code example.com/path}
	 * @return the id of the notice
	 * @throws IllegalArgumentException if the charm declares no such container
	 * @throws io.opsframework.pebble.PebbleException if nobody can connect to it, or the
	 * key is none
	 */
	public String notifyPebble(String container, String key) {
		return notifyPebble(container, key, Map.of(), null);
	}

	/**
	 * Let a check of a workload fail until it is down: pebble-check-failed, if it was up.
	 * @param container the container's name
	 * @param check the name of the check
	 * @throws IllegalArgumentException if the charm declares no such container, or its
	 * plan has no such check
	 */
	public void failCheck(String container, String check) {
		this.recordings.beginChange();
		this.containers.failCheck(container, check);
	}

	/**
	 * Let a check of a workload succeed again: pebble-check-recovered, if it was down.
	 * @param container the container's name
	 * @param check the name of the check
	 * @throws IllegalArgumentException if the charm declares no such container, or its
	 * plan has no such check
	 */
	public void recoverCheck(String container, String check) {
		this.recordings.beginChange();
		this.containers.recoverCheck(container, check);
	}

	private void start(String container) {
		connect(container, true);
		send(Events.pebbleReady(container));
	}

	/**
	 * Run an action without parameters.
	 * @param name the action's name
	 * @return its results and messages
	 * @throws TaskFailedException if it fails
	 * @throws InconsistentStateException if the charm declares no such action
	 */
	public ActionOutput runAction(String name) {
		return runAction(name, Map.of());
	}

	/**
	 * Run an action, as {@code juju run} does, also while hooks are disabled.
	 * @param name the action's name
	 * @param parameters the parameters that are given: strings, numbers, booleans, lists
	 * and maps
	 * @return its results and messages
	 * @throws TaskFailedException if it fails
	 * @throws InconsistentStateException if the charm declares no such action, or the
	 * parameters are not as it declares
	 */
	public ActionOutput runAction(String name, Map<String, ?> parameters) {
		this.recordings.beginChange();
		ActionRequest request = new ActionRequest(name, String.valueOf(++this.tasks), PlainValues.copy(parameters));
		Violations violations = new Violations();
		ActionRules.check(metadata(), request, violations);
		violations.throwIfAny("This action");
		this.unit.request(request);
		run(Events.action(request));
		ActionOutput output = this.unit.actionOutput();
		if (output.failure() != null) {
			throw new TaskFailedException(name, output);
		}
		return output;
	}

	/**
	 * From now on changes send no events.
	 */
	public void disableHooks() {
		this.enabled = false;
	}

	/**
	 * From now on changes send events again.
	 */
	public void enableHooks() {
		this.enabled = true;
	}

	/**
	 * Make changes that send no events. Can be nested.
	 * @param changes makes the changes
	 */
	public void withHooksDisabled(Runnable changes) {
		boolean before = this.enabled;
		this.enabled = false;
		try {
			changes.run();
		}
		finally {
			this.enabled = before;
		}
	}

	/**
	 * Collect the statuses, as at the end of each hook. Deferred events stay where they
	 * are.
	 */
	public void evaluateStatus() {
		this.recordings.beginChange();
		run(Events.collectUnitStatus());
	}

	/**
	 * Publish an event that is none of Juju's in a hook of its own, as if a library of
	 * the charm did it, also while hooks are disabled.
	 * @param event the event
	 * @throws IllegalStateException if the harness has not begun
	 */
	public void emit(CharmEvent event) {
		emit(() -> event);
	}

	/**
	 * Publish an event that is none of Juju's in a hook of its own, as if a library of
	 * the charm did it, also while hooks are disabled. It is made in that hook, so that
	 * it can hold what is of the hook, such as a relation of the
	 * {@link io.opsframework.model.Model Model}.
	 * @param event makes the event
	 * @throws IllegalStateException if the harness has not begun
	 */
	public void emit(Supplier<? extends CharmEvent> event) {
		requireBegun();
		this.recordings.beginChange();
		run(Events.custom(event));
	}

	/**
	 * Run a hook that does not follow from a change of the model, such as update-status,
	 * also while hooks are disabled.
	 * @param name the name of the hook, one of those that are about the unit as a whole
	 * @throws IllegalArgumentException if it is not one of these: the others follow from
	 * changes
	 * @throws IllegalStateException if the harness has not begun
	 */
	public void hook(String name) {
		if (!JujuEvents.plainHooks().contains(name)) {
			throw new IllegalArgumentException("'%s' is not one of %s: the other hooks follow from changes of the model"
				.formatted(name, JujuEvents.plainHooks()));
		}
		requireBegun();
		this.recordings.beginChange();
		run(Events.hook(name));
	}

	private void requireBegun() {
		if (!this.begun) {
			throw new IllegalStateException("The harness has not begun: call begin() first");
		}
	}

	/**
	 * Be told of each event after it, also of one whose hook failed.
	 * @param observer takes the reports
	 */
	public void onEvent(Consumer<EventReport> observer) {
		this.observers.add(observer);
	}

	/**
	 * The unit's status.
	 * @return the status as it is now
	 */
	public Status unitStatus() {
		return this.unit.model().unitStatus().current().toStatus();
	}

	/**
	 * Every status that the unit had.
	 * @return the statuses, the current one last
	 */
	public List<Status> unitStatuses() {
		return StateConverter.statuses(this.unit.model().unitStatus());
	}

	/**
	 * The application's status as {@code juju status} shows it: what the leader set, or
	 * else the most severe of its units' statuses.
	 * @return the status as it is now
	 */
	public Status appStatus() {
		return this.unit.model().displayedApplicationStatus().toStatus();
	}

	/**
	 * How often the charm had its machine rebooted. The harness does not run again a hook
	 * that did so at once.
	 * @return the number
	 */
	public int reboots() {
		return this.unit.model().reboots();
	}

	/**
	 * The ports that the unit has opened.
	 * @return ports and ranges, sorted
	 */
	public SortedSet<Port> openedPorts() {
		return this.unit.model().openedPorts();
	}

	/**
	 * What the charm keeps from hook to hook.
	 * @return the values as JSON has them by name, {@code library/name} for those of a
	 * library
	 */
	public SortedMap<String, Object> storedValues() {
		return state().storedValues();
	}

	/**
	 * Have the charm keep another value from hook to hook.
	 * @param name the value's name, {@code library/name} for that of a library
	 * @param value the value as JSON has it, in which a record is a map; {@code null} to
	 * keep none
	 * @throws IllegalArgumentException if the value is something else than texts,
	 * numbers, booleans, lists and maps
	 */
	public void setStoredValue(String name, @Nullable Object value) {
		this.recordings.beginChange();
		this.unit.setStoredValues(state().withStoredValue(name, value).storedValues());
	}

	/**
	 * The deferred events.
	 * @return the entries in the order of the queue
	 */
	public List<DeferredEvent> deferred() {
		return this.unit.deferred();
	}

	/**
	 * Replay the deferred events, as each hook does before its event.
	 */
	public void replayDeferred() {
		this.recordings.beginChange();
		run(SimulatedEvent.NONE);
	}

	/**
	 * The events that the charm got for the latest change of the test, and those that it
	 * published itself meanwhile; without replays of deferred events and collect-status.
	 * @return the events in order; empty if the change sent none
	 */
	public List<CharmEvent> events() {
		return this.recordings.events();
	}

	/**
	 * The hook tools that the charm called for the latest change of the test.
	 * @return the calls in order; empty if the change sent no events
	 */
	public List<HookToolExecution> hookTools() {
		return this.recordings.tools();
	}

	/**
	 * The charm's bean that served the latest hook.
	 * <p>
	 * Such beans live as long as a hook: the next one gets a new bean, so that what is in
	 * a field is what this hook left there, and is not there in the next one. The hook
	 * that the bean served is over; Juju cannot be asked through it.
	 * @param <T> the type of the bean
	 * @param type the type of the bean
	 * @return the bean
	 * @throws IllegalStateException if the latest hook needed no such bean
	 */
	public <T> T charm(Class<T> type) {
		return this.recordings.bean(type);
	}

	/**
	 * The charm's bean that served the latest hook of an event, whatever hooks were after
	 * that. The same is to say about it as about {@link #charm(Class)}.
	 * @param <T> the type of the bean
	 * @param type the type of the bean
	 * @param event the type of the event, Juju's or the charm's own
	 * @return the bean
	 * @throws IllegalStateException if there was no such event yet, or its hook needed no
	 * such bean
	 */
	public <T> T charm(Class<T> type, Class<? extends CharmEvent> event) {
		return this.recordings.bean(type, event);
	}

	private CharmMetadata metadata() {
		return this.unit.charm().metadata();
	}

	private void send(SimulatedEvent event) {
		if (this.begun && this.enabled) {
			run(event);
		}
	}

	private void run(SimulatedEvent event) {
		RuntimeException failure = null;
		Map<HarnessRelations.Databag, Map<String, String>> seen = this.relations.seenByPeers();
		try {
			this.unit.run(event);
		}
		catch (RuntimeException ex) {
			failure = ex;
			throw ex;
		}
		finally {
			this.recordings.add(this.unit.recording());
			report(event, failure);
		}
		this.relations.tellPeers(seen);
		this.storages.addRequested();
	}

	private void report(SimulatedEvent event, @Nullable RuntimeException failure) {
		if (!this.observers.isEmpty()) {
			EventReport report = this.unit.recording().report(event.name(), unitStatus(), failure);
			this.observers.forEach((observer) -> observer.accept(report));
		}
	}

}
