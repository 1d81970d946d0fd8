package io.opsframework.dispatch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.state.CharmState;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The ready-made actions with which an operator sees and handles deferred events. A charm
 * has those that it declares and has no listener of its own for. They take the place of
 * the replay, so that they work whatever a replay does.
 */
public final class DeferralActions {

	private static final String SHOW = "show-deferred";

	private static final String RETRY = "retry-deferred";

	private static final String DROP = "drop-deferred";

	/** What fits into one call of a hook tool, however long the queue is. */
	private static final int SHOWN_ENTRIES = 100;

	private static final int SHOWN_CHARACTERS = 200;

	private final CharmListeners listeners;

	private final DeferredEventReplay replay;

	DeferralActions(CharmListeners listeners, DeferredEventReplay replay) {
		this.listeners = listeners;
		this.replay = replay;
	}

	/**
	 * The names of the actions, which need no listener.
	 * @return the names
	 */
	public static Set<String> names() {
		return Set.of(SHOW, RETRY, DROP);
	}

	boolean handles(CharmEvent event) {
		return event instanceof ActionEvent action && names().contains(action.name())
				&& !this.listeners.hasOneForAction(action.name());
	}

	void handle(ActionEvent action, CharmState state) {
		DeferralQueue queue = this.replay.read(state);
		if (action.name().equals(SHOW)) {
			action.setResults(shown(queue.entries()));
			return;
		}
		List<DeferredEvent> chosen = chosen(action, queue);
		if (chosen == null) {
			action.fail("No deferred event is of this listener and event: " + SHOW + " shows those there are");
		}
		else if (action.name().equals(RETRY)) {
			retry(action, chosen, queue, state);
		}
		else {
			chosen.forEach(queue::remove);
			action.setResults(Map.of("dropped", chosen.size()));
		}
	}

	// Those that are parked, or those that the parameters name.
	private static @Nullable List<DeferredEvent> chosen(ActionEvent action, DeferralQueue queue) {
		Object listener = action.parameters().getOrDefault("listener", "");
		Object event = action.parameters().getOrDefault("event", "");
		if (listener.equals("") && event.equals("")) {
			return queue.parked();
		}
		List<DeferredEvent> named = queue.entries()
			.stream()
			.filter((entry) -> listener.equals("") || listener.equals(entry.listener()))
			.filter((entry) -> event.equals("") || event.equals(entry.name()))
			.toList();
		return named.isEmpty() ? null : named;
	}

	private void retry(ActionEvent action, List<DeferredEvent> chosen, DeferralQueue queue, CharmState state) {
		chosen.forEach(queue::retry);
		this.replay.replay(queue, state);
		List<DeferredEvent> failed = queue.failures()
			.entries()
			.stream()
			.filter((entry) -> chosen.stream().anyMatch((before) -> failedAgain(before, entry)))
			.toList();
		action.setResults(Map.of("retried", chosen.size(), "failed", failed.size()));
		if (!failed.isEmpty()) {
			action.fail("%d of %d failed again, '%s' for %s with %s: see juju debug-log".formatted(failed.size(),
					chosen.size(), failed.get(0).name(), failed.get(0).listener(), failed.get(0).lastError()));
		}
	}

	private static boolean failedAgain(DeferredEvent before, DeferredEvent after) {
		return before.listener().equals(after.listener()) && before.event().equals(after.event())
				&& after.attempts() > before.attempts();
	}

	private static Map<String, Object> shown(List<DeferredEvent> entries) {
		Map<String, Object> shown = new LinkedHashMap<>();
		for (DeferredEvent entry : entries.subList(0, Math.min(entries.size(), SHOWN_ENTRIES))) {
			shown.put(String.valueOf(shown.size() + 1), shown(entry));
		}
		Map<String, Object> results = new LinkedHashMap<>();
		results.put("count", entries.size());
		results.put("deferred", shown);
		return results;
	}

	private static Map<String, Object> shown(DeferredEvent entry) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("event", entry.name());
		shown.put("listener", entry.listener());
		shown.put("since", Instant.ofEpochMilli(entry.since()));
		shown.put("reason", StringUtils.truncate(entry.reason(), SHOWN_CHARACTERS));
		shown.put("status", entry.status().name().toLowerCase(Locale.ROOT));
		shown.put("attempts", entry.attempts());
		if (entry.lastError() != null) {
			shown.put("last-error", entry.lastError());
		}
		return shown;
	}

}
