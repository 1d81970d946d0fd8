/**
 * One hook from Juju's environment to its end, and the scope of beans that live as long.
 */
@NullMarked
package io.opsframework.dispatch;

import org.jspecify.annotations.NullMarked;
