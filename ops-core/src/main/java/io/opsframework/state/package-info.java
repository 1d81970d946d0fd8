/**
 * What a charm keeps from one hook to the next.
 */
@NullMarked
package io.opsframework.state;

import org.jspecify.annotations.NullMarked;
