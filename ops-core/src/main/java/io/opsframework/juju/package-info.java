/**
 * What Juju tells a charm about a hook, and Juju's own names and versions.
 */
@NullMarked
package io.opsframework.juju;

import org.jspecify.annotations.NullMarked;
