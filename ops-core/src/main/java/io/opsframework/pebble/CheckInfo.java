package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * A check of the plan, and how it is now.
 *
 * @param name its name
 * @param level {@code alive} or {@code ready}; {@code null} if it has none
 * @param startup {@code enabled} or {@code disabled}
 * @param status {@code up}, {@code down}, {@code inactive} when it is stopped, or what
 * else Pebble may say
 * @param successes how often it has succeeded since it started or came up; {@code null}
 * if this Pebble does not tell
 * @param failures how often in a row it has failed
 * @param threshold how often in a row it must fail to be down
 * @param changeId the id of the change that runs it; {@code null} when it is stopped
 * @param previousChangeId the id of the change before; {@code null} if there is none
 */
public record CheckInfo(String name, @Nullable String level, String startup, String status, @Nullable Integer successes,
		int failures, int threshold, @Nullable String changeId, @Nullable String previousChangeId) {

	static CheckInfo of(JsonObject json) {
		String changeId = json.stringOrNull("change-id");
		// Where checks can be stopped, one that no change runs is.
		boolean stopped = json.has("startup") && changeId == null;
		return new CheckInfo(json.string("name"), json.stringOrNull("level"), json.string("startup", "enabled"),
				stopped ? "inactive" : json.string("status", ""), json.integerOrNull("successes"),
				json.integer("failures", 0), json.integer("threshold", 0), changeId,
				json.stringOrNull("prev-change-id"));
	}

	/**
	 * Whether the check is up.
	 * @return {@code false} if it is down or stopped
	 */
	public boolean isUp() {
		return this.status.equals("up");
	}

	/**
	 * Whether the check has run at least once since it was started. Before, it is up.
	 * @return {@code false} if it has not, or if this Pebble does not tell
	 */
	public boolean hasRun() {
		return this.failures > 0 || (this.successes != null && this.successes > 0);
	}

}
