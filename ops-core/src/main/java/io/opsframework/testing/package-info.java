/**
 * Juju in memory: what charms are played on and tested with, through every line that
 * production runs.
 */
@NullMarked
package io.opsframework.testing;

import org.jspecify.annotations.NullMarked;
