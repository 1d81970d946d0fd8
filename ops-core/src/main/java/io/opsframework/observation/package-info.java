/**
 * The names of what is measured.
 */
@NullMarked
package io.opsframework.observation;

import org.jspecify.annotations.NullMarked;
