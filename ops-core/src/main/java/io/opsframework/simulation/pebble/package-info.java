/**
 * A Pebble in memory, which behaves as the real one does where that can be told without
 * running processes.
 */
@NullMarked
package io.opsframework.simulation.pebble;

import org.jspecify.annotations.NullMarked;
