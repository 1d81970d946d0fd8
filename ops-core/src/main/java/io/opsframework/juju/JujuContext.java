package io.opsframework.juju;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What Juju tells one hook through its environment. A variable that is set but empty
 * means the same as one that is absent, everywhere. Values are read when they are asked
 * for: a malformed one does not hurt a hook that does not need it.
 */
public final class JujuContext {

	private final Map<String, String> variables;

	private JujuContext(Map<String, String> variables) {
		this.variables = Collections.unmodifiableMap(variables);
	}

	/**
	 * The context that an environment describes. Keeps a copy of the variables whose name
	 * begins with {@code JUJU_}, and of {@code CHARM_DIR}, {@code CLOUD_API_VERSION} and
	 * {@code PATH}.
	 * @param environment the environment of the hook's process
	 * @return the context
	 */
	public static JujuContext of(Map<String, String> environment) {
		Map<String, String> variables = new TreeMap<>();
		environment.forEach((name, value) -> {
			if (!value.isEmpty() && JujuVariable.isJujus(name)) {
				variables.put(name, value);
			}
		});
		return new JujuContext(variables);
	}

	/**
	 * Whether an environment is Juju's, that is, whether Juju started this process for a
	 * hook: {@code JUJU_CONTEXT_ID} is set and not empty.
	 * @param environment the environment of a process
	 * @return {@code true} within a hook, an action, {@code juju exec}
	 */
	public static boolean isPresent(Map<String, ?> environment) {
		Object contextId = environment.get(JujuVariable.JUJU_CONTEXT_ID.name());
		return contextId != null && !contextId.toString().isEmpty();
	}

	/**
	 * The value of a variable.
	 * @param variable the variable
	 * @return the value, never an empty one
	 */
	public Optional<String> find(JujuVariable variable) {
		return find(variable.name());
	}

	/**
	 * The value of any variable that this context keeps, also one that the framework has
	 * no use for.
	 * @param variable the name of the variable
	 * @return the value, never an empty one
	 */
	public Optional<String> find(String variable) {
		return Optional.ofNullable(this.variables.get(variable));
	}

	/**
	 * The value of a variable that the hook cannot do without.
	 * @param variable the variable
	 * @return the value, never an empty one
	 * @throws JujuContextException if the variable is absent or empty
	 */
	public String require(JujuVariable variable) {
		return find(variable).orElseThrow(() -> {
			String path = Excerpt.of(dispatchPath());
			String setter = path.isEmpty() ? "" : "; Juju sets it for '" + path + "'";
			return new JujuContextException(variable.name(),
					"%s is not set, expected %s%s".formatted(variable, variable.expectation(), setter));
		});
	}

	/**
	 * What Juju wants run. The only source of the event.
	 * @return the path; an empty one in {@code juju exec}
	 */
	public DispatchPath dispatchPath() {
		return new DispatchPath(find(JujuVariable.JUJU_DISPATCH_PATH).orElse(""));
	}

	/**
	 * The unit that the hook runs for.
	 * @return the unit's name
	 * @throws JujuContextException if {@code JUJU_UNIT_NAME} is absent or no unit's name
	 */
	public UnitName unit() {
		return require(JujuVariable.JUJU_UNIT_NAME, UnitName::of);
	}

	/**
	 * The name of the model.
	 * @return the name; empty when Juju does not tell
	 */
	public String modelName() {
		return find(JujuVariable.JUJU_MODEL_NAME).orElse("");
	}

	/**
	 * The id of the model.
	 * @return the UUID as text; empty when Juju does not tell
	 */
	public String modelUuid() {
		return find(JujuVariable.JUJU_MODEL_UUID).orElse("");
	}

	/**
	 * The version of the agent.
	 * @return the version; {@link JujuVersion#UNKNOWN} when Juju does not tell, as in
	 * {@code meter-status-changed}
	 * @throws JujuContextException if {@code JUJU_VERSION} is no version
	 */
	public JujuVersion version() {
		return read(JujuVariable.JUJU_VERSION, JujuVersion::of).orElse(JujuVersion.UNKNOWN);
	}

	/**
	 * The directory that Juju unpacked the charm into.
	 * @return the directory; the current one when Juju does not tell
	 * @throws JujuContextException if {@code JUJU_CHARM_DIR} or {@code CHARM_DIR} is no
	 * path
	 */
	public Path charmDirectory() {
		return read(JujuVariable.JUJU_CHARM_DIR, Path::of).or(() -> read(JujuVariable.CHARM_DIR, Path::of))
			.orElseGet(() -> Path.of(""));
	}

	/**
	 * The id that hook tools need to act in this hook.
	 * @return the id; empty outside Juju
	 */
	public Optional<String> contextId() {
		return find(JujuVariable.JUJU_CONTEXT_ID);
	}

	/**
	 * The availability zone of the unit's machine.
	 * @return the zone, if the cloud has zones
	 */
	public Optional<String> availabilityZone() {
		return find(JujuVariable.JUJU_AVAILABILITY_ZONE);
	}

	/**
	 * The unit's machine, {@code 3/lxd/1}.
	 * @return the machine's id; empty on Kubernetes
	 */
	public Optional<String> machineId() {
		return find(JujuVariable.JUJU_MACHINE_ID);
	}

	/**
	 * The unit that a subordinate unit belongs to.
	 * @return the principal unit's name; empty for other units
	 */
	public Optional<String> principalUnit() {
		return find(JujuVariable.JUJU_PRINCIPAL_UNIT);
	}

	/**
	 * Whether the hook runs under {@code juju debug-hooks} or {@code juju debug-code}.
	 * @return {@code true} if {@code JUJU_DEBUG} is set
	 */
	public boolean debug() {
		return find(JujuVariable.JUJU_DEBUG).isPresent();
	}

	/**
	 * The kind of socket at which the agent answers hook tools.
	 * @return {@code unix} or {@code tcp}
	 */
	public Optional<String> agentSocketNetwork() {
		return find(JujuVariable.JUJU_AGENT_SOCKET_NETWORK);
	}

	/**
	 * Where the agent answers hook tools.
	 * @return the path, or the name of an abstract socket with an {@code @} before it, or
	 * host and port
	 */
	public Optional<String> agentSocketAddress() {
		return find(JujuVariable.JUJU_AGENT_SOCKET_ADDRESS);
	}

	/**
	 * The relation of a relation event.
	 * @return the relation's id
	 * @throws JujuContextException if {@code JUJU_RELATION_ID} is absent, no relation's
	 * id, or one of another endpoint than the hook's name says
	 */
	public RelationId relationId() {
		RelationId relation = require(JujuVariable.JUJU_RELATION_ID, RelationId::of);
		checkEntity(JujuVariable.JUJU_RELATION_ID, HookKind.Subject.ENDPOINT, relation.endpoint());
		return relation;
	}

	/**
	 * The remote unit that a relation event is about.
	 * @return the unit's name; empty in relation-created, relation-broken, and
	 * relation-changed for the data of the application
	 * @throws JujuContextException if {@code JUJU_REMOTE_UNIT} is no unit's name
	 */
	public Optional<UnitName> remoteUnit() {
		return read(JujuVariable.JUJU_REMOTE_UNIT, UnitName::of);
	}

	/**
	 * The unit that leaves the relation in relation-departed; can be this unit itself.
	 * @return the unit's name; empty in other events
	 * @throws JujuContextException if {@code JUJU_DEPARTING_UNIT} is no unit's name
	 */
	public Optional<UnitName> departingUnit() {
		return read(JujuVariable.JUJU_DEPARTING_UNIT, UnitName::of);
	}

	/**
	 * The remote application of a relation event; before Juju 2.7 that of the remote
	 * unit.
	 * @return the application's name; empty in other events
	 * @throws JujuContextException if the application must be taken from
	 * {@code JUJU_REMOTE_UNIT} and this is no unit's name
	 */
	public Optional<String> remoteApplication() {
		return find(JujuVariable.JUJU_REMOTE_APP).or(() -> remoteUnit().map(UnitName::application));
	}

	/**
	 * The storage instance of a storage event.
	 * @return the instance's id
	 * @throws JujuContextException if {@code JUJU_STORAGE_ID} is absent, no storage's id,
	 * or one of another storage than the hook's name says
	 */
	public StorageId storageId() {
		StorageId storage = require(JujuVariable.JUJU_STORAGE_ID, StorageId::of);
		checkEntity(JujuVariable.JUJU_STORAGE_ID, HookKind.Subject.STORAGE, storage.storage());
		return storage;
	}

	/**
	 * Where the storage instance of a storage event is mounted, or its device.
	 * @return the path; empty where Juju does not tell it, and in other events
	 * @throws JujuContextException if {@code JUJU_STORAGE_LOCATION} is no path
	 */
	public Optional<Path> storageLocation() {
		return read(JujuVariable.JUJU_STORAGE_LOCATION, Path::of);
	}

	/**
	 * The secret of a secret event.
	 * @return the secret's URI
	 * @throws JujuContextException if {@code JUJU_SECRET_ID} is absent or no secret's URI
	 */
	public SecretUri secret() {
		return require(JujuVariable.JUJU_SECRET_ID, SecretUri::of);
	}

	/**
	 * The revision that secret-expired and secret-remove are about.
	 * @return the revision
	 * @throws JujuContextException if {@code JUJU_SECRET_REVISION} is absent or no number
	 */
	public int secretRevision() {
		return require(JujuVariable.JUJU_SECRET_REVISION, JujuContext::parseRevision);
	}

	/**
	 * The variables that determine the event, and nothing else: the written form of an
	 * event that is deferred.
	 * @return the path and the variables of its kind that are not empty, sorted by name
	 */
	public Map<String, String> eventVariables() {
		Map<String, String> selected = new TreeMap<>();
		Set<JujuVariable> variables = EnumSet.of(JujuVariable.JUJU_DISPATCH_PATH);
		variables.addAll(dispatchPath().kind().variables());
		variables.forEach((variable) -> find(variable).ifPresent((value) -> selected.put(variable.name(), value)));
		return Collections.unmodifiableMap(selected);
	}

	/**
	 * This context with another event: for an event that was deferred and is replayed in
	 * this hook.
	 * @param variables what {@link #eventVariables()} gave when the event was deferred;
	 * other variables are ignored
	 * @return the context, in which nothing is left of this one's event
	 */
	public JujuContext withEventVariables(Map<String, String> variables) {
		Map<String, String> replayed = new TreeMap<>(this.variables);
		replayed.remove(JujuVariable.JUJU_DISPATCH_PATH.name());
		replayed.remove(JujuVariable.JUJU_HOOK_NAME.name());
		for (HookKind kind : HookKind.values()) {
			kind.variables().forEach((variable) -> replayed.remove(variable.name()));
		}
		replayed.putAll(of(variables).eventVariables());
		return new JujuContext(replayed);
	}

	private void checkEntity(JujuVariable variable, HookKind.Subject subject, String entity) {
		DispatchPath path = dispatchPath();
		if (path.kind().subject() == subject && !path.entity().equals(entity)) {
			throw new JujuContextException(variable.name(),
					"%s is '%s', expected one of '%s', since JUJU_DISPATCH_PATH is '%s'".formatted(variable,
							Excerpt.of(find(variable).orElse("")), Excerpt.of(path.entity()), Excerpt.of(path)));
		}
	}

	private static int parseRevision(String text) {
		int revision = Integer.parseInt(text);
		if (revision < 1) {
			throw new IllegalArgumentException("revisions are counted from 1");
		}
		return revision;
	}

	private <T> T require(JujuVariable variable, Function<String, T> reader) {
		require(variable);
		return read(variable, reader).orElseThrow();
	}

	private <T> Optional<T> read(JujuVariable variable, Function<String, T> reader) {
		return find(variable).map((value) -> {
			try {
				return reader.apply(value);
			}
			catch (IllegalArgumentException ex) {
				throw new JujuContextException(variable.name(),
						"%s is '%s', expected %s".formatted(variable, Excerpt.of(value), variable.expectation()));
			}
		});
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof JujuContext context && this.variables.equals(context.variables);
	}

	@Override
	public int hashCode() {
		return this.variables.hashCode();
	}

	/**
	 * The unit and the dispatch path only: other variables may hold what no log may show.
	 */
	@Override
	public String toString() {
		return (find(JujuVariable.JUJU_UNIT_NAME).orElse("no unit") + " " + dispatchPath()).trim();
	}

}
