/**
 * Juju's hook tools: one typed method each, over an exchangeable backend.
 */
@NullMarked
package io.opsframework.hooktool;

import org.jspecify.annotations.NullMarked;
