package io.opsframework.listener;

/**
 * A bean that serves one endpoint of the charm, such as a shared relation library. It
 * stays a singleton although it listens to hooks, and {@link OnRelation} without a name
 * means its own endpoint.
 */
public interface RelationEndpoint {

	/**
	 * The endpoint that this bean serves.
	 * @return the name in the charm's metadata
	 */
	String endpoint();

}
