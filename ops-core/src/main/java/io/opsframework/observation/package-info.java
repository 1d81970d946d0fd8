/**
 * What is observed of a charm, and the conventions that name it.
 */
@NullMarked
package io.opsframework.observation;

import org.jspecify.annotations.NullMarked;
