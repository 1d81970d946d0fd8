/**
 * What a charm sees of Juju's model: its unit, its application, its relations.
 */
@NullMarked
package io.opsframework.model;

import org.jspecify.annotations.NullMarked;
