package io.opsframework.model;

/**
 * A key or value of a databag is not a string (S-32).
 */
public class RelationDataTypeException extends RelationDataException {

	RelationDataTypeException(String message) {
		super(message);
	}

}
