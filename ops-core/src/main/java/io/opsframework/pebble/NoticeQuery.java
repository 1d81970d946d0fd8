package io.opsframework.pebble;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which notices are asked for. Begin with {@link #all()}, those that Pebble shows to its
 * own user; each {@code with} method narrows it down.
 *
 * @param types only notices of these types, {@code custom}; empty for all
 * @param keys only notices of these keys; empty for all
 * @param userId only the notices of this user and public ones; {@code null} for the user
 * who asks
 * @param allUsers whether to have the notices of all users
 * @param after only notices that were repeated after this time; {@code null} for all
 */
public record NoticeQuery(List<String> types, List<String> keys, @Nullable Integer userId, boolean allUsers,
		@Nullable Instant after) {

	private static final NoticeQuery ALL = new NoticeQuery(List.of(), List.of(), null, false, null);

	/**
	 * All notices that the user who asks can see.
	 * @return the query
	 */
	public static NoticeQuery all() {
		return ALL;
	}

	Query toQuery() {
		return new Query("/v1/notices").with("types", this.types)
			.with("keys", this.keys)
			.with("user-id", (this.userId != null) ? this.userId.toString() : null)
			.with("users", this.allUsers ? "all" : null)
			.with("after", (this.after != null) ? this.after.toString() : null);
	}

	/**
	 * The query for notices of certain types.
	 * @param types the types, {@code custom}
	 * @return a new query
	 */
	public NoticeQuery withTypes(String... types) {
		return new NoticeQuery(List.of(types), this.keys, this.userId, this.allUsers, this.after);
	}

	/**
	 * The query for notices of certain keys.
	 * @param keys the keys
	 * @return a new query
	 */
	public NoticeQuery withKeys(String... keys) {
		return new NoticeQuery(this.types, List.of(keys), this.userId, this.allUsers, this.after);
	}

	/**
	 * The query for the notices of a user, and public ones.
	 * @param userId the user's id
	 * @return a new query
	 */
	public NoticeQuery withUserId(int userId) {
		return new NoticeQuery(this.types, this.keys, userId, false, this.after);
	}

	/**
	 * The query for the notices of all users.
	 * @return a new query
	 */
	public NoticeQuery withAllUsers() {
		return new NoticeQuery(this.types, this.keys, null, true, this.after);
	}

	/**
	 * The query for notices that were repeated after a time.
	 * @param after the time
	 * @return a new query
	 */
	public NoticeQuery withAfter(Instant after) {
		return new NoticeQuery(this.types, this.keys, this.userId, this.allUsers, after);
	}

}
