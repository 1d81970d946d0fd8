/**
 * What a charm's files declare: metadata, options, actions.
 */
@NullMarked
package io.opsframework.charm;

import org.jspecify.annotations.NullMarked;
