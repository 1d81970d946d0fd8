/**
 * Running a charm's events on the simulated Juju, through every line that production
 * runs: in tests, and where a charm is played.
 */
@NullMarked
package io.opsframework.testing;

import org.jspecify.annotations.NullMarked;
