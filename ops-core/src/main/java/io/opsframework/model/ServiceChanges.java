package io.opsframework.model;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;

import io.opsframework.pebble.Change;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebbleTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a container's services in one hook. There is never more than one of them
 * under way, so that a Pebble that takes its time is not asked again and again: who asks
 * for the same again after a time-out waits on for the change that there is, and who asks
 * for another one waits for that first.
 */
final class ServiceChanges {

	private static final Set<String> KINDS = Set.of("start", "stop", "restart", "replan", "autostart");

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final PebbleClient pebble;

	private @Nullable UnderWay underWay;

	ServiceChanges(PebbleClient pebble) {
		this.pebble = pebble;
	}

	/**
	 * Have services changed, and wait for it.
	 * @param action what is done
	 * @param services with which services
	 * @param begin begins the change and gives its id
	 */
	void run(String action, Collection<String> services, Supplier<String> begin) {
		String request = action + services;
		UnderWay known = this.underWay;
		if (known == null || !known.request().equals(request)) {
			awaitOthers();
			known = new UnderWay(request, begin.get());
		}
		this.underWay = null;
		try {
			this.pebble.await(known.changeId(), TIMEOUT);
		}
		catch (PebbleTimeoutException ex) {
			this.underWay = known;
			throw ex;
		}
	}

	// Also those of earlier hooks. Whether they succeed is not this one's matter.
	private void awaitOthers() {
		for (Change change : this.pebble.changes(Change.Selection.IN_PROGRESS, null)) {
			if (KINDS.contains(change.kind())) {
				this.pebble.waitForChange(change.id(), TIMEOUT);
			}
		}
	}

	/**
	 * A change that was waited for in vain.
	 *
	 * @param request what was asked for
	 * @param changeId the id of the change
	 */
	private record UnderWay(String request, String changeId) {

	}

}
