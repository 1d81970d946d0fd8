package io.opsframework.hooktool;

import java.util.Map;

import io.opsframework.juju.UnitName;

/**
 * The status of an application and of its units, as {@code status-get --application}
 * gives it.
 *
 * @param application the application's own status
 * @param units the status of each unit; unmodifiable
 */
public record ApplicationStatusInfo(StatusInfo application, Map<UnitName, StatusInfo> units) {

	public ApplicationStatusInfo {
		units = Map.copyOf(units);
	}

}
