/**
 * Spring Boot's logging into Juju's log.
 */
@NullMarked
package io.opsframework.autoconfigure.logging;

import org.jspecify.annotations.NullMarked;
