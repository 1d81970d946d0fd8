/**
 * How listeners are declared, found and called.
 */
@NullMarked
package io.opsframework.listener;

import org.jspecify.annotations.NullMarked;
