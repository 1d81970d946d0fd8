/**
 * How Juju's events are made from what Juju tells about a hook, and are written down
 * again.
 */
@NullMarked
package io.opsframework.event.factory;

import org.jspecify.annotations.NullMarked;
