/**
 * The events a charm listens to: one type for each of Juju's, and the framework's own.
 */
@NullMarked
package io.opsframework.event;

import org.jspecify.annotations.NullMarked;
