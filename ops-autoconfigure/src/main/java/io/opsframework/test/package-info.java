/**
 * Assertions on what a charm did.
 */
@NullMarked
package io.opsframework.test;

import org.jspecify.annotations.NullMarked;
