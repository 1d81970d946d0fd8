/**
 * Speaks to Pebble, the service manager that runs in each workload container of a
 * Kubernetes charm: {@link io.opsframework.pebble.PebbleClient} has an operation for each
 * of its API's, the records are what it is told and what it answers, and the exceptions
 * tell apart what can go wrong.
 */
@NullMarked
package io.opsframework.pebble;

import org.jspecify.annotations.NullMarked;
