package io.opsframework.readme;

import io.opsframework.event.Deferrable;

/**
 * The event of the README's relation library.
 *
 * @param endpoints where the database is
 */
public record DatabaseProvidedEvent(String endpoints) implements Deferrable {

}
