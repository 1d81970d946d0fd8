/**
 * Juju in memory: its model, its hook tools and its rules about what a hook's end keeps.
 */
@NullMarked
package io.opsframework.simulation;

import org.jspecify.annotations.NullMarked;
