package io.opsframework.readme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The charm of the README.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WikiApplication {

	/**
	 * Run the charm.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(WikiApplication.class, args);
	}

}
