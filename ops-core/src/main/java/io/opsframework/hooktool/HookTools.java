package io.opsframework.hooktool;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.opsframework.hooktool.ActionCommands.ActionGet;
import io.opsframework.hooktool.CloudCommands.CredentialGet;
import io.opsframework.hooktool.ConfigCommands.ConfigGet;
import io.opsframework.hooktool.ConfigCommands.GoalStateGet;
import io.opsframework.hooktool.ConfigCommands.IsLeader;
import io.opsframework.hooktool.NetworkCommands.NetworkGet;
import io.opsframework.hooktool.NetworkCommands.UnitGet;
import io.opsframework.hooktool.PortCommands.OpenedPorts;
import io.opsframework.hooktool.PortCommands.OpenedPortsByEndpoint;
import io.opsframework.hooktool.RelationCommands.RelationGet;
import io.opsframework.hooktool.RelationCommands.RelationIds;
import io.opsframework.hooktool.RelationCommands.RelationList;
import io.opsframework.hooktool.RelationCommands.RelationModelGet;
import io.opsframework.hooktool.RelationCommands.RelationRemoteApplication;
import io.opsframework.hooktool.SecretCommands.SecretGet;
import io.opsframework.hooktool.SecretCommands.SecretIds;
import io.opsframework.hooktool.SecretCommands.SecretInfoGet;
import io.opsframework.hooktool.StateCommands.StateGet;
import io.opsframework.hooktool.StateCommands.StateGetAll;
import io.opsframework.hooktool.StatusCommands.ApplicationStatusGet;
import io.opsframework.hooktool.StatusCommands.StatusGet;
import io.opsframework.hooktool.StorageCommands.StorageGet;
import io.opsframework.hooktool.StorageCommands.StorageList;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.Port;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Juju's hook tools, one typed method each, for the time of one hook. What was read is
 * remembered (the same object is returned) until it is written. Returned collections
 * cannot be changed. Not safe for use by several threads.
 *
 * <p>
 * Every method throws a {@link HookToolException} if the tool fails:
 * {@link HookToolNotFoundException} if there is no such tool,
 * {@link HookToolPermissionException} if Juju does not allow it,
 * {@link RelationNotFoundException} if there is no such relation,
 * {@link SecretNotFoundException} if there is no such secret,
 * {@link StorageNotFoundException} if there is no such storage,
 * {@link HookToolOutputException} if the answer is not what the tool is known to give.
 * The messages show no values that were given to a tool.
 *
 * <p>
 * A status, a version or another message to people that no process can be given, since it
 * is longer than 131071 bytes or has a zero byte, is cut, or loses the zeros, with a
 * WARNING in the log.
 */
public final class HookTools {

	private static final Logger logger = LoggerFactory.getLogger(HookTools.class);

	private static final long LEADERSHIP_NANOS = 30_000_000_000L;

	private final HookToolCaller caller;

	private final DeprecatedHookTools deprecated;

	private final LongSupplier ticker;

	private final Map<String, Path> resources = new HashMap<>();

	private @Nullable Boolean leader;

	private long leaderSince;

	// By relation where no tool knows it, else by the question that found nothing.
	private final Map<Object, RelationNotFoundException> notFound = new HashMap<>();

	private final Map<StorageId, StorageNotFoundException> storagesNotFound = new HashMap<>();

	/**
	 * Create the tools for one hook, of which nothing is known.
	 * @param backend how the tools are reached
	 */
	public HookTools(HookToolBackend backend) {
		this(backend, System::nanoTime);
	}

	/**
	 * Create the tools for one hook.
	 * @param backend how the tools are reached
	 * @param application this unit's application, whose data only the leader may read
	 * @param refused is told what Juju does not allow, and whether this unit is the
	 * leader as far as that is known; no tool is called to find out
	 */
	public HookTools(HookToolBackend backend, String application,
			BiConsumer<HookToolPermissionException, @Nullable Boolean> refused) {
		this(backend, System::nanoTime, application, refused);
	}

	/**
	 * Create the tools for one hook with a clock of one's own.
	 * @param backend how the tools are reached
	 * @param ticker a monotonic clock in nanoseconds, for how long leadership is
	 * remembered
	 */
	public HookTools(HookToolBackend backend, LongSupplier ticker) {
		this(backend, ticker, null, (refusal, leader) -> {
		});
	}

	private HookTools(HookToolBackend backend, LongSupplier ticker, @Nullable String application,
			BiConsumer<HookToolPermissionException, @Nullable Boolean> refused) {
		this.caller = new HookToolCaller(backend, new HookToolFailure(application, this::knownLeader),
				(refusal) -> refused.accept(refusal, knownLeader()));
		this.deprecated = new DeprecatedHookTools(this.caller);
		this.ticker = ticker;
	}

	/**
	 * The options of the application that have a value ({@code config-get}).
	 * @return option name to a string, {@code Long}, {@code Double} or {@code Boolean}; a
	 * secret is its id as a string
	 */
	public Map<String, Object> configGet() {
		return this.caller.read(new ConfigGet());
	}

	/**
	 * Whether this unit leads its application ({@code is-leader}). Remembered for the 30
	 * seconds that Juju guarantees it.
	 * @return {@code true} for the leader
	 */
	public boolean isLeader() {
		Boolean known = knownLeader();
		if (known == null) {
			long now = this.ticker.getAsLong();
			known = this.caller.ask(new IsLeader());
			this.leader = known;
			this.leaderSince = now;
		}
		return known;
	}

	private @Nullable Boolean knownLeader() {
		boolean over = this.ticker.getAsLong() - this.leaderSince >= LEADERSHIP_NANOS;
		return over ? null : this.leader;
	}

	/**
	 * What Juju is on the way to ({@code goal-state}): the units of this application, and
	 * the other sides of its relations.
	 * @return units and relations as they were when this hook first asked
	 */
	public GoalState goalState() {
		return this.caller.read(new GoalStateGet());
	}

	/**
	 * The relations of an endpoint ({@code relation-ids}), without those that are being
	 * removed.
	 * @param endpoint the charm's name for the relation
	 * @return their ids; empty for an endpoint that Juju does not know
	 */
	public List<RelationId> relationIds(String endpoint) {
		return this.caller.read(new RelationIds(endpoint));
	}

	/**
	 * The remote units of a relation ({@code relation-list}). In a peer relation: the
	 * other units of this application.
	 * @param relation the relation
	 * @return their names
	 */
	public List<UnitName> relationList(RelationId relation) {
		return read(relation, new RelationList(relation));
	}

	/**
	 * The remote application of a relation ({@code relation-list --app}). In a peer
	 * relation: this application.
	 * @param relation the relation
	 * @return its name; {@code null} if Juju does not know the relation or the
	 * application any more
	 */
	public @Nullable String relationRemoteApplication(RelationId relation) {
		try {
			return this.<@Nullable String>read(relation, new RelationRemoteApplication(relation));
		}
		catch (RelationNotFoundException ex) {
			return null;
		}
	}

	/**
	 * The model of a relation's remote application ({@code relation-model-get}). From
	 * Juju 3.6.2 on.
	 * @param relation the relation
	 * @return the model's UUID, which is that of this unit's own model unless the
	 * relation goes to another one
	 */
	public String relationModelGet(RelationId relation) {
		return read(relation, new RelationModelGet(relation));
	}

	/**
	 * A databag of a relation ({@code relation-get}).
	 * @param relation the relation
	 * @param member whose databag: the name of a unit, or of an application
	 * @param application whether it is an application's
	 * @return its keys and values
	 */
	public Map<String, String> relationGet(RelationId relation, String member, boolean application) {
		return read(relation, new RelationGet(relation, member, application));
	}

	/**
	 * Change this unit's databag of a relation, or its application's
	 * ({@code relation-set}). Juju keeps the change until the hook succeeds.
	 * @param relation the relation
	 * @param application whether to change the application's, which only the leader may
	 * @param changes the keys to change and their values; the empty string removes a key
	 * @throws IllegalArgumentException if there are no changes, a value is {@code null},
	 * or Juju could not read a key or value
	 */
	public void relationSet(RelationId relation, boolean application, Map<String, String> changes) {
		checkChanges(relation, changes);
		// Which member this unit is, is not known here: all databags of the kind go.
		this.caller.forget(RelationGet.class, (databag) -> databag.isChangedBy(relation, application));
		this.caller.run(RelationCommands.relationSet(relation, application, changes));
	}

	/**
	 * What Juju keeps for this unit under a key ({@code state-get}). From Juju 2.8 on.
	 * @param key the key
	 * @return the value, also one that this hook has set; empty if there is none
	 * @throws IllegalArgumentException if the key is empty or a dash alone, by which Juju
	 * means all keys
	 */
	public String stateGet(String key) {
		if (key.isEmpty() || key.equals("-")) {
			throw new IllegalArgumentException("'" + key + "' is not a key of the unit's state");
		}
		return this.caller.read(new StateGet(key));
	}

	/**
	 * All that Juju keeps for this unit ({@code state-get}). From Juju 2.8 on.
	 * @return keys and values, also those that this hook has set; the framework can have
	 * some of its own among them
	 */
	public Map<String, String> stateGet() {
		return this.caller.read(new StateGetAll());
	}

	/**
	 * Have Juju keep values for this unit ({@code state-set}). Juju keeps the change
	 * until the hook succeeds. From Juju 2.8 on.
	 * @param changes the keys to set, of at most 256 bytes, and their values, of at most
	 * 65536
	 * @throws IllegalArgumentException if there are no changes
	 */
	public void stateSet(Map<String, String> changes) {
		if (changes.isEmpty()) {
			throw new IllegalArgumentException("There is nothing to change in the unit's state");
		}
		forgetState(changes.keySet());
		this.caller.run(StateCommands.stateSet(changes));
	}

	/**
	 * Have Juju keep nothing for this unit under a key ({@code state-delete}) when the
	 * hook succeeds. From Juju 2.8 on; some versions of Juju 4.0 fail the hook for it.
	 * @param key the key; one under which there is nothing is no failure
	 * @throws IllegalArgumentException if the key is empty
	 */
	public void stateDelete(String key) {
		if (key.isEmpty()) {
			throw new IllegalArgumentException("Without a key nothing is deleted from the unit's state");
		}
		forgetState(Set.of(key));
		this.caller.run(StateCommands.stateDelete(key));
	}

	private void forgetState(Set<String> keys) {
		this.caller.forget(StateGet.class, (value) -> keys.contains(value.key()));
		this.caller.forget(StateGetAll.class, (query) -> true);
	}

	/**
	 * Have Juju keep a new secret ({@code secret-add}). Juju names it at once, and keeps
	 * it when the hook succeeds; this hook sees it before. The content goes through files
	 * that only this user can read, and that are gone when the tool has ended. From Juju
	 * 3.0.3 on, as all tools about secrets.
	 * @param owner whose it is; the application's only the leader may add
	 * @param settings label, description, expiry and rotation
	 * @param content keys and values
	 * @return the secret's URI
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public SecretUri secretAdd(SecretOwner owner, SecretSettings settings, Map<String, String> content) {
		SecretContent.check(content);
		this.caller.forget(SecretIds.class, (query) -> true);
		try (SecretFiles files = SecretFiles.write("secret-add", content)) {
			String output = this.caller.run(SecretCommands.secretAdd(owner, settings, files.arguments()),
					content.values());
			return SecretUri.of(output);
		}
		catch (IllegalArgumentException ex) {
			throw new HookToolOutputException("secret-add", 0,
					"Hook tool 'secret-add' answered something else than a secret's URI", null);
		}
	}

	/**
	 * The content of a secret ({@code secret-get}), which is remembered nowhere.
	 * @param secret the secret's URI; {@code null} to find it by its label
	 * @param label the label that this unit has given to the secret; with a URI too, the
	 * label to give it
	 * @param read which revision
	 * @return keys and values
	 * @throws IllegalArgumentException if there is neither URI nor label
	 * @throws SecretNotFoundException if Juju knows no such secret
	 */
	public Map<String, String> secretGet(@Nullable SecretUri secret, @Nullable String label, SecretRead read) {
		requireOne(secret, label);
		return this.caller.ask(new SecretGet(secret, label, read));
	}

	/**
	 * What Juju tells the owner of a secret about it ({@code secret-info-get}).
	 * @param secret the secret's URI; {@code null} to find it by its label
	 * @param label the owner's label; not looked at where there is a URI
	 * @return what is known of it
	 * @throws IllegalArgumentException if there is neither URI nor label
	 * @throws SecretNotFoundException if this unit has no such secret: neither itself
	 * nor, as the leader, for the application
	 */
	public SecretInfo secretInfoGet(@Nullable SecretUri secret, @Nullable String label) {
		requireOne(secret, label);
		return this.caller.read(new SecretInfoGet(secret, (secret != null) ? null : label));
	}

	/**
	 * The secrets that this unit manages ({@code secret-ids}): its own, and the
	 * application's on the leader.
	 * @return their URIs, in no particular order
	 */
	public List<SecretUri> secretIds() {
		return this.caller.read(new SecretIds());
	}

	/**
	 * Change a secret ({@code secret-set}). Juju keeps the change until the hook
	 * succeeds, and only then refuses one that this unit may not make. Before Juju 3.6
	 * what is not said is lost.
	 * @param secret the secret's URI
	 * @param owner whose it is
	 * @param settings what to change of label, description, expiry and rotation
	 * @param content the content of a new revision; empty for none
	 * @throws IllegalArgumentException if Juju would not take the content
	 */
	public void secretSet(SecretUri secret, SecretOwner owner, SecretSettings settings, Map<String, String> content) {
		forget(secret);
		if (content.isEmpty()) {
			this.caller.run(SecretCommands.secretSet(secret, owner, settings, List.of()));
			return;
		}
		SecretContent.check(content);
		try (SecretFiles files = SecretFiles.write("secret-set", content)) {
			this.caller.run(SecretCommands.secretSet(secret, owner, settings, files.arguments()), content.values());
		}
	}

	/**
	 * Remove a secret, or one revision of it ({@code secret-remove}), when the hook
	 * succeeds. Whether there is one, some versions of Juju look only then, and fail the
	 * hook.
	 * @param secret the secret's URI
	 * @param revision the revision; {@code null} for all
	 */
	public void secretRemove(SecretUri secret, @Nullable Integer revision) {
		forget(secret);
		this.caller.run(SecretCommands.secretRemove(secret, revision));
	}

	/**
	 * Let the other side of a relation read a secret ({@code secret-grant}), for as long
	 * as the relation is there, when the hook succeeds.
	 * @param secret the secret's URI
	 * @param relation the relation
	 * @param unit who may read it; {@code null} for all of the remote application
	 */
	public void secretGrant(SecretUri secret, RelationId relation, @Nullable UnitName unit) {
		forget(secret);
		this.caller.run(SecretCommands.secretGrant(secret, relation, unit));
	}

	/**
	 * Take back what was granted for a relation ({@code secret-revoke}), when the hook
	 * succeeds.
	 * @param secret the secret's URI
	 * @param relation the relation
	 * @param unit who may not read it any more; {@code null} for the remote application
	 */
	public void secretRevoke(SecretUri secret, RelationId relation, @Nullable UnitName unit) {
		forget(secret);
		this.caller.run(SecretCommands.secretRevoke(secret, relation, unit));
	}

	/**
	 * Take back what was granted to an application, whatever the relation
	 * ({@code secret-revoke}), when the hook succeeds.
	 * @param secret the secret's URI
	 * @param application the application
	 */
	public void secretRevoke(SecretUri secret, String application) {
		forget(secret);
		this.caller.run(SecretCommands.secretRevoke(secret, application));
	}

	/**
	 * Take back what was granted to a unit, whatever the relation
	 * ({@code secret-revoke}), when the hook succeeds.
	 * @param secret the secret's URI
	 * @param unit the unit
	 */
	public void secretRevoke(SecretUri secret, UnitName unit) {
		forget(secret);
		this.caller.run(SecretCommands.secretRevoke(secret, unit));
	}

	private void forget(SecretUri secret) {
		this.caller.forget(SecretIds.class, (query) -> true);
		// A label may have become another's.
		this.caller.forget(SecretInfoGet.class,
				(info) -> info.secret() == null || info.secret().identifier().equals(secret.identifier()));
	}

	private static void requireOne(@Nullable SecretUri secret, @Nullable String label) {
		if (secret == null && (label == null || label.isEmpty())) {
			throw new IllegalArgumentException("Name the secret by its URI or by its label");
		}
	}

	/**
	 * This unit's addresses ({@code network-get}).
	 * @param binding the name of an endpoint or an extra binding
	 * @param relation a relation of that endpoint, which can have addresses of its own;
	 * {@code null} for those of the binding, or of the hook's relation if it is one of
	 * that endpoint
	 * @return interfaces, addresses and subnets
	 */
	public NetworkInfo networkGet(String binding, @Nullable RelationId relation) {
		NetworkGet query = new NetworkGet(binding, relation);
		return (relation != null) ? read(relation, query) : this.caller.read(query);
	}

	/**
	 * An address of this unit ({@code unit-get}). {@link #networkGet} says more.
	 * @param address which one
	 * @return the address, or the name of a host
	 */
	public String unitGet(UnitAddress address) {
		return this.caller.read(new UnitGet(address));
	}

	/**
	 * The cloud that the model is in, and how one logs in there ({@code credential-get}).
	 * On Kubernetes from Juju 3.6.10 on.
	 * @return the cloud
	 * @throws HookToolPermissionException if the application is not trusted, see
	 * {@code juju trust}
	 */
	public CloudSpec credentialGet() {
		return this.caller.read(new CredentialGet());
	}

	/**
	 * The file of a resource ({@code resource-get}), which Juju downloads if it does not
	 * have it yet. That can take minutes.
	 * @param name the name of the resource
	 * @return the path of the file, the same all through the hook; of an image, a file in
	 * YAML that says where it is
	 */
	public Path resourceGet(String name) {
		return this.resources.computeIfAbsent(name, this::download);
	}

	private Path download(String name) {
		String output = this.caller.run(HookToolCall.of("resource-get", name)).strip();
		if (output.isEmpty()) {
			throw new HookToolOutputException("resource-get", 0,
					"Hook tool 'resource-get' answered nothing, and not the path of resource '%s'".formatted(name),
					null);
		}
		try {
			return Path.of(output);
		}
		catch (InvalidPathException ex) {
			throw new HookToolOutputException("resource-get", 0,
					"Hook tool 'resource-get' answered no path of resource '%s'".formatted(name), ex);
		}
	}

	/**
	 * The storage instances of this unit ({@code storage-list}), also those that are not
	 * ready yet.
	 * @param storage the name of a storage; {@code null} for the instances of all
	 * @return their ids, sorted
	 */
	public List<StorageId> storageList(@Nullable String storage) {
		return this.caller.read(new StorageList(storage));
	}

	/**
	 * What Juju tells about a storage instance ({@code storage-get}).
	 * @param storage the instance's id
	 * @return kind and location
	 * @throws StorageNotFoundException if it is not attached to this unit, or not ready
	 * yet
	 */
	public StorageInfo storageGet(StorageId storage) {
		StorageNotFoundException known = this.storagesNotFound.get(storage);
		if (known != null) {
			throw new StorageNotFoundException(known.getTool(), known.getExitCode(), known.getMessage());
		}
		try {
			return this.caller.read(new StorageGet(storage));
		}
		catch (StorageNotFoundException ex) {
			this.storagesNotFound.put(storage, ex);
			throw ex;
		}
	}

	/**
	 * Ask for more storage instances ({@code storage-add}). Juju looks at it when the
	 * hook has succeeded, and then fails a hook that asks for too many. What
	 * {@link #storageList(String)} gives stays the same in this hook.
	 * @param storage the name of the storage
	 * @param count how many
	 * @throws IllegalArgumentException if the count is not positive
	 */
	public void storageAdd(String storage, int count) {
		if (count < 1) {
			throw new IllegalArgumentException(
					"%d instances of storage '%s' cannot be added".formatted(count, storage));
		}
		this.caller.run(StorageCommands.storageAdd(storage, count));
	}

	/**
	 * Have the unit's machine reboot ({@code juju-reboot}).
	 * @param now whether at once: Juju kills the hook, keeps nothing of it and runs it
	 * again; else when the hook has succeeded
	 */
	public void jujuReboot(boolean now) {
		this.caller.run(now ? HookToolCall.of("juju-reboot", "--now") : HookToolCall.of("juju-reboot"));
	}

	/**
	 * Open a port or a range ({@code open-port}) for all endpoints. Juju keeps the change
	 * until the hook succeeds. What is open already stays open.
	 * @param port what to open; on Kubernetes no range, and nothing before Juju 3.0.3
	 */
	public void openPort(Port port) {
		openPort(port, Set.of());
	}

	/**
	 * Open a port or a range ({@code open-port}) for some of the endpoints, as
	 * {@link #openPort(Port)} does for all. From Juju 2.9 on.
	 * @param port what to open
	 * @param endpoints the endpoints; none for all of them
	 */
	public void openPort(Port port, Collection<String> endpoints) {
		this.caller.run(PortCommands.openPort(port, endpoints));
		changeOpenedPorts((ports) -> ports.add(port));
	}

	/**
	 * Close a port or a range ({@code close-port}) for all endpoints. Juju keeps the
	 * change until the hook succeeds.
	 * @param port what to close, as it was opened
	 */
	public void closePort(Port port) {
		this.caller.run(PortCommands.closePort(port, Set.of()));
		changeOpenedPorts((ports) -> ports.remove(port));
	}

	/**
	 * Close a port or a range ({@code close-port}) for some of the endpoints, so that it
	 * stays open for the others. From Juju 2.9 on.
	 * @param port what to close, as it was opened
	 * @param endpoints the endpoints, one at least
	 * @throws IllegalArgumentException if there is no endpoint
	 */
	public void closePort(Port port, Collection<String> endpoints) {
		if (endpoints.isEmpty()) {
			throw new IllegalArgumentException("Name an endpoint for which %s is to be closed".formatted(port));
		}
		this.caller.run(PortCommands.closePort(port, endpoints));
		this.caller.forget(OpenedPorts.class, (query) -> true);
		this.caller.forget(OpenedPortsByEndpoint.class, (query) -> true);
	}

	/**
	 * The ports that this unit has opened ({@code opened-ports}), with what this hook has
	 * opened and closed. One that is none of TCP, UDP and ICMP is left out, with a
	 * WARNING in the log.
	 * @return ports and ranges, sorted
	 */
	public Set<Port> openedPorts() {
		return this.caller.read(new OpenedPorts());
	}

	/**
	 * The ports that this unit has opened, and for which endpoints
	 * ({@code opened-ports --endpoints}). From Juju 2.9 on.
	 * @return the endpoints by port, none of them for a port that is open for all; sorted
	 */
	public Map<Port, Set<String>> openedPortsByEndpoint() {
		return this.caller.read(new OpenedPortsByEndpoint());
	}

	// Some versions of Juju tell what a hook changed only after it.
	private void changeOpenedPorts(Consumer<Set<Port>> change) {
		this.caller.forget(OpenedPortsByEndpoint.class, (query) -> true);
		OpenedPorts query = new OpenedPorts();
		Set<Port> before = this.caller.remembered(query);
		if (before != null) {
			SortedSet<Port> after = new TreeSet<>(before);
			change.accept(after);
			this.caller.remember(query, Collections.unmodifiableSortedSet(after));
		}
	}

	/**
	 * The status of this unit ({@code status-get}).
	 * @return the status
	 */
	public StatusInfo statusGet() {
		return this.caller.read(new StatusGet());
	}

	/**
	 * The status of this application and its units ({@code status-get}), which only the
	 * leader may ask for.
	 * @return the status
	 */
	public ApplicationStatusInfo applicationStatusGet() {
		return this.caller.read(new ApplicationStatusGet());
	}

	/**
	 * Set the status of this unit ({@code status-set}), at once. From then on
	 * {@link #statusGet()} gives it; Juju would give a hook that has asked once the
	 * status from before.
	 * @param status {@code active}, {@code blocked}, {@code maintenance} or
	 * {@code waiting}
	 * @param message a message to people; may be empty
	 */
	public void statusSet(String status, String message) {
		String fitting = fit("status-set", message);
		this.caller.run(StatusCommands.statusSet(status, fitting));
		this.caller.remember(new StatusGet(), new StatusInfo(status, fitting, Map.of()));
	}

	/**
	 * Set the status of this application ({@code status-set}), at once. Only the leader
	 * may. From then on {@link #applicationStatusGet()} gives it.
	 * @param status {@code active}, {@code blocked}, {@code maintenance} or
	 * {@code waiting}
	 * @param message a message to people; may be empty
	 */
	public void applicationStatusSet(String status, String message) {
		String fitting = fit("status-set", message);
		this.caller.run(StatusCommands.applicationStatusSet(status, fitting));
		ApplicationStatusGet query = new ApplicationStatusGet();
		ApplicationStatusInfo before = this.caller.remembered(query);
		if (before != null) {
			StatusInfo application = new StatusInfo(status, fitting, Map.of());
			this.caller.remember(query, new ApplicationStatusInfo(application, before.units()));
		}
	}

	/**
	 * Write to Juju's log ({@code juju-log}). A message that is too long for a process is
	 * sent in parts, after a line that says so; an empty one is not sent.
	 * @param level {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARNING},
	 * {@code ERROR} or {@code CRITICAL}
	 * @param message the message, of one or more lines
	 */
	public void jujuLog(String level, String message) {
		for (HookToolCall part : LogCommands.jujuLog(level, message)) {
			this.caller.run(part);
		}
	}

	/**
	 * The parameters of the running action ({@code action-get}), defaults included.
	 * @return parameter name to a string, {@code Long}, {@code Double}, {@code Boolean},
	 * list or map; those that are {@code null} are left out
	 */
	public Map<String, Object> actionGet() {
		return this.caller.read(new ActionGet());
	}

	/**
	 * Add to the results of the running action ({@code action-set}); Juju delivers them
	 * when it ends. Nested maps become keys with dots, other values their text.
	 * @param results the results; if there are none, nothing is called
	 * @throws IllegalArgumentException if a key breaks Juju's rules, is reserved, or
	 * collides with another, or a value is {@code null}; nothing is sent then
	 */
	public void actionSet(Map<String, ?> results) {
		HookToolCall call = ActionCommands.actionSet(results);
		if (!call.arguments().isEmpty()) {
			this.caller.run(call);
		}
	}

	/**
	 * Tell the person who runs the action how it goes ({@code action-log}), at once.
	 * @param message the message
	 */
	public void actionLog(String message) {
		this.caller.run(ActionCommands.actionLog(fit("action-log", message)));
	}

	/**
	 * Mark the running action as failed ({@code action-fail}). The last message counts.
	 * @param message the reason, for the person who ran it; may be empty
	 */
	public void actionFail(String message) {
		this.caller.run(ActionCommands.actionFail(fit("action-fail", message)));
	}

	/**
	 * Set the version of the workload ({@code application-version-set}), at once.
	 * @param version the version to show in {@code juju status}
	 */
	public void applicationVersionSet(String version) {
		this.caller.run(ConfigCommands.applicationVersionSet(fit("application-version-set", version)));
	}

	/**
	 * The hook tools that Juju 4 does not have any more.
	 * @return the tools of the same hook
	 * @deprecated Juju 4 has none of them
	 */
	@Deprecated
	public DeprecatedHookTools deprecated() {
		return this.deprecated;
	}

	private static String fit(String tool, String message) {
		String fitting = MessageArguments.cut(message);
		if (!fitting.equals(message)) {
			logger
				.warn("The message for {} is cut, or rid of zeros: it has {} characters, and a process takes {} bytes, "
						+ "none of them zero", tool, message.length(), MessageArguments.MAXIMUM_LENGTH);
		}
		return fitting;
	}

	// What a hook knows of relations does not change while it runs.
	private <T extends @Nullable Object> T read(RelationId relation, HookToolQuery<T> query) {
		RelationNotFoundException known = this.notFound.getOrDefault(relation, this.notFound.get(query));
		if (known != null) {
			throw new RelationNotFoundException(known.getTool(), known.getExitCode(), known.getMessage());
		}
		try {
			return this.caller.read(query);
		}
		catch (RelationNotFoundException ex) {
			this.notFound.put(HookToolFailure.isNotFound(String.valueOf(ex.getMessage())) ? relation : query, ex);
			throw ex;
		}
	}

	private static void checkChanges(RelationId relation, Map<String, String> changes) {
		if (changes.isEmpty()) {
			throw new IllegalArgumentException("There is nothing to change in relation " + relation);
		}
		for (Map.Entry<String, String> change : changes.entrySet()) {
			if (change.getValue() == null) {
				throw new IllegalArgumentException("Key '" + change.getKey() + "' for relation " + relation
						+ " has no value; to remove a key, set it to the empty string");
			}
			String problem = HookToolInput.problem(change.getKey(), change.getValue());
			if (problem != null) {
				throw new IllegalArgumentException("Relation %s cannot take a key: %s".formatted(relation, problem));
			}
		}
	}

}
