package io.opsframework.local;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * The application of the charm that is played.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PlayedCharm.class)
public class PlayedApplication {

	static final String DIRECTORY = "ops.charm.directory=src/test/resources/io/opsframework/test/autoconfigure/charm";

	/**
	 * Play the charm.
	 * @param args {@code --script FILE}
	 */
	public static void main(String[] args) {
		new SpringApplicationBuilder(PlayedApplication.class).properties(DIRECTORY).run(args);
	}

}
