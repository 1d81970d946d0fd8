/**
 * Packs a Spring Boot application as a charm.
 */
@NullMarked
package io.opsframework.pack;

import org.jspecify.annotations.NullMarked;
