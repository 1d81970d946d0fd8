package io.opsframework.sample;

/**
 * Where the greeter is reached, for the applications related to its endpoint
 * {@code http}. The keys are those of the interface of that name.
 *
 * @param hostname its address, or its name
 * @param port the port it listens on
 */
record HttpEndpoint(String hostname, int port) {

}
