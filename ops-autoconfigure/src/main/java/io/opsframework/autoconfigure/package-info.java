/**
 * The beans of a charm, its start and its failures.
 */
@NullMarked
package io.opsframework.autoconfigure;

import org.jspecify.annotations.NullMarked;
