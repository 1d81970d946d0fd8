package io.opsframework.test.autoconfigure.charm;

import org.springframework.stereotype.Service;

/**
 * A collaborator of the charm that lives as long as the application.
 */
@Service
class Phrasebook {

	String phrase(String greeting) {
		return greeting + ", world";
	}

}
