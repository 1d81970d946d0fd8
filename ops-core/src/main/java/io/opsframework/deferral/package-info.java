/**
 * The queue of deferred events.
 */
@NullMarked
package io.opsframework.deferral;

import org.jspecify.annotations.NullMarked;
