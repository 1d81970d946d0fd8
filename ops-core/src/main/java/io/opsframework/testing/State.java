package io.opsframework.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.dispatch.StatusOverride;
import io.opsframework.hooktool.NetworkInfo;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.Port;
import io.opsframework.model.Status;
import io.opsframework.simulation.ModelIdentity;
import org.jspecify.annotations.Nullable;

/**
 * All that a charm can see of Juju before an event, or has left behind after one. It
 * never changes: begin with {@link #initial()}, and each {@code with} method gives a new
 * state.
 *
 * @param config what {@code juju config} has set: a string, long, double or boolean by
 * option; the charm's defaults need not be
 * @param relations the relations, sorted by their numbers
 * @param leader whether the unit leads its application
 * @param model the model that the unit lives in
 * @param containers the containers; one that is missing has not started
 * @param unitStatus the unit's status
 * @param applicationStatus what the leader set for the application; unknown while none
 * did
 * @param workloadVersion the version of the workload; empty for none
 * @param plannedUnits how many units the application is to have, this one included
 * @param deferred the deferred events in the order of the queue
 * @param lastValidConfig the configuration with which the charm's classes could be bound
 * last, defaults included; empty for none
 * @param unitState what the charm has had Juju keep for the unit, {@code state-set}, by
 * key
 * @param statusOverride what the framework has set as the unit's status, and what comes
 * back after it; {@code null} if the status is the charm's
 * @param secrets the secrets that the unit may read, sorted by their ids
 * @param openedPorts the ports that the unit has opened, sorted
 * @param networks the unit's addresses by endpoint or extra binding; where one is
 * missing, the unit has the one address 192.0.2.0
 * @param resources the files that come with the charm, by the names of the resources
 * @param storages the storage instances that are attached to the unit, sorted by their
 * ids
 * @param cloudSpec what the unit is told of its cloud; {@code null} while nobody trusts
 * the application with it
 * @param storedValues what the charm keeps from hook to hook, as JSON has it, by name;
 * those of a library as {@code library/name}
 */
public record State(Map<String, Object> config, List<RelationState> relations, boolean leader, ModelIdentity model,
		List<ContainerState> containers, Status unitStatus, Status applicationStatus, String workloadVersion,
		int plannedUnits, List<DeferredEvent> deferred, Map<String, Object> lastValidConfig,
		Map<String, String> unitState, @Nullable StatusOverride statusOverride, List<SecretState> secrets,
		SortedSet<Port> openedPorts, SortedMap<String, NetworkInfo> networks, SortedMap<String, Path> resources,
		List<StorageState> storages, @Nullable CloudSpec cloudSpec, SortedMap<String, Object> storedValues) {

	private static final State INITIAL = new State(Map.of(), List.of(), false, ModelIdentity.DEFAULT, List.of(),
			Status.unknown(), Status.unknown(), "", 1, List.of(), Map.of(), Map.of(), null, List.of(), new TreeSet<>(),
			new TreeMap<>(), new TreeMap<>(), List.of(), null, new TreeMap<>());

	public State {
		config = PlainValues.copy(config);
		relations = relations.stream().sorted(Comparator.comparingInt((relation) -> relation.id().number())).toList();
		containers = List.copyOf(containers);
		deferred = List.copyOf(deferred);
		lastValidConfig = PlainValues.copy(lastValidConfig);
		unitState = Map.copyOf(unitState);
		secrets = secrets.stream().sorted(Comparator.comparing(SecretState::id)).toList();
		openedPorts = Collections.unmodifiableSortedSet(new TreeSet<>(openedPorts));
		networks = Collections.unmodifiableSortedMap(new TreeMap<>(networks));
		resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
		storages = storages.stream().sorted(Comparator.comparing(StorageState::id)).toList();
		storedValues = Collections.unmodifiableSortedMap(new TreeMap<>(storedValues));
	}

	/**
	 * A unit about which nobody has said anything yet: it does not lead, it has no
	 * relations, and its status is unknown.
	 * @return the state
	 */
	public static State initial() {
		return INITIAL;
	}

	/**
	 * A unit for which there is something of all that the charm declares, for tests that
	 * are about something else: a relation on each endpoint, with the application
	 * {@code remote} unless it is among peers, and containers that have started. It does
	 * not lead, and options have their defaults.
	 * @param metadata what the charm declares
	 * @return the state
	 */
	public static State of(CharmMetadata metadata) {
		List<RelationState> relations = new ArrayList<>();
		metadata.relations()
			.values()
			.forEach((endpoint) -> relations.add(RelationState.of(endpoint, relations.size(), metadata.name())));
		return INITIAL.withRelations(relations.toArray(RelationState[]::new))
			.withContainers(metadata.containers()
				.keySet()
				.stream()
				.map(ContainerState::started)
				.toArray(ContainerState[]::new));
	}

	/**
	 * A relation by its number.
	 * @param number the number in the relation's id
	 * @return the relation
	 * @throws NoSuchElementException if there is none of this number
	 */
	public RelationState relation(int number) {
		return this.relations.stream()
			.filter((relation) -> relation.id().number() == number)
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("There is no relation %d, only %s".formatted(number,
					this.relations.stream().map(RelationState::id).toList())));
	}

	/**
	 * The relations of an endpoint.
	 * @param endpoint the charm's name for the relation
	 * @return the relations sorted by their numbers
	 */
	public List<RelationState> relations(String endpoint) {
		return this.relations.stream().filter((relation) -> relation.id().endpoint().equals(endpoint)).toList();
	}

	/**
	 * A container by its name.
	 * @param name the container's name
	 * @return the container
	 * @throws NoSuchElementException if nothing is said of it
	 */
	public ContainerState container(String name) {
		return this.containers.stream()
			.filter((container) -> container.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("There is no container '%s', only %s".formatted(name,
					this.containers.stream().map(ContainerState::name).toList())));
	}

	/**
	 * A secret by its id.
	 * @param id the secret's URI
	 * @return the secret
	 * @throws NoSuchElementException if there is none of this id
	 */
	public SecretState secret(String id) {
		return requireSecret((secret) -> secret.id().equals(id), "secret '%s'".formatted(id));
	}

	/**
	 * A secret by its label.
	 * @param label the label
	 * @return the secret
	 * @throws NoSuchElementException if there is none of this label
	 */
	public SecretState secretByLabel(String label) {
		return requireSecret((secret) -> label.equals(secret.label()), "secret labelled '%s'".formatted(label));
	}

	private SecretState requireSecret(Predicate<SecretState> which, String what) {
		return this.secrets.stream()
			.filter(which)
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("There is no %s, only %s".formatted(what, this.secrets)));
	}

	/**
	 * The state with an option set, as {@code juju config} does.
	 * @param option the option's name
	 * @param value its value: a string, a number or a boolean
	 * @return a new state
	 */
	public State withConfig(String option, Object value) {
		return with((draft) -> draft.config.put(option, value));
	}

	/**
	 * The state with these options set, and no others.
	 * @param config the values by option: strings, numbers and booleans
	 * @return a new state
	 */
	public State withConfig(Map<String, ?> config) {
		return with((draft) -> draft.config = new TreeMap<>(config));
	}

	/**
	 * The state with more relations. One of the same id is replaced.
	 * @param relations the relations
	 * @return a new state
	 */
	public State withRelations(RelationState... relations) {
		return with((draft) -> {
			for (RelationState added : relations) {
				draft.relations.removeIf((relation) -> relation.id().equals(added.id()));
				draft.relations.add(added);
			}
		});
	}

	/**
	 * The state without a relation.
	 * @param number the number in the relation's id
	 * @return a new state
	 */
	public State withoutRelation(int number) {
		return with((draft) -> draft.relations.removeIf((relation) -> relation.id().number() == number));
	}

	/**
	 * The state in which the unit leads its application, or does not.
	 * @param leader whether it leads
	 * @return a new state
	 */
	public State withLeader(boolean leader) {
		return with((draft) -> draft.leader = leader);
	}

	/**
	 * The state in another Juju model.
	 * @param model the model
	 * @return a new state
	 */
	public State withModel(ModelIdentity model) {
		return with((draft) -> draft.model = model);
	}

	/**
	 * The state with more containers. One of the same name is replaced.
	 * @param containers the containers
	 * @return a new state
	 */
	public State withContainers(ContainerState... containers) {
		return with((draft) -> {
			for (ContainerState added : containers) {
				draft.containers.removeIf((container) -> container.name().equals(added.name()));
				draft.containers.add(added);
			}
		});
	}

	/**
	 * The state with another status of the unit.
	 * @param status the status
	 * @return a new state
	 */
	public State withUnitStatus(Status status) {
		return with((draft) -> draft.unitStatus = status);
	}

	/**
	 * The state with another status of the application.
	 * @param status the status
	 * @return a new state
	 */
	public State withApplicationStatus(Status status) {
		return with((draft) -> draft.applicationStatus = status);
	}

	/**
	 * The state with another version of the workload.
	 * @param version the version; empty for none
	 * @return a new state
	 */
	public State withWorkloadVersion(String version) {
		return with((draft) -> draft.workloadVersion = version);
	}

	/**
	 * The state in which the application is to have another number of units.
	 * @param plannedUnits the number, this unit included
	 * @return a new state
	 */
	public State withPlannedUnits(int plannedUnits) {
		return with((draft) -> draft.plannedUnits = plannedUnits);
	}

	/**
	 * The state with these deferred events, and no others.
	 * @param deferred the entries in the order of the queue, see
	 * {@link SimulatedEvent#deferredBy(String, String)}
	 * @return a new state
	 */
	public State withDeferred(DeferredEvent... deferred) {
		return with((draft) -> draft.deferred = Arrays.asList(deferred));
	}

	/**
	 * The state with another configuration that was valid last.
	 * @param config the values by option, defaults included; empty for none
	 * @return a new state
	 */
	public State withLastValidConfig(Map<String, ?> config) {
		return with((draft) -> draft.lastValidConfig = PlainValues.copy(config));
	}

	/**
	 * The state in which Juju keeps other values for the unit.
	 * @param unitState the values by key
	 * @return a new state
	 */
	public State withUnitState(Map<String, String> unitState) {
		return with((draft) -> draft.unitState = unitState);
	}

	/**
	 * The state with a unit's status that the framework has set.
	 * @param statusOverride the framework's status and the one from before; {@code null}
	 * if the status is the charm's
	 * @return a new state
	 */
	public State withStatusOverride(@Nullable StatusOverride statusOverride) {
		return with((draft) -> draft.statusOverride = statusOverride);
	}

	/**
	 * The state with more secrets. One of the same id is replaced.
	 * @param secrets the secrets
	 * @return a new state
	 */
	public State withSecrets(SecretState... secrets) {
		return with((draft) -> {
			for (SecretState added : secrets) {
				draft.secrets.removeIf((secret) -> secret.id().equals(added.id()));
				draft.secrets.add(added);
			}
		});
	}

	/**
	 * The state in which the unit has opened these ports, and no others.
	 * @param ports ports and ranges
	 * @return a new state
	 */
	public State withOpenedPorts(Port... ports) {
		return with((draft) -> draft.openedPorts = new TreeSet<>(List.of(ports)));
	}

	/**
	 * The state in which the unit has other addresses.
	 * @param binding the name of an endpoint or an extra binding
	 * @param network the addresses, such as {@code NetworkInfo.of("10.0.0.5")}
	 * @return a new state
	 */
	public State withNetwork(String binding, NetworkInfo network) {
		return with((draft) -> draft.networks.put(binding, network));
	}

	/**
	 * The state in which a file comes with the charm.
	 * @param name the name of the resource
	 * @param file the file, which is there already
	 * @return a new state
	 */
	public State withResource(String name, Path file) {
		return with((draft) -> draft.resources.put(name, file));
	}

	/**
	 * The storage instances of one storage.
	 * @param name the storage's name
	 * @return the instances sorted by their numbers
	 */
	public List<StorageState> storages(String name) {
		return this.storages.stream().filter((storage) -> storage.id().storage().equals(name)).toList();
	}

	/**
	 * The state with more storage instances that are attached to the unit. One of the
	 * same id is replaced.
	 * @param storages the instances
	 * @return a new state
	 */
	public State withStorages(StorageState... storages) {
		return with((draft) -> {
			for (StorageState added : storages) {
				draft.storages.removeIf((storage) -> storage.id().equals(added.id()));
				draft.storages.add(added);
			}
		});
	}

	/**
	 * The state in which the application is trusted with its cloud.
	 * @param cloudSpec what the unit is told of the cloud; {@code null} for no trust
	 * @return a new state
	 */
	public State withCloudSpec(@Nullable CloudSpec cloudSpec) {
		return with((draft) -> draft.cloudSpec = cloudSpec);
	}

	/**
	 * The state in which the charm keeps another value from hook to hook.
	 * @param name the value's name, {@code library/name} for that of a library
	 * @param value the value as JSON has it, in which a record is a map; {@code null} to
	 * keep none
	 * @return a new state
	 * @throws IllegalArgumentException if the value is something else than texts,
	 * numbers, booleans, lists and maps
	 */
	public State withStoredValue(String name, @Nullable Object value) {
		return with((draft) -> draft.storedValues.compute(name,
				(key, before) -> (value != null) ? PlainValues.storable(name, value) : null));
	}

	private State with(Consumer<Draft> change) {
		Draft draft = new Draft(this);
		change.accept(draft);
		return draft.toState();
	}

	/**
	 * A state while one of its values is replaced.
	 */
	private static final class Draft {

		private Map<String, Object> config;

		private final List<RelationState> relations;

		private boolean leader;

		private ModelIdentity model;

		private final List<ContainerState> containers;

		private Status unitStatus;

		private Status applicationStatus;

		private String workloadVersion;

		private int plannedUnits;

		private List<DeferredEvent> deferred;

		private Map<String, Object> lastValidConfig;

		private Map<String, String> unitState;

		private @Nullable StatusOverride statusOverride;

		private final List<SecretState> secrets;

		private SortedSet<Port> openedPorts;

		private final SortedMap<String, NetworkInfo> networks;

		private final SortedMap<String, Path> resources;

		private final List<StorageState> storages;

		private @Nullable CloudSpec cloudSpec;

		private final SortedMap<String, Object> storedValues;

		Draft(State state) {
			this.config = new TreeMap<>(state.config);
			this.relations = new ArrayList<>(state.relations);
			this.leader = state.leader;
			this.model = state.model;
			this.containers = new ArrayList<>(state.containers);
			this.unitStatus = state.unitStatus;
			this.applicationStatus = state.applicationStatus;
			this.workloadVersion = state.workloadVersion;
			this.plannedUnits = state.plannedUnits;
			this.deferred = state.deferred;
			this.lastValidConfig = state.lastValidConfig;
			this.unitState = state.unitState;
			this.statusOverride = state.statusOverride;
			this.secrets = new ArrayList<>(state.secrets);
			this.openedPorts = state.openedPorts;
			this.networks = new TreeMap<>(state.networks);
			this.resources = new TreeMap<>(state.resources);
			this.storages = new ArrayList<>(state.storages);
			this.cloudSpec = state.cloudSpec;
			this.storedValues = new TreeMap<>(state.storedValues);
		}

		State toState() {
			return new State(this.config, this.relations, this.leader, this.model, this.containers, this.unitStatus,
					this.applicationStatus, this.workloadVersion, this.plannedUnits, this.deferred,
					this.lastValidConfig, this.unitState, this.statusOverride, this.secrets, this.openedPorts,
					this.networks, this.resources, this.storages, this.cloudSpec, this.storedValues);
		}

	}

}
