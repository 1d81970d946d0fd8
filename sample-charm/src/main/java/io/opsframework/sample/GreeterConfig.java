package io.opsframework.sample;

import java.util.Optional;

import io.opsframework.autoconfigure.config.InvalidOptionException;
import io.opsframework.model.Secret;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code juju config greeter} can set.
 *
 * @param greeting what the greeter says before the name
 * @param port the port it listens on
 * @param logLevel how much it logs
 * @param token the secret whose key {@code token} callers must show, if they must
 */
@ConfigurationProperties("charm.config")
record GreeterConfig(@DefaultValue("Hello") String greeting, @DefaultValue("8080") int port,
		@DefaultValue("info") LogLevel logLevel, Optional<Secret> token) {

	GreeterConfig {
		if (port < 1 || port > 65535) {
			throw new InvalidOptionException("port", port, "expected 1 to 65535");
		}
		if (port == 22) {
			throw new InvalidOptionException("port", port, "22 is taken by SSH");
		}
	}

	enum LogLevel {

		DEBUG, INFO, WARNING, ERROR

	}

}
