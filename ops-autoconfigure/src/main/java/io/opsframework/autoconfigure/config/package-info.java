/**
 * The charm's configuration as {@code @ConfigurationProperties}.
 */
@NullMarked
package io.opsframework.autoconfigure.config;

import org.jspecify.annotations.NullMarked;
