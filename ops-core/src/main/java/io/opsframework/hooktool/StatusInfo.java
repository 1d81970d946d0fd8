package io.opsframework.hooktool;

import java.util.Map;

/**
 * A status as {@code status-get} gives it.
 *
 * @param status Juju's word for it: {@code active}, {@code blocked}, {@code maintenance},
 * {@code waiting}, {@code error}, {@code unknown} or {@code terminated}
 * @param message the message to people; empty where there is none
 * @param data what Juju itself adds, with an error for example; unmodifiable, most often
 * empty
 */
public record StatusInfo(String status, String message, Map<String, Object> data) {

	public StatusInfo {
		data = Map.copyOf(data);
	}

}
