/**
 * The test slice for charms.
 */
@NullMarked
package io.opsframework.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
