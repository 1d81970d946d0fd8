/**
 * Juju's log and the security events in it.
 */
@NullMarked
package io.opsframework.logging;

import org.jspecify.annotations.NullMarked;
