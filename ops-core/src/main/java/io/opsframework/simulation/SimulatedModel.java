package io.opsframework.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.opsframework.charm.StorageMetadata;
import io.opsframework.charm.StorageType;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.Port;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * What Juju's controller knows about one unit and its application, in memory. Tests fill
 * it and look into it; charms reach it through hook tools only. It holds what is
 * committed: the writes of a hook that Juju keeps back until the hook's end are not here
 * before.
 * <p>
 * Not safe for use by several threads.
 */
public final class SimulatedModel {

	/** As Juju has it for a port that is open for all. */
	static final Set<String> ALL_ENDPOINTS = Set.of("");

	/** Reserved for documentation: nobody is there. */
	private static final NetworkInfo NETWORK = NetworkInfo.of("192.0.2.0");

	private final UnitName unit;

	// All units of the application that have a model, in the order in which they came.
	private final List<SimulatedModel> units;

	private final SimulatedConfig config;

	private final SortedMap<Integer, SimulatedRelation> relations = new TreeMap<>();

	private final SortedMap<String, NetworkInfo> networks = new TreeMap<>();

	private @Nullable Set<String> bindings;

	private final SortedMap<String, Path> resources;

	private final SortedMap<String, SimulatedSecret> secrets;

	private int lastSecret;

	private final SortedMap<StorageId, SimulatedStorage> storages = new TreeMap<>();

	private final SortedMap<String, Integer> requestedStorages = new TreeMap<>();

	private Map<String, StorageMetadata> declaredStorages = Map.of();

	private int nextStorage;

	private final RecordedValue<SimulatedStatus> unitStatus = new RecordedValue<>(SimulatedStatus.UNKNOWN);

	private final RecordedValue<SimulatedStatus> applicationStatus;

	private final SortedMap<UnitName, SimulatedStatus> peerStatuses = new TreeMap<>();

	private final RecordedValue<String> workloadVersion;

	private final SortedMap<Port, SortedSet<String>> openedPorts = new TreeMap<>();

	private final SortedMap<String, String> unitState = new TreeMap<>();

	private final List<JujuLogLine> log = new ArrayList<>();

	private @Nullable SimulatedAction action;

	private ModelIdentity identity = ModelIdentity.DEFAULT;

	private boolean madeForKubernetes;

	private @Nullable CloudSpec cloudSpec;

	private final SortedMap<String, String> leaderSettings;

	private final List<SimulatedMetric> metrics = new ArrayList<>();

	private Map<String, String> payloadTypes = Map.of();

	private final SortedMap<String, String> payloads = new TreeMap<>();

	private @Nullable String podSpec;

	private @Nullable String kubernetesManifest;

	private boolean leader;

	private int reboots;

	private int plannedUnits = 1;

	/**
	 * Create a model with one unit, which does not lead and has no relations.
	 * @param unit the name of the unit
	 * @param configDefaults every option that the charm declares, with its default or
	 * {@code null}
	 */
	public SimulatedModel(UnitName unit, Map<String, ? extends @Nullable Object> configDefaults) {
		this.unit = unit;
		this.units = new ArrayList<>(List.of(this));
		this.config = new SimulatedConfig(configDefaults);
		this.secrets = new TreeMap<>();
		this.resources = new TreeMap<>();
		this.applicationStatus = new RecordedValue<>(SimulatedStatus.UNKNOWN);
		this.workloadVersion = new RecordedValue<>("");
		this.leaderSettings = new TreeMap<>();
	}

	private SimulatedModel(UnitName unit, SimulatedModel other) {
		this.unit = unit;
		this.units = other.units;
		this.config = other.config;
		this.secrets = other.secrets;
		this.resources = other.resources;
		this.applicationStatus = other.applicationStatus;
		this.workloadVersion = other.workloadVersion;
		this.leaderSettings = other.leaderSettings;
		this.identity = other.identity;
		this.networks.putAll(other.networks);
		this.bindings = other.bindings;
		this.declaredStorages = other.declaredStorages;
		this.madeForKubernetes = other.madeForKubernetes;
		this.cloudSpec = other.cloudSpec;
		this.payloadTypes = other.payloadTypes;
		this.podSpec = other.podSpec;
		this.kubernetesManifest = other.kubernetesManifest;
		this.plannedUnits = other.plannedUnits;
	}

	/**
	 * Add a unit to the application. What belongs to the application is the same for
	 * both: configuration, secrets, resources, status, version, how many units it is to
	 * have, and that one of them leads. The new unit is in the relations of this one, and
	 * among peers they see each other.
	 * @return the model of the new unit, whose number is the next one
	 */
	public SimulatedModel addUnit() {
		int number = unitStatuses().lastKey().number() + 1;
		SimulatedModel added = new SimulatedModel(new UnitName(application(), number), this);
		this.units.add(added);
		setPlannedUnits(Math.max(this.plannedUnits, this.units.size()));
		relations().forEach(added::share);
		return added;
	}

	/**
	 * Let the unit enter a relation that another unit of its application has.
	 * @param relation the relation, as the other unit has it
	 * @return the relation, as this unit has it
	 * @throws IllegalArgumentException if there is a relation of that number
	 */
	public SimulatedRelation share(SimulatedRelation relation) {
		SimulatedRelation own = add(relation.ofOtherUnit());
		if (relation.isPeer()) {
			relation.units().stream().filter((peer) -> !peer.equals(this.unit)).forEach(own::addUnit);
			this.units.stream().filter((other) -> other != this).forEach((other) -> other.meet(this.unit, own));
		}
		enter(own);
		return own;
	}

	private void meet(UnitName peer, SimulatedRelation peersOwn) {
		SimulatedRelation own = relation(peersOwn.id().number());
		if (own != null) {
			own.addUnit(peer);
			peersOwn.addUnit(this.unit);
		}
	}

	/**
	 * The unit that hook tools speak for.
	 * @return its name
	 */
	public UnitName unit() {
		return this.unit;
	}

	/**
	 * The application that the unit belongs to.
	 * @return its name
	 */
	public String application() {
		return this.unit.application();
	}

	/**
	 * Which Juju model this is.
	 * @return name, UUID and version
	 */
	public ModelIdentity identity() {
		return this.identity;
	}

	/**
	 * Say which Juju model this is.
	 * @param identity name, UUID and version
	 */
	public void setIdentity(ModelIdentity identity) {
		this.identity = identity;
	}

	JujuVersion version() {
		return JujuVersion.of(this.identity.jujuVersion());
	}

	/**
	 * Whether the unit runs on Kubernetes.
	 * @return {@code false} for one that runs on a machine
	 */
	public boolean isKubernetes() {
		ModelIdentity.Type type = this.identity.type();
		return (type != null) ? type == ModelIdentity.Type.KUBERNETES : this.madeForKubernetes;
	}

	/**
	 * Say where the unit runs while the {@linkplain #identity() model} does not say it.
	 * @param madeForKubernetes whether the charm is made for Kubernetes
	 */
	public void setMadeForKubernetes(boolean madeForKubernetes) {
		this.madeForKubernetes = madeForKubernetes;
	}

	/**
	 * What the unit is told of its cloud, {@code credential-get}.
	 * @return the cloud; {@code null} while nobody trusts the application with it
	 */
	public @Nullable CloudSpec cloudSpec() {
		return this.cloudSpec;
	}

	/**
	 * Trust the application with the cloud, as {@code juju trust} does, or no more.
	 * @param cloudSpec the cloud; {@code null} for no trust
	 */
	public void setCloudSpec(@Nullable CloudSpec cloudSpec) {
		this.cloudSpec = cloudSpec;
	}

	/**
	 * The application's configuration.
	 * @return the live configuration
	 */
	public SimulatedConfig config() {
		return this.config;
	}

	/**
	 * Whether the unit leads its application.
	 * @return {@code true} for the leader
	 */
	public boolean isLeader() {
		return this.leader;
	}

	/**
	 * Make the unit the leader, or another one.
	 * @param leader whether the unit leads from now on
	 */
	public void setLeader(boolean leader) {
		if (leader) {
			this.units.forEach((other) -> other.leader = false);
		}
		this.leader = leader;
	}

	/**
	 * How often the unit had its machine rebooted, {@code juju-reboot}.
	 * @return the number
	 */
	public int reboots() {
		return this.reboots;
	}

	void addReboot() {
		this.reboots++;
	}

	/**
	 * How many units the application is to have.
	 * @return the number, this unit included
	 */
	public int plannedUnits() {
		return this.plannedUnits;
	}

	/**
	 * Say how many units the application is to have, as {@code juju scale-application}
	 * does.
	 * @param plannedUnits the number, this unit included
	 * @throws IllegalArgumentException if it is negative
	 */
	public void setPlannedUnits(int plannedUnits) {
		if (plannedUnits < 0) {
			throw new IllegalArgumentException("An application cannot have %d units".formatted(plannedUnits));
		}
		this.units.forEach((other) -> other.plannedUnits = plannedUnits);
	}

	/**
	 * Add a relation to another application.
	 * @param id its id; the number must be new
	 * @param remoteApplication the name of the other application
	 * @return the relation, still without units
	 * @throws IllegalArgumentException if there is a relation of that number, or no
	 * application can be called so
	 */
	public SimulatedRelation addRelation(RelationId id, String remoteApplication) {
		return add(new SimulatedRelation(id, remoteApplication, false));
	}

	/**
	 * Add a relation among the units of the application.
	 * @param id its id; the number must be new
	 * @return the relation, still without other units
	 * @throws IllegalArgumentException if there is a relation of that number
	 */
	public SimulatedRelation addPeerRelation(RelationId id) {
		return add(new SimulatedRelation(id, application(), true));
	}

	/**
	 * Let the unit enter a relation. Juju writes the addresses that the unit has in the
	 * relation, or else in the endpoint's network, into its databag then; what is there
	 * already stays.
	 * @param relation one of the relations
	 */
	public void enter(SimulatedRelation relation) {
		NetworkInfo network = relation.network();
		Map<String, String> addresses = new TreeMap<>(
				addresses((network != null) ? network : this.networks.getOrDefault(relation.id().endpoint(), NETWORK)));
		addresses.keySet().removeAll(relation.databag(this.unit.toString()).keySet());
		relation.updateDatabag(this.unit.toString(), addresses);
	}

	/**
	 * What Juju writes into the databag of a unit that enters a relation:
	 * {@code ingress-address} and {@code egress-subnets}, and before Juju 4
	 * {@code private-address}.
	 * @param address the unit's only address, an IPv4 one
	 * @return the values by key
	 */
	public Map<String, String> addresses(String address) {
		return addresses(NetworkInfo.of(address));
	}

	private Map<String, String> addresses(NetworkInfo network) {
		Map<String, String> addresses = new TreeMap<>();
		addresses.put("egress-subnets", String.join(",", network.egressSubnets()));
		String address = network.ingressAddress().orElse("");
		addresses.put("ingress-address", address);
		if (!version().isAtLeast(4, 0, 0)) {
			addresses.put("private-address", address);
		}
		return addresses;
	}

	/**
	 * The networks of bindings about which something was said.
	 * @return the networks by the names of endpoints and extra bindings
	 */
	public SortedMap<String, NetworkInfo> networks() {
		return Collections.unmodifiableSortedMap(this.networks);
	}

	/**
	 * Say which addresses the unit has in the network of a binding. Until that is said,
	 * it is the one address 192.0.2.0.
	 * @param binding the name of an endpoint or an extra binding
	 * @param network the addresses
	 */
	public void setNetwork(String binding, NetworkInfo network) {
		this.networks.put(binding, network);
	}

	/**
	 * Say which bindings the charm has, so that others have no network.
	 * @param bindings the names of endpoints and extra bindings
	 */
	public void setBindings(Set<String> bindings) {
		this.bindings = Set.copyOf(bindings);
	}

	// Those that were said to be.
	Set<String> bindings() {
		return (this.bindings != null) ? this.bindings : Set.of();
	}

	// The address of the unit itself.
	String address() {
		return NETWORK.ingressAddress().orElseThrow();
	}

	@Nullable NetworkInfo network(String binding) {
		if (this.bindings != null && !this.bindings.contains(binding)) {
			return null;
		}
		return this.networks.getOrDefault(binding, NETWORK);
	}

	/**
	 * Forget a relation with all its databags, and what was granted for its life.
	 * @param number the number in its id
	 */
	public void removeRelation(int number) {
		this.relations.remove(number);
		for (SimulatedSecret secret : this.secrets.values()) {
			List.copyOf(secret.grants())
				.stream()
				.filter((grant) -> Integer.valueOf(number).equals(grant.relation()))
				.forEach(secret::revoke);
		}
	}

	/**
	 * The relations, broken ones included.
	 * @return the relations by number
	 */
	public Collection<SimulatedRelation> relations() {
		return Collections.unmodifiableCollection(this.relations.values());
	}

	/**
	 * Find a relation, broken ones included.
	 * @param number the number in its id
	 * @return the relation, or {@code null}
	 */
	public @Nullable SimulatedRelation relation(int number) {
		return this.relations.get(number);
	}

	/**
	 * The secrets, also those that the unit may not read.
	 * @return the live secrets, sorted by their identifiers
	 */
	public Collection<SimulatedSecret> secrets() {
		return Collections.unmodifiableCollection(this.secrets.values());
	}

	/**
	 * Find a secret.
	 * @param uri its URI
	 * @return the live secret, or {@code null}
	 */
	public @Nullable SimulatedSecret secret(SecretUri uri) {
		return this.secrets.get(uri.identifier());
	}

	/**
	 * Add a secret under a URI of Juju's making.
	 * @param owner the name of the unit or application that it belongs to, or of whoever
	 * else does, such as a user
	 * @param content the content of its first revision
	 * @return the secret, which nobody but its owner may read yet
	 */
	public SimulatedSecret addSecret(String owner, Map<String, String> content) {
		SimulatedSecret secret = new SimulatedSecret(newSecretUri(), owner, content);
		addSecret(secret);
		return secret;
	}

	/**
	 * Add a secret.
	 * @param secret the secret
	 * @throws IllegalArgumentException if there is one of its URI
	 */
	public void addSecret(SimulatedSecret secret) {
		if (this.secrets.putIfAbsent(secret.uri().identifier(), secret) != null) {
			throw new IllegalArgumentException("There is a secret '%s' already".formatted(secret.uri()));
		}
	}

	/**
	 * Remove a secret with all its revisions.
	 * @param uri its URI
	 */
	public void removeSecret(SecretUri uri) {
		this.secrets.remove(uri.identifier());
	}

	// As Juju's: 20 letters and digits, the first ones alike.
	SecretUri newSecretUri() {
		SecretUri uri;
		do {
			uri = new SecretUri(null, "d0testsecrets%07d".formatted(++this.lastSecret));
		}
		while (this.secrets.containsKey(uri.identifier()));
		return uri;
	}

	// What a hook has made of the secrets.
	void setSecrets(Map<String, SimulatedSecret> changed) {
		this.secrets.keySet().retainAll(changed.keySet());
		this.secrets.forEach((identifier, secret) -> secret.become(changed.get(identifier)));
		changed.forEach(this.secrets::putIfAbsent);
	}

	/**
	 * The unit's status.
	 * @return the status with its history
	 */
	public RecordedValue<SimulatedStatus> unitStatus() {
		return this.unitStatus;
	}

	/**
	 * Say what another unit of the application shows. Until that is said, it is
	 * {@link SimulatedStatus#UNKNOWN unknown}.
	 * @param unit the unit
	 * @param status its status
	 * @throws IllegalArgumentException if it is this unit, or one of another application
	 */
	public void setPeerStatus(UnitName unit, SimulatedStatus status) {
		if (unit.equals(this.unit) || !unit.application().equals(application())) {
			throw new IllegalArgumentException(
					"Unit '%s' is not another unit of application '%s'".formatted(unit, application()));
		}
		this.peerStatuses.put(unit, status);
	}

	/**
	 * The statuses of the application's units: of this one, of those in its relations
	 * among peers, and of those about which something was said.
	 * @return an unmodifiable copy
	 */
	public SortedMap<UnitName, SimulatedStatus> unitStatuses() {
		SortedMap<UnitName, SimulatedStatus> statuses = new TreeMap<>();
		relations().stream()
			.filter(SimulatedRelation::isPeer)
			.flatMap((relation) -> relation.units().stream())
			.forEach((peer) -> statuses.put(peer, SimulatedStatus.UNKNOWN));
		statuses.putAll(this.peerStatuses);
		this.units.forEach((other) -> statuses.put(other.unit, other.unitStatus.current()));
		return Collections.unmodifiableSortedMap(statuses);
	}

	/**
	 * The application's status, which the leader sets.
	 * @return the status with its history; {@link SimulatedStatus#UNKNOWN unknown} while
	 * no leader has set one
	 */
	public RecordedValue<SimulatedStatus> applicationStatus() {
		return this.applicationStatus;
	}

	/**
	 * The application's status as {@code juju status} shows it: what the leader set, or
	 * else the most severe of its units' statuses.
	 * @return the status as it is now
	 */
	public SimulatedStatus displayedApplicationStatus() {
		SimulatedStatus set = this.applicationStatus.current();
		return set.equals(SimulatedStatus.UNKNOWN) ? SimulatedStatus.mostSevere(unitStatuses().values()) : set;
	}

	/**
	 * The version of the workload, {@code application-version-set}.
	 * @return the version with its history, empty at first
	 */
	public RecordedValue<String> workloadVersion() {
		return this.workloadVersion;
	}

	/**
	 * The files that come with the charm, {@code resource-get}.
	 * @return the files by the names of the resources
	 */
	public SortedMap<String, Path> resources() {
		return Collections.unmodifiableSortedMap(this.resources);
	}

	/**
	 * Give the charm a file, as {@code juju attach-resource} does.
	 * @param name the name of the resource
	 * @param file the file, which is there already
	 */
	public void setResource(String name, Path file) {
		this.resources.put(name, file);
	}

	/**
	 * Say which storages the charm declares. It has none until then.
	 * @param storages the storages by their names
	 */
	public void setDeclaredStorages(Map<String, StorageMetadata> storages) {
		this.declaredStorages = Map.copyOf(storages);
	}

	Map<String, StorageMetadata> declaredStorages() {
		return this.declaredStorages;
	}

	/**
	 * The storage instances, also those that the unit does not have.
	 * @return the instances by their ids
	 */
	public SortedMap<StorageId, SimulatedStorage> storages() {
		return Collections.unmodifiableSortedMap(this.storages);
	}

	/**
	 * The unit's instances of a storage.
	 * @param name the name of the storage
	 * @return those that are attached, sorted by their numbers
	 */
	public List<SimulatedStorage> storages(String name) {
		return this.storages.values()
			.stream()
			.filter((storage) -> storage.attached() && storage.id().storage().equals(name))
			.toList();
	}

	/**
	 * Whether the unit can have more instances of a storage.
	 * @param name the name of the storage
	 * @param count how many more
	 * @return {@code false} where the charm declares fewer, or not the storage
	 */
	public boolean hasRoomFor(String name, int count) {
		StorageMetadata declared = this.declaredStorages.get(name);
		if (declared == null) {
			return false;
		}
		Integer maximum = declared.instances().maximum();
		return maximum == null || storages(name).size() + count <= maximum;
	}

	/**
	 * The id of the next storage instance: they are counted through all of a model's
	 * storages.
	 * @param name the name of the storage
	 * @return an id that is not taken
	 */
	public StorageId newStorageId(String name) {
		int next = 0;
		for (SimulatedModel other : this.units) {
			next = Math.max(next, other.nextStorage);
			for (StorageId id : other.storages.keySet()) {
				next = Math.max(next, id.index() + 1);
			}
		}
		this.nextStorage = next + 1;
		return new StorageId(name, next);
	}

	/**
	 * Where Juju would put a storage instance: where the charm says, beneath it if there
	 * can be several, or else in a directory of Juju's; a device for a block storage.
	 * @param id the instance
	 * @return the mount point or device
	 */
	public Path defaultLocation(StorageId id) {
		StorageMetadata declared = this.declaredStorages.get(id.storage());
		if (declared != null && declared.type() == StorageType.BLOCK) {
			return Path.of("/dev/disk/by-id/" + id.storage() + "-" + id.index());
		}
		if (declared == null || declared.location() == null) {
			return Path.of("/var/lib/juju/storage/" + id);
		}
		boolean single = Integer.valueOf(1).equals(declared.instances().maximum());
		return single ? Path.of(declared.location()) : Path.of(declared.location(), id.toString());
	}

	/**
	 * Put a storage instance into the model, attached or not. One of the same id is
	 * replaced.
	 * @param storage the instance
	 */
	public void setStorage(SimulatedStorage storage) {
		this.storages.put(storage.id(), storage);
	}

	/**
	 * Forget a storage instance.
	 * @param id its id
	 */
	public void removeStorage(StorageId id) {
		this.storages.remove(id);
	}

	void requestStorage(String name, int count) {
		this.requestedStorages.merge(name, count, Integer::sum);
	}

	/**
	 * Take what the unit has asked for in hooks that succeeded, {@code storage-add}, and
	 * nobody has taken yet.
	 * @return how many by the names of storages
	 */
	public SortedMap<String, Integer> takeRequestedStorages() {
		SortedMap<String, Integer> requested = new TreeMap<>(this.requestedStorages);
		this.requestedStorages.clear();
		return requested;
	}

	/**
	 * The ports that the unit has opened, for whichever endpoints.
	 * @return ports and ranges, sorted
	 */
	public SortedSet<Port> openedPorts() {
		return Collections.unmodifiableSortedSet(new TreeSet<>(this.openedPorts.keySet()));
	}

	SortedMap<Port, SortedSet<String>> openedPortsByEndpoint() {
		return this.openedPorts;
	}

	void setOpenedPorts(Map<Port, SortedSet<String>> ports) {
		this.openedPorts.clear();
		this.openedPorts.putAll(ports);
	}

	/**
	 * Say which ports the unit has opened, for all endpoints.
	 * @param ports ports and ranges
	 */
	public void setOpenedPorts(Collection<Port> ports) {
		this.openedPorts.clear();
		ports.forEach((port) -> this.openedPorts.put(port, new TreeSet<>(ALL_ENDPOINTS)));
	}

	/**
	 * What Juju keeps for the unit, {@code state-set}.
	 * @return the values by key
	 */
	public SortedMap<String, String> unitState() {
		return Collections.unmodifiableSortedMap(this.unitState);
	}

	/**
	 * Change what Juju keeps for the unit, as {@code state-set} does in a hook that
	 * succeeds.
	 * @param changes the values by key
	 */
	public void updateUnitState(Map<String, String> changes) {
		this.unitState.putAll(changes);
	}

	void replaceUnitState(Map<String, String> state) {
		this.unitState.clear();
		this.unitState.putAll(state);
	}

	/**
	 * What a leader has told its followers, {@code leader-set}.
	 * @return the values by key
	 */
	public SortedMap<String, String> leaderSettings() {
		return Collections.unmodifiableSortedMap(this.leaderSettings);
	}

	/**
	 * Tell the followers something, whoever leads.
	 * @param changes the values by key; the empty string removes a key
	 */
	public void updateLeaderSettings(Map<String, String> changes) {
		SimulatedRelation.applyChanges(changes, this.leaderSettings);
	}

	/**
	 * The metrics that the unit has added, {@code add-metric}.
	 * @return the metrics in order
	 */
	public List<SimulatedMetric> metrics() {
		return Collections.unmodifiableList(this.metrics);
	}

	void addMetric(SimulatedMetric metric) {
		this.metrics.add(metric);
	}

	/**
	 * The payloads that the unit has registered, {@code payload-register}.
	 * @return the statuses by name and id, {@code database/5f3a}
	 */
	public SortedMap<String, String> payloads() {
		return Collections.unmodifiableSortedMap(this.payloads);
	}

	/**
	 * Say which payloads the charm declares.
	 * @param types the types by the names of the payloads
	 */
	public void setPayloadTypes(Map<String, String> types) {
		this.payloadTypes = Map.copyOf(types);
	}

	Map<String, String> payloadTypes() {
		return this.payloadTypes;
	}

	void setPayload(String payload, String id, String status) {
		this.payloads.put(payload + "/" + id, status);
	}

	void removePayload(String payload, String id) {
		this.payloads.remove(payload + "/" + id);
	}

	/**
	 * What a leader has set to run in the application's pods, {@code pod-spec-set} or
	 * {@code k8s-spec-set}.
	 * @return the specification in YAML; {@code null} while none has
	 */
	public @Nullable String podSpec() {
		return this.podSpec;
	}

	/**
	 * The manifest that a leader has set for the application, {@code k8s-raw-set}.
	 * @return the manifest in YAML; {@code null} while none has
	 */
	public @Nullable String kubernetesManifest() {
		return this.kubernetesManifest;
	}

	// One takes the place of the other; none leaves both as they are.
	void setPodSpecs(@Nullable String podSpec, @Nullable String kubernetesManifest) {
		if (podSpec != null || kubernetesManifest != null) {
			for (SimulatedModel unit : this.units) {
				unit.podSpec = podSpec;
				unit.kubernetesManifest = kubernetesManifest;
			}
		}
	}

	/**
	 * What {@code juju-log} wrote.
	 * @return the entries in order
	 */
	public List<JujuLogLine> log() {
		return Collections.unmodifiableList(this.log);
	}

	/**
	 * The action that was asked for last.
	 * @return the action, running or ended; {@code null} if there was none
	 */
	public @Nullable SimulatedAction action() {
		return this.action;
	}

	/**
	 * Ask for an action. The next hook whose variables name it runs it.
	 * @param action the action
	 */
	public void setAction(SimulatedAction action) {
		this.action = action;
	}

	void addLogLine(JujuLogLine line) {
		this.log.add(line);
	}

	private SimulatedRelation add(SimulatedRelation relation) {
		if (this.relations.putIfAbsent(relation.id().number(), relation) != null) {
			throw new IllegalArgumentException(
					"There is a relation %d already: its number must be new".formatted(relation.id().number()));
		}
		return relation;
	}

}
