package io.opsframework.pack;

/**
 * A charm's file is not what Juju or charmcraft accept. The message names file and line,
 * and what is expected there.
 */
class InvalidCharmFileException extends RuntimeException {

	InvalidCharmFileException(String file, int line, String problem) {
		super("%s, line %d: %s".formatted(file, line, problem));
	}

}
