/**
 * What a charm's author writes listeners with: annotations, and the interfaces by which
 * gates and further parameters are added.
 */
@NullMarked
package io.opsframework.listener;

import org.jspecify.annotations.NullMarked;
