/**
 * One hook from Juju's environment to its end.
 */
@NullMarked
package io.opsframework.dispatch;

import org.jspecify.annotations.NullMarked;
