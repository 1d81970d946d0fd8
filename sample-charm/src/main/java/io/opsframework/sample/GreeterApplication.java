package io.opsframework.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The greeter's charm.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class GreeterApplication {

	/**
	 * Run one hook.
	 * @param args not used: Juju gives none
	 */
	public static void main(String[] args) {
		SpringApplication.run(GreeterApplication.class, args);
	}

}
