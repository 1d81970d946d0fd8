package io.opsframework.test.autoconfigure.charm;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code juju config} can set.
 *
 * @param greeting what to say
 */
@ConfigurationProperties("charm.config")
record GreeterConfig(String greeting) {

}
