package io.opsframework.event;

/**
 * An event that a charm's listeners can take. Juju's own are {@link JujuEvent}s; a charm
 * or a library adds its own by implementing this interface and publishing them with an
 * {@code ApplicationEventPublisher}.
 */
public interface CharmEvent {

}
