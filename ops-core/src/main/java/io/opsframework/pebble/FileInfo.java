package io.opsframework.pebble;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A file or a directory of the container.
 *
 * @param path its absolute path
 * @param name its name
 * @param type {@code file}, {@code directory}, {@code symlink}, {@code socket},
 * {@code named-pipe}, {@code device}, {@code unknown}, or what else Pebble may say
 * @param size its size in bytes; {@code null} for all but files
 * @param permissions its permissions, {@code 0644}
 * @param lastModified when it was changed last, to the second
 * @param userId the id of its owner; {@code null} if Pebble does not tell
 * @param user the name of its owner; {@code null} if that has none
 * @param groupId the id of its group; {@code null} if Pebble does not tell
 * @param group the name of its group; {@code null} if that has none
 */
public record FileInfo(String path, String name, String type, @Nullable Long size, int permissions,
		Instant lastModified, @Nullable Integer userId, @Nullable String user, @Nullable Integer groupId,
		@Nullable String group) {

	static FileInfo of(JsonObject json) {
		Instant lastModified = json.time("last-modified");
		return new FileInfo(json.string("path"), json.string("name"), json.string("type", "unknown"),
				json.numberOrNull("size"), json.octal("permissions"),
				(lastModified != null) ? lastModified : Instant.EPOCH, json.integerOrNull("user-id"),
				json.stringOrNull("user"), json.integerOrNull("group-id"), json.stringOrNull("group"));
	}

	/**
	 * Whether this is a directory.
	 * @return {@code false} also for a symbolic link to one
	 */
	public boolean isDirectory() {
		return this.type.equals("directory");
	}

}
