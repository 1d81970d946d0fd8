package io.opsframework.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolPermissionException;
import io.opsframework.hooktool.SecretNotFoundException;
import io.opsframework.juju.CloudSpec;
import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.SecretUri;

/**
 * Juju's model as this unit sees it. A singleton in front of the current hook, as
 * {@link Unit}.
 */
public final class Model {

	private final CurrentHook hook;

	private final Unit unit;

	private final Application application;

	private final Map<String, Container> containers = new TreeMap<>();

	/**
	 * Create a new model.
	 * @param hook the current hook
	 * @param metadata what the charm declares
	 */
	public Model(CurrentHook hook, CharmMetadata metadata) {
		this.hook = hook;
		this.unit = new Unit(hook);
		this.application = new Application(hook);
		metadata.containers().keySet().forEach((name) -> this.containers.put(name, new Container(name, hook)));
	}

	/**
	 * The model's name.
	 * @return the name
	 */
	public String name() {
		return this.hook.get().context().modelName();
	}

	/**
	 * The model's UUID.
	 * @return the UUID
	 */
	public String uuid() {
		return this.hook.get().context().modelUuid();
	}

	/**
	 * The version of the Juju agent.
	 * @return the version; 0.0.0 where Juju does not tell it
	 */
	public JujuVersion jujuVersion() {
		return this.hook.get().context().version();
	}

	/**
	 * The cloud that the model is in, and how one logs in there ({@code credential-get}),
	 * for an application that {@code juju trust} trusts.
	 * @return the cloud, the same object all through the hook; texts of it show no
	 * credential
	 * @throws ModelException if nobody trusts the application, or on Kubernetes before
	 * Juju 3.6.10
	 */
	public CloudSpec cloudSpec() {
		Hook current = this.hook.get();
		if (current.context().machineId().isEmpty()) {
			current.requireJuju(3, 6, 10, "tells no charm on Kubernetes about its cloud");
		}
		try {
			return current.tools().credentialGet();
		}
		catch (HookToolPermissionException ex) {
			throw new ModelException(
					"Application '%1$s' is not trusted with its cloud: an operator has to allow it, 'juju trust %1$s'"
						.formatted(current.context().unit().application()),
					ex);
		}
	}

	/**
	 * This unit.
	 * @return the unit
	 */
	public Unit unit() {
		return this.unit;
	}

	/**
	 * This unit's application.
	 * @return the application
	 */
	public Application application() {
		return this.application;
	}

	/**
	 * The charm's configuration ({@code config-get}), for what no class of
	 * {@code charm.config} is there for. An option of type secret is the secret's id.
	 * @return the options that are set or have a default, by name: strings, whole numbers
	 * as {@code Long}, other numbers as {@code Double}, booleans; it cannot be changed
	 */
	public Map<String, Object> config() {
		return Collections.unmodifiableMap(this.hook.get().config());
	}

	/**
	 * All relations of an endpoint ({@code relation-ids}), and the one whose end this
	 * hook is about, which Juju lists no more; {@link Relation#isActive()} tells.
	 * @param endpoint the endpoint
	 * @return the relations, in Juju's order, the one that ends last
	 * @throws ModelException if the charm does not declare the endpoint
	 */
	public List<Relation> relations(String endpoint) {
		Hook current = this.hook.get();
		if (!current.metadata().relations().containsKey(endpoint)) {
			throw new ModelException("The charm declares no endpoint '%s'; it declares %s".formatted(endpoint,
					current.metadata().relations().keySet()));
		}
		return current.relations(endpoint);
	}

	/**
	 * The relation of an endpoint that has at most one.
	 * @param endpoint the endpoint
	 * @return the active relation, or empty
	 * @throws TooManyRelationsException if there are several
	 * @throws ModelException if the charm does not declare the endpoint
	 */
	public Optional<Relation> relation(String endpoint) {
		List<Relation> active = relations(endpoint).stream().filter(Relation::isActive).toList();
		if (active.size() > 1) {
			throw new TooManyRelationsException(endpoint, active.size());
		}
		return active.stream().findFirst();
	}

	/**
	 * The network of an endpoint or an extra binding, with this unit's addresses in it.
	 * @param name the name of the endpoint or the extra binding
	 * @return the binding
	 * @throws ModelException if the charm declares neither
	 */
	public Binding binding(String name) {
		Set<String> declared = this.hook.get().metadata().bindings();
		if (!declared.contains(name)) {
			throw new ModelException(
					"The charm declares no endpoint or extra binding '%s'; it declares %s".formatted(name, declared));
		}
		return new Binding(this.hook::get, name, null);
	}

	/**
	 * The file of a resource ({@code resource-get}), which Juju downloads if it does not
	 * have it yet. That can take minutes, and {@code juju attach-resource} can give the
	 * charm another file at any time.
	 * @param name its name in the charm's metadata
	 * @return the path of the file, the same all through the hook; of an image, a file in
	 * YAML that says where it is
	 * @throws ModelException if the charm does not declare it
	 */
	public Path resource(String name) {
		Hook current = this.hook.get();
		Set<String> declared = current.metadata().resources().keySet();
		if (!declared.contains(name)) {
			throw new ModelException("The charm declares no resource '%s'; it declares %s".formatted(name, declared));
		}
		return current.tools().resourceGet(name);
	}

	/**
	 * All instances of a storage that Juju lists for this unit ({@code storage-list}):
	 * also one that is not ready yet, and one that is being detached;
	 * {@link Storage#isAttached()} tells.
	 * @param name its name in the charm's metadata
	 * @return the instances, sorted by their numbers, as they were when this hook first
	 * asked
	 * @throws ModelException if the charm does not declare it
	 */
	public List<Storage> storages(String name) {
		Hook current = this.hook.get();
		current.requireStorage(name);
		return current.storages(name);
	}

	/**
	 * The instance of a storage that has at most one.
	 * @param name its name in the charm's metadata
	 * @return the attached instance, or empty
	 * @throws ModelException if there are several, or the charm does not declare it
	 */
	public Optional<Storage> storage(String name) {
		List<Storage> attached = storages(name).stream().filter(Storage::isAttached).toList();
		if (attached.size() > 1) {
			throw new ModelException("Storage '%s' has %d instances; ask for all of them with storages(\"%s\")"
				.formatted(name, attached.size(), name));
		}
		return attached.stream().findFirst();
	}

	/**
	 * A secret by its id, as another charm or a configuration tells it. Juju is asked
	 * when the secret's content is.
	 * @param id the secret's URI, {@code secret:...}, or what follows the colon
	 * @return the secret
	 * @throws IllegalArgumentException if the text is no secret's id
	 */
	public Secret secret(String id) {
		return new Secret(this.hook::get, SecretUri.of(id), null, false);
	}

	/**
	 * A secret by its id, to which this unit gives a label: whenever its content is read,
	 * Juju is told the label as well.
	 * @param id the secret's URI, {@code secret:...}, or what follows the colon
	 * @param label the name by which this unit finds the secret again, and its events
	 * tell it
	 * @return the secret
	 * @throws IllegalArgumentException if the text is no secret's id
	 */
	public Secret secret(String id, String label) {
		return new Secret(this.hook::get, SecretUri.of(id), label, true);
	}

	/**
	 * The secret to which this unit, or as its owner the charm, has given a label
	 * ({@code secret-get}).
	 * @param label the label
	 * @return the secret, or empty if there is none
	 */
	public Optional<Secret> secretByLabel(String label) {
		Secret secret = new Secret(this.hook::get, null, label, false);
		try {
			secret.content();
			return Optional.of(secret);
		}
		catch (SecretNotFoundException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A container of the charm.
	 * @param name its name in the charm's metadata
	 * @return the container
	 * @throws ModelException if the charm does not declare it
	 */
	public Container container(String name) {
		Container container = this.containers.get(name);
		if (container == null) {
			throw new ModelException(
					"The charm declares no container '%s'; it declares %s".formatted(name, this.containers.keySet()));
		}
		return container;
	}

	@Override
	public String toString() {
		return this.hook.find().map((hook) -> "model " + hook.context().modelName()).orElse("model outside of a hook");
	}

}
