package io.opsframework.pebble;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A part of a change.
 *
 * @param id its id
 * @param kind what it is
 * @param summary the same for people
 * @param status as a change's
 * @param log what Pebble logged about it; an entry can have several lines
 * @param progress how far it is
 * @param spawnTime when it began; {@code null} if Pebble does not tell
 * @param readyTime when it was ready; {@code null} if it is not
 * @param data what Pebble keeps with it, such as {@code exit-code}
 */
public record Task(String id, String kind, String summary, String status, List<String> log, Progress progress,
		@Nullable Instant spawnTime, @Nullable Instant readyTime, Map<String, @Nullable Object> data) {

	static Task of(JsonObject json) {
		return new Task(json.string("id"), json.string("kind", ""), json.string("summary", ""),
				json.string("status", ""), json.strings("log"), Progress.of(json.object("progress")),
				json.time("spawn-time"), json.time("ready-time"), json.map("data"));
	}

	/**
	 * How far a task is.
	 *
	 * @param label what is being done
	 * @param done how much of it has been done
	 * @param total how much there is to do
	 */
	public record Progress(String label, long done, long total) {

		static Progress of(JsonObject json) {
			return new Progress(json.string("label", ""), json.number("done", 0), json.number("total", 0));
		}

	}

}
