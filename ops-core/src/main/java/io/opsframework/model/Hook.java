package io.opsframework.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.StorageMetadata;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.StorageId;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebbleConnectionException;
import io.opsframework.pebble.PebbleProtocolException;
import io.opsframework.pebble.PebbleTimeoutException;
import io.opsframework.state.CharmState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a charm for one of Juju's events: what Juju told about it, its hook tools,
 * and what has been read and is still to be written. Belongs to one thread.
 */
public final class Hook {

	private static final Logger logger = LoggerFactory.getLogger(Hook.class);

	private final UnitAgent agent;

	private final CharmMetadata metadata;

	private final HookTools tools;

	private final RecordMapper mapper;

	private final CharmState state;

	private final HookObserver observer;

	private final PendingWrites writes = new PendingWrites();

	private final StoredWrites stored;

	private final Map<RelationId, Relation> relations = new HashMap<>();

	private final Map<String, Set<@Nullable Integer>> removedRevisions = new HashMap<>();

	private final Map<String, Integer> addedStorages = new HashMap<>();

	private final Map<String, PebbleClient> pebbles = new HashMap<>();

	private final Map<String, ServiceChanges> serviceChanges = new HashMap<>();

	private final Set<String> goneContainers = new TreeSet<>();

	private @Nullable String lastAsked;

	private final Thread thread = Thread.currentThread();

	private volatile boolean ended;

	private boolean rebooting;

	private @Nullable Map<String, Object> otherConfig;

	/**
	 * Create a new hook.
	 * @param agent what the hook has of Juju
	 * @param metadata what the charm declares
	 * @param tools the agent's hook tools, with nothing remembered yet
	 * @param mapper reads and writes records of relation data
	 * @param observer sees what the hook does
	 */
	public Hook(UnitAgent agent, CharmMetadata metadata, HookTools tools, RecordMapper mapper, HookObserver observer) {
		this.agent = agent;
		this.metadata = metadata;
		this.tools = tools;
		this.mapper = mapper;
		this.state = new CharmState(agent.stateStore(), tools, agent.context().dispatchPath().kind());
		this.stored = new StoredWrites(this.state, this.writes);
		this.observer = observer;
	}

	/**
	 * What Juju told about this hook.
	 * @return the parsed environment
	 */
	public JujuContext context() {
		return this.agent.context();
	}

	/**
	 * What the charm declares.
	 * @return the metadata
	 */
	public CharmMetadata metadata() {
		return this.metadata;
	}

	/**
	 * The hook tools of this hook.
	 * @return the tools
	 * @throws IllegalStateException after the hook, and in other threads
	 */
	public HookTools tools() {
		requireRunning();
		return this.tools;
	}

	/**
	 * What the charm remembers.
	 * @return the state, which is saved if the hook succeeds
	 * @throws IllegalStateException after the hook, and in other threads
	 */
	public CharmState state() {
		requireRunning();
		return this.state;
	}

	/**
	 * Who sees what this hook does.
	 * @return the observer
	 */
	public HookObserver observer() {
		return this.observer;
	}

	/**
	 * Whether the machine reboots at once, so that nothing of this hook is kept, and Juju
	 * runs it again.
	 * @return {@code true} after {@link Unit#rebootNow()}
	 */
	public boolean isRebooting() {
		return this.rebooting;
	}

	void rebootNow() {
		tools().jujuReboot(true);
		this.rebooting = true;
		throw new RebootException();
	}

	/**
	 * The charm's configuration ({@code config-get}).
	 * @return the options that are set or have a default, by name
	 */
	public Map<String, Object> config() {
		Map<String, Object> other = this.otherConfig;
		return (other != null) ? other : this.tools.configGet();
	}

	/**
	 * Whether {@link #config()} is another configuration than Juju's.
	 * @return {@code true} while one is used in its place
	 */
	public boolean hasOtherConfig() {
		return this.otherConfig != null;
	}

	/**
	 * A relation by its id, also one that Juju lists no more.
	 * @param id the id
	 * @return the relation, the same object all through the hook
	 */
	public Relation relation(RelationId id) {
		return this.relations.computeIfAbsent(id, (key) -> new Relation(this, key));
	}

	/**
	 * A secret by its URI. Juju is not asked yet.
	 * @param uri the URI
	 * @param label the label that it has for this unit, if it has one
	 * @return the secret
	 */
	public Secret secret(SecretUri uri, @Nullable String label) {
		return new Secret(() -> this, uri, label, false);
	}

	/**
	 * A storage instance by its id. Juju is not asked yet.
	 * @param id the id
	 * @param location where it is, if that is known
	 * @return the storage instance
	 */
	public Storage storage(StorageId id, @Nullable Path location) {
		return new Storage(() -> this, id, location);
	}

	// A version that nobody tells is taken for one that can.
	void requireJuju(int major, int minor, int patch, String whatOthersDo) {
		JujuVersion version = context().version();
		if (!version.isAtLeast(major, minor, patch) && !version.equals(JujuVersion.UNKNOWN)) {
			String since = "%d.%d.%d".formatted(major, minor, patch);
			throw new ModelException(
					"Juju %s %s: that comes with Juju %s; declare 'assumes: [juju >= %s]' in charmcraft.yaml"
						.formatted(version, whatOthersDo, since, since));
		}
	}

	StorageMetadata requireStorage(String name) {
		StorageMetadata declared = this.metadata.storages().get(name);
		if (declared == null) {
			throw new ModelException("The charm declares no storage '%s'; it declares %s".formatted(name,
					this.metadata.storages().keySet()));
		}
		return declared;
	}

	List<Storage> storages(String name) {
		List<Storage> found = new ArrayList<>();
		for (StorageId id : this.tools.storageList(name)) {
			found.add(storage(id, Storage.locationIn(context(), id)));
		}
		return found;
	}

	// What this hook has asked for, which is not listed before the next one.
	int addedStorages(String name) {
		return this.addedStorages.getOrDefault(name, 0);
	}

	void countAddedStorages(String name, int count) {
		this.addedStorages.merge(name, count, Integer::sum);
	}

	List<Relation> relations(String endpoint) {
		List<Relation> found = new ArrayList<>();
		for (RelationId id : this.tools.relationIds(endpoint)) {
			found.add(relation(id));
		}
		if (context().dispatchPath().kind() == HookKind.RELATION_BROKEN) {
			Relation ending = relation(context().relationId());
			if (ending.endpoint().equals(endpoint) && !found.contains(ending)) {
				found.add(ending);
			}
		}
		return found;
	}

	RecordMapper mapper() {
		return this.mapper;
	}

	// A client is made when it is needed, which in most hooks it is not.
	PebbleClient pebble(String container) {
		requireRunning();
		this.lastAsked = container;
		return this.pebbles.computeIfAbsent(container, this.agent.pebbles()::client);
	}

	boolean canConnect(String container) {
		try {
			pebble(container).systemInfo();
			return true;
		}
		catch (PebbleConnectionException ex) {
			logger.debug("Cannot connect to container {}: {}", container, ex.getMessage());
		}
		catch (PebbleTimeoutException | PebbleApiException | PebbleProtocolException ex) {
			logger.warn("The Pebble of container {} is there but does not answer as it should: {}", container,
					ex.getMessage());
		}
		return false;
	}

	ServiceChanges serviceChanges(String container) {
		PebbleClient pebble = pebble(container);
		return this.serviceChanges.computeIfAbsent(container, (name) -> new ServiceChanges(pebble));
	}

	/**
	 * A listener could not go on because a container's Pebble could not be reached.
	 * @return what it waits for: the container that was asked last
	 */
	public String containerIsGone() {
		String container = Objects.requireNonNullElse(this.lastAsked, "");
		this.goneContainers.add(container);
		return waitingFor(container);
	}

	/**
	 * What listeners wait for that could not go on because a container could not be
	 * reached.
	 * @return a status for each such container
	 */
	public List<Status> goneContainers() {
		return this.goneContainers.stream().map((container) -> Status.waiting(waitingFor(container))).toList();
	}

	private static String waitingFor(String container) {
		return container.isEmpty() ? "for a container" : "for container " + container;
	}

	// False where this hook has removed it already: some versions of Juju fail the hook
	// that removes what is not there.
	boolean removesRevision(SecretUri secret, @Nullable Integer revision) {
		Set<@Nullable Integer> removed = this.removedRevisions.computeIfAbsent(secret.identifier(),
				(key) -> new HashSet<>());
		return !removed.contains(null) && removed.add(revision);
	}

	StoredWrites stored() {
		requireRunning();
		return this.stored;
	}

	PendingWrites writes() {
		requireRunning();
		return this.writes;
	}

	void withConfig(Map<String, Object> config, Runnable call) {
		Map<String, Object> outer = this.otherConfig;
		this.otherConfig = config;
		try {
			call.run();
		}
		finally {
			this.otherConfig = outer;
		}
	}

	// From now on nothing of it can reach Juju.
	void end() {
		this.ended = true;
		this.pebbles.values().forEach(PebbleClient::close);
	}

	private void requireRunning() {
		if (this.ended || Thread.currentThread() != this.thread) {
			throw new IllegalStateException(
					"The hook '%s' %s: Juju can be asked only while an event is handled, and only by the thread that handles it"
						.formatted(context().dispatchPath(), this.ended ? "is over" : "runs in another thread"));
		}
	}

}
