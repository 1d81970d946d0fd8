package io.opsframework.simulation.pebble;

import io.opsframework.pebble.FileOptions;
import org.jspecify.annotations.Nullable;

/**
 * Whose a file is. In a simulated container there is a user and a group of each name.
 *
 * @param userId the id of the user
 * @param user the name of the user; {@code null} if only the id is known
 * @param groupId the id of the group
 * @param group the name of the group; {@code null} if only the id is known
 */
public record FileOwner(int userId, @Nullable String user, int groupId, @Nullable String group) {

	/** The one that Pebble itself runs as. */
	public static final FileOwner ROOT = new FileOwner(0, "root", 0, "root");

	private static final int FIRST_ID = 1000;

	private static final int IDS = 60_000;

	/**
	 * A user whose group has the same name.
	 * @param user the user's name
	 * @return the owner
	 */
	public static FileOwner of(String user) {
		return new FileOwner(id(user), user, id(user), user);
	}

	/**
	 * The owner that somebody asks for.
	 * @param options what is asked for
	 * @return the owner; {@code null} if there is a group without a user
	 */
	static @Nullable FileOwner of(FileOptions options) {
		return of(options.userId(), options.user(), options.groupId(), options.group());
	}

	static @Nullable FileOwner of(@Nullable Integer userId, @Nullable String user, @Nullable Integer groupId,
			@Nullable String group) {
		boolean grouped = groupId != null || group != null;
		if (userId == null && user == null) {
			return grouped ? null : ROOT;
		}
		FileOwner owner = (user != null) ? of(user) : new FileOwner(userId, name(userId), userId, name(userId));
		if (!grouped) {
			return owner;
		}
		return (group != null) ? new FileOwner(owner.userId, owner.user, id(group), group)
				: new FileOwner(owner.userId, owner.user, groupId, name(groupId));
	}

	// The same in each run, and unlikely to be another's.
	private static int id(String name) {
		return name.equals("root") ? 0 : FIRST_ID + Math.floorMod(name.hashCode(), IDS);
	}

	private static @Nullable String name(int id) {
		return (id == 0) ? "root" : null;
	}

}
