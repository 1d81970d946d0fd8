/**
 * Local mode: a charm plays against the simulated Juju, without a controller.
 */
@NullMarked
package io.opsframework.local;

import org.jspecify.annotations.NullMarked;
