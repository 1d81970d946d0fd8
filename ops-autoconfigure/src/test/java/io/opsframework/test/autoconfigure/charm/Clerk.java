package io.opsframework.test.autoconfigure.charm;

import org.springframework.stereotype.Component;

/**
 * A collaborator of the charm that lives as long as a hook, since it needs the
 * configuration.
 */
@Component
class Clerk {

	private final GreeterConfig config;

	Clerk(GreeterConfig config) {
		this.config = config;
	}

	String greeting() {
		return this.config.greeting();
	}

}
