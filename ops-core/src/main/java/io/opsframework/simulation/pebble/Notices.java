package io.opsframework.simulation.pebble;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.opsframework.json.Json;
import io.opsframework.pebble.Change;
import io.opsframework.pebble.Notice;
import io.opsframework.pebble.NoticeQuery;
import io.opsframework.pebble.PebbleApiException;
import org.jspecify.annotations.Nullable;

/**
 * The notices of a simulated Pebble, which takes everybody for root.
 */
final class Notices {

	private static final int MAX_KEY = 256;

	private static final int MAX_DATA = 4096;

	private static final int USER = 0;

	private static final Duration EXPIRE_AFTER = Duration.ofDays(7);

	private static final Pattern KEY = Pattern
		.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+(/[a-z0-9]+(-[a-z0-9]+)*)+");

	private final Map<String, Notice> notices = new LinkedHashMap<>();

	private final Set<String> ofChanges = new HashSet<>();

	private final Clock clock;

	private int lastId;

	Notices(Clock clock) {
		this.clock = clock;
	}

	void set(Notice notice) {
		this.notices.put(notice.id(), notice);
	}

	String notify(String key, Map<String, String> data, @Nullable Duration repeatAfter) {
		if (!KEY.matcher(key).matches()) {
			throw refused("invalid key \"%s\" (must be in \"example.com/path\" format)".formatted(key));
		}
		if (key.length() > MAX_KEY) {
			throw refused("key must be %d bytes or less".formatted(MAX_KEY));
		}
		if (Json.write(data).getBytes(StandardCharsets.UTF_8).length > MAX_DATA) {
			throw refused("total size of data must be %d bytes or less".formatted(MAX_DATA));
		}
		return record(USER, "custom", key, data, repeatAfter);
	}

	private static PebbleApiException refused(String message) {
		return new PebbleApiException("POST /v1/notices", 400, null, message);
	}

	/**
	 * Record that something happened.
	 * @param userId whom it is for; {@code null} for all
	 * @param type the type of the notice
	 * @param key its key
	 * @param data more about it
	 * @param repeatAfter how long the same is not told again; {@code null} to tell it
	 * each time
	 * @return the id of the notice
	 */
	String record(@Nullable Integer userId, String type, String key, Map<String, String> data,
			@Nullable Duration repeatAfter) {
		Instant now = this.clock.instant();
		Notice known = live()
			.filter((notice) -> notice.type().equals(type) && notice.key().equals(key)
					&& Objects.equals(notice.userId(), userId))
			.findFirst()
			.orElse(null);
		String id = (known != null) ? known.id() : nextId();
		Instant first = (known != null) ? known.firstOccurred() : now;
		int occurrences = (known != null) ? known.occurrences() + 1 : 1;
		set(new Notice(id, userId, type, key, first, now, repeated(known, repeatAfter, now), occurrences, data,
				repeatAfter, EXPIRE_AFTER));
		return id;
	}

	/**
	 * Record that a change is another one than before.
	 * @param change the change
	 */
	void recordChange(Change change) {
		this.ofChanges.add(record(null, "change-update", change.id(), Map.of("kind", change.kind()), null));
	}

	/**
	 * The notices that have not expired, but for those about Pebble's own changes.
	 * @return the notices in the order in which they were last repeated
	 */
	List<Notice> withoutChanges() {
		return select(NoticeQuery.all().withAllUsers()).stream()
			.filter((notice) -> !this.ofChanges.contains(notice.id()))
			.toList();
	}

	private static Instant repeated(@Nullable Notice known, @Nullable Duration repeatAfter, Instant now) {
		Instant last = (known != null) ? known.lastRepeated() : null;
		return (last == null || repeatAfter == null || now.isAfter(last.plus(repeatAfter))) ? now : last;
	}

	private String nextId() {
		do {
			this.lastId++;
		}
		while (this.notices.containsKey(String.valueOf(this.lastId)));
		return String.valueOf(this.lastId);
	}

	Notice require(String id) {
		return live().filter((notice) -> notice.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new PebbleApiException("GET /v1/notices/" + id, 404, null,
					"cannot find notice with ID \"%s\"".formatted(id)));
	}

	List<Notice> select(NoticeQuery query) {
		return live().filter((notice) -> query.types().isEmpty() || query.types().contains(notice.type()))
			.filter((notice) -> query.keys().isEmpty() || query.keys().contains(notice.key()))
			.filter((notice) -> isFor(notice, query))
			.filter((notice) -> query.after() == null || repeated(notice).isAfter(query.after()))
			.sorted(Comparator.comparing(Notices::repeated))
			.toList();
	}

	private static boolean isFor(Notice notice, NoticeQuery query) {
		Integer user = (query.userId() != null) ? query.userId() : Integer.valueOf(USER);
		return query.allUsers() || notice.userId() == null || notice.userId().equals(user);
	}

	private static Instant repeated(Notice notice) {
		return Objects.requireNonNullElse(notice.lastRepeated(), Instant.EPOCH);
	}

	private Stream<Notice> live() {
		Instant now = this.clock.instant();
		return this.notices.values().stream().filter((notice) -> {
			Instant last = notice.lastOccurred();
			Duration expireAfter = notice.expireAfter();
			return last == null || expireAfter == null || now.isBefore(last.plus(expireAfter));
		});
	}

}
