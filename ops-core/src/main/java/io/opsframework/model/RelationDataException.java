package io.opsframework.model;

/**
 * Relation data was read or written in a way that Juju refuses. Nothing was sent.
 */
public class RelationDataException extends ModelException {

	RelationDataException(String message) {
		super(message);
	}

}
