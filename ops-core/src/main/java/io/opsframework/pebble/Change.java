package io.opsframework.pebble;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that Pebble does and that takes time.
 *
 * @param id its id
 * @param kind what it is: {@code start}, {@code stop}, {@code restart}, {@code replan},
 * {@code exec}, {@code perform-check}, {@code recover-check} …
 * @param summary the same for people
 * @param status {@code Do}, {@code Doing}, {@code Done}, {@code Abort}, {@code Error},
 * {@code Hold}, {@code Undo}, {@code Undoing}, {@code Wait} …
 * @param tasks its parts
 * @param ready whether it has come to its end
 * @param error why it failed; {@code null} if it did not
 * @param spawnTime when it began; {@code null} if Pebble does not tell
 * @param readyTime when it was ready; {@code null} if it is not
 * @param data what Pebble keeps with it
 */
public record Change(String id, String kind, String summary, String status, List<Task> tasks, boolean ready,
		@Nullable String error, @Nullable Instant spawnTime, @Nullable Instant readyTime,
		Map<String, @Nullable Object> data) {

	static Change of(JsonObject json) {
		return new Change(json.string("id"), json.string("kind", ""), json.string("summary", ""),
				json.string("status", ""), json.objects("tasks", Task::of), json.flag("ready"),
				json.stringOrNull("err"), json.time("spawn-time"), json.time("ready-time"), json.map("data"));
	}

	/**
	 * Which changes are asked for.
	 */
	public enum Selection {

		/**
		 * All of them.
		 */
		ALL("all"),

		/**
		 * Those that are not ready.
		 */
		IN_PROGRESS("in-progress"),

		/**
		 * Those that are.
		 */
		READY("ready");

		private final String value;

		Selection(String value) {
			this.value = value;
		}

		String value() {
			return this.value;
		}

	}

}
