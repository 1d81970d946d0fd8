package io.opsframework.model;

/**
 * A key or value of a databag is not a string.
 */
public class RelationDataTypeException extends RelationDataException {

	RelationDataTypeException(String message) {
		super(message);
	}

}
