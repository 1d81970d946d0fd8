/**
 * The greeter, a charm.
 */
@NullMarked
package io.opsframework.sample;

import org.jspecify.annotations.NullMarked;
