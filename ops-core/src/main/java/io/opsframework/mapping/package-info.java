/**
 * Records from and to the plain values of databags, action parameters and stored events.
 */
@NullMarked
package io.opsframework.mapping;

import org.jspecify.annotations.NullMarked;
