package io.opsframework.model;

/**
 * A databag that this unit may not read or write.
 */
public class RelationDataAccessException extends RelationDataException {

	RelationDataAccessException(String message) {
		super(message);
	}

}
