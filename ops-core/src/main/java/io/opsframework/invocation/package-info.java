/**
 * How listeners are found and called: the framework's own machinery, which no charm uses.
 */
@NullMarked
package io.opsframework.invocation;

import org.jspecify.annotations.NullMarked;
