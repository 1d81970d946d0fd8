package io.opsframework.model;

import io.opsframework.juju.UnitName;

/**
 * Only the leader of an application may do this.
 */
public class NotLeaderException extends ModelException {

	NotLeaderException(UnitName unit, String what) {
		super("Unit %s is not the leader; only the leader may %s".formatted(unit, what));
	}

}
