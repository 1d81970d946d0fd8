package io.opsframework.model;

import org.jspecify.annotations.Nullable;

/**
 * Relation data is not what it should be, or was read or written in a way that Juju
 * refuses. Nothing was sent.
 */
public class RelationDataException extends ModelException {

	RelationDataException(String message) {
		this(message, null);
	}

	RelationDataException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
