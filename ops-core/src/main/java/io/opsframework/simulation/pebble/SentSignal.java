package io.opsframework.simulation.pebble;

/**
 * A signal that a service got.
 *
 * @param signal the name of the signal, {@code SIGHUP}
 * @param service the name of the service
 */
public record SentSignal(String signal, String service) {

}
