/**
 * The scope of beans that live as long as a hook, and which beans are put into it.
 */
@NullMarked
package io.opsframework.scope;

import org.jspecify.annotations.NullMarked;
