package io.opsframework.simulation;

/**
 * Which Juju model a unit lives in.
 *
 * @param name the model's name
 * @param uuid the model's UUID
 * @param jujuVersion the version of the agent, {@code 3.6.27}
 */
public record ModelIdentity(String name, String uuid, String jujuVersion) {

	/**
	 * A model for those who do not care.
	 */
	public static final ModelIdentity DEFAULT = new ModelIdentity("testing", "f2c1b2a6-6c84-4f0c-8e5a-1d2b3c4d5e6f",
			"3.6.27");

	/**
	 * The model with an agent of another version.
	 * @param version the version, {@code 3.6.27}
	 * @return the changed model
	 */
	public ModelIdentity withJujuVersion(String version) {
		return new ModelIdentity(this.name, this.uuid, version);
	}

}
