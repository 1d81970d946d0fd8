package io.opsframework.pebble;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Waits for a change: asks Pebble to answer when it is ready, again and again, since
 * Pebble may die while nothing is to be heard from it. An old one that cannot wait is
 * asked how the change is.
 */
final class ChangeWait {

	private static final Duration SLICE = Duration.ofSeconds(20);

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final int NOT_FOUND = 404;

	private static final int TIMED_OUT = 504;

	private final PebbleApi api;

	private final String id;

	private final Duration timeout;

	private final long end;

	private boolean polling;

	ChangeWait(PebbleApi api, String id, Duration timeout) {
		this.api = api;
		this.id = id;
		this.timeout = timeout;
		this.end = Connection.deadline(timeout);
	}

	Change await() {
		while (true) {
			Duration remaining = Duration.ofNanos(this.end - System.nanoTime());
			boolean over = remaining.toMillis() <= 0;
			Change change = (this.polling || over) ? poll()
					: waitFor((remaining.compareTo(SLICE) < 0) ? remaining : SLICE);
			if (change != null && change.ready()) {
				return change;
			}
			if (over) {
				throw new PebbleTimeoutException(
						"Change %s of Pebble was not ready after %s: it goes on, and can be waited for again"
							.formatted(this.id, GoDuration.format(this.timeout)),
						this.id);
			}
			if (this.polling) {
				pause();
			}
		}
	}

	private @Nullable Change waitFor(Duration slice) {
		HttpRequest request = HttpRequest
			.get(new Query(Query.path("/v1/changes/", this.id, "/wait")).with("timeout", slice.toMillis() + "ms")
				.toString());
		try {
			return Change.of(this.api.ask(request.waiting(slice)).object());
		}
		catch (PebbleApiException ex) {
			if (ex.getStatusCode() != TIMED_OUT && ex.getStatusCode() != NOT_FOUND) {
				throw ex;
			}
			// Whether it is the change that is unknown, or the path, is seen then.
			this.polling = ex.getStatusCode() == NOT_FOUND;
			return this.polling ? poll() : null;
		}
	}

	private Change poll() {
		return Change.of(this.api.get(Query.path("/v1/changes/", this.id, "")).object());
	}

	private void pause() {
		try {
			Thread.sleep(PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new PebbleException(
					"The thread was interrupted while it waited for change %s of Pebble".formatted(this.id), ex);
		}
	}

}
