package io.opsframework.model;

/**
 * A status that Juju shows but no charm can set: {@code error} and {@code unknown}.
 */
public class InvalidStatusException extends ModelException {

	InvalidStatusException(Status status) {
		super("Status '%s' cannot be set; use active, blocked, maintenance or waiting"
			.formatted(status.name().jujuName()));
	}

}
