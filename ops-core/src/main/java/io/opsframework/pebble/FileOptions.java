package io.opsframework.pebble;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Whose a new file or directory is, and who may use it. Begin with {@link #defaults()};
 * each {@code with} method gives new options. What is {@code null} is left to Pebble: its
 * own user and group, 0644 for files and 0755 for directories.
 *
 * @param parents whether directories on the way are made as well
 * @param permissions the permissions, {@code 0640}
 * @param userId the owner's id
 * @param user the owner's name
 * @param groupId the group's id
 * @param group the group's name
 */
public record FileOptions(boolean parents, @Nullable Integer permissions, @Nullable Integer userId,
		@Nullable String user, @Nullable Integer groupId, @Nullable String group) {

	private static final FileOptions DEFAULTS = new FileOptions(false, null, null, null, null, null);

	/**
	 * Options that leave all to Pebble.
	 * @return the options
	 */
	public static FileOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * The options with directories on the way made as well.
	 * @return new options
	 */
	public FileOptions withParents() {
		return new FileOptions(true, this.permissions, this.userId, this.user, this.groupId, this.group);
	}

	/**
	 * The options with permissions.
	 * @param permissions the permissions, an octal number as {@code 0640}
	 * @return new options
	 * @throws IllegalArgumentException if these are no permissions
	 */
	public FileOptions withPermissions(int permissions) {
		if (permissions < 0 || permissions > 0777) {
			throw new IllegalArgumentException("Permissions are octal numbers from 0 to 0777, but these are 0%o (%d)"
				.formatted(permissions, permissions));
		}
		return new FileOptions(this.parents, permissions, this.userId, this.user, this.groupId, this.group);
	}

	/**
	 * The options with an owner, whose group is the file's where no other is said.
	 * @param user the owner's name in the container
	 * @return new options
	 */
	public FileOptions withUser(String user) {
		return new FileOptions(this.parents, this.permissions, null, user, this.groupId, this.group);
	}

	/**
	 * The options with an owner. Pebble wants its group as well.
	 * @param userId the owner's id
	 * @return new options
	 */
	public FileOptions withUserId(int userId) {
		return new FileOptions(this.parents, this.permissions, userId, null, this.groupId, this.group);
	}

	/**
	 * The options with a group.
	 * @param group the group's name in the container
	 * @return new options
	 */
	public FileOptions withGroup(String group) {
		return new FileOptions(this.parents, this.permissions, this.userId, this.user, null, group);
	}

	/**
	 * The options with a group.
	 * @param groupId the group's id
	 * @return new options
	 */
	public FileOptions withGroupId(int groupId) {
		return new FileOptions(this.parents, this.permissions, this.userId, this.user, groupId, null);
	}

	// How the API says this of a path.
	Map<String, Object> toJson(String path, String parentsField) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("path", path);
		if (this.parents) {
			json.put(parentsField, true);
		}
		put(json, "permissions", (this.permissions != null) ? "%03o".formatted(this.permissions) : null);
		put(json, "user-id", this.userId);
		put(json, "user", this.user);
		put(json, "group-id", this.groupId);
		put(json, "group", this.group);
		return json;
	}

	private static void put(Map<String, Object> json, String field, @Nullable Object value) {
		if (value != null) {
			json.put(field, value);
		}
	}

}
