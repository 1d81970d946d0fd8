package io.opsframework.pebble;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, once or several times.
 *
 * @param id its id
 * @param userId the id of the user who can see it; {@code null} if all can
 * @param type {@code custom}, {@code change-update}, or what else Pebble may say
 * @param key what happened; with the type it tells notices apart
 * @param firstOccurred when it happened first; {@code null} if Pebble does not tell
 * @param lastOccurred when it happened last; {@code null} if Pebble does not tell
 * @param lastRepeated when it was last told; {@code null} if Pebble does not tell
 * @param occurrences how often it happened
 * @param lastData what was said about the last time
 * @param repeatAfter how long the same is not told again; {@code null} if it is told each
 * time
 * @param expireAfter how long after its last occurrence Pebble forgets it; {@code null}
 * if Pebble does not tell
 */
public record Notice(String id, @Nullable Integer userId, String type, String key, @Nullable Instant firstOccurred,
		@Nullable Instant lastOccurred, @Nullable Instant lastRepeated, int occurrences, Map<String, String> lastData,
		@Nullable Duration repeatAfter, @Nullable Duration expireAfter) {

	static Notice of(JsonObject json) {
		return new Notice(json.string("id"), json.integerOrNull("user-id"), json.string("type"), json.string("key"),
				json.time("first-occurred"), json.time("last-occurred"), json.time("last-repeated"),
				json.integer("occurrences", 0), json.stringMap("last-data"), json.duration("repeat-after"),
				json.duration("expire-after"));
	}

}
