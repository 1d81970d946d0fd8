package io.opsframework.model;

/**
 * The endpoint has several relations where the charm asked for the one.
 */
public class TooManyRelationsException extends ModelException {

	TooManyRelationsException(String endpoint, int count) {
		super("Endpoint '%s' has %d relations; ask for all of them with relations(\"%s\"), or take a Map from Relation as the listener's parameter"
			.formatted(endpoint, count, endpoint));
	}

}
