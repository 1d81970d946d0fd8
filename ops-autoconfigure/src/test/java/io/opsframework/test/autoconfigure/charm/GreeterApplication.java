package io.opsframework.test.autoconfigure.charm;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.PropertySource;

/**
 * A charm for tests of tests.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@PropertySource("classpath:io/opsframework/test/autoconfigure/charm/charm.properties")
class GreeterApplication {

}
