package io.opsframework.readme;

import io.opsframework.autoconfigure.config.InvalidOptionException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of the README's charm.
 *
 * @param title the wiki's title
 * @param port the port it listens on
 */
@ConfigurationProperties("charm.config")
record WikiConfig(@DefaultValue("Wiki") String title, @DefaultValue("8080") int port) {

	WikiConfig {
		if (port == 22) {
			throw new InvalidOptionException("port", port, "22 is taken by SSH");
		}
	}

}
