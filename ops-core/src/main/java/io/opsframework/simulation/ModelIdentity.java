package io.opsframework.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Which Juju model a unit lives in.
 *
 * @param name the model's name
 * @param uuid the model's UUID
 * @param jujuVersion the version of the agent, {@code 3.6.27}
 * @param type where the model's units run; {@code null} for where the charm is made for,
 * which is Kubernetes if it has containers or assumes {@code k8s-api}
 */
public record ModelIdentity(String name, String uuid, String jujuVersion, @Nullable Type type) {

	/**
	 * A model for those who do not care.
	 */
	public static final ModelIdentity DEFAULT = new ModelIdentity("testing", "f2c1b2a6-6c84-4f0c-8e5a-1d2b3c4d5e6f",
			"3.6.27");

	/**
	 * A model where the charm is made for.
	 * @param name the model's name
	 * @param uuid the model's UUID
	 * @param jujuVersion the version of the agent, {@code 3.6.27}
	 */
	public ModelIdentity(String name, String uuid, String jujuVersion) {
		this(name, uuid, jujuVersion, null);
	}

	/**
	 * The model with an agent of another version.
	 * @param version the version, {@code 3.6.27}
	 * @return the changed model
	 */
	public ModelIdentity withJujuVersion(String version) {
		return new ModelIdentity(this.name, this.uuid, version, this.type);
	}

	/**
	 * The model with units that run elsewhere.
	 * @param type where they run
	 * @return the changed model
	 */
	public ModelIdentity withType(Type type) {
		return new ModelIdentity(this.name, this.uuid, this.jujuVersion, type);
	}

	/**
	 * Where the units of a model run.
	 */
	public enum Type {

		/** In pods of Kubernetes. */
		KUBERNETES,

		/** On machines. */
		MACHINES

	}

}
