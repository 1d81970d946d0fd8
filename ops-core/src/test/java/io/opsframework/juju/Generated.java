package io.opsframework.juju;

import java.util.Random;

/**
 * Generated input for the readers of this package.
 */
final class Generated {

	private Generated() {
	}

	static String text(Random random, String alphabet) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(7); i > 0; i--) {
			text.append(alphabet.charAt(random.nextInt(alphabet.length())));
		}
		return text.toString();
	}

}
