package io.opsframework.observation;

import io.micrometer.observation.Observation;

/**
 * What can be said about a request to a container's Pebble while it is observed: nothing
 * of what is asked and answered.
 */
public class PebbleObservationContext extends Observation.Context {

	private final String container;

	private final String method;

	private final String endpoint;

	private int status = -1;

	/**
	 * Create a new context.
	 * @param container the container's name
	 * @param method the HTTP method
	 * @param endpoint the endpoint of Pebble's API
	 */
	public PebbleObservationContext(String container, String method, String endpoint) {
		this.container = container;
		this.method = method;
		this.endpoint = endpoint;
	}

	/**
	 * The container.
	 * @return its name
	 */
	public String getContainer() {
		return this.container;
	}

	/**
	 * The HTTP method.
	 * @return {@code GET} or {@code POST}
	 */
	public String getMethod() {
		return this.method;
	}

	/**
	 * The endpoint of Pebble's API.
	 * @return the beginning of the path, without ids, {@code /v1/changes}
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

	/**
	 * The HTTP status.
	 * @return the status; -1 before there is an answer, and where there is none
	 */
	public int getStatus() {
		return this.status;
	}

	/**
	 * Set the HTTP status, once there is an answer.
	 * @param status the status
	 */
	public void setStatus(int status) {
		this.status = status;
	}

}
