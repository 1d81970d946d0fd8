package io.opsframework.testing;

import java.time.Duration;
import java.util.List;

import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * How one event of a {@link Harness} went.
 *
 * @param event Juju's name of the hook, or the action's
 * @param listeners the ids of the listeners that were called, in order; the last one
 * threw if the hook failed in a listener
 * @param hookTools the calls of hook tools, in order
 * @param time how long the hook took
 * @param unitStatus the unit's status after it
 * @param failure what failed the hook; {@code null} if it succeeded
 */
public record EventReport(String event, List<String> listeners, List<HookToolExecution> hookTools, Duration time,
		Status unitStatus, @Nullable Throwable failure) {

	public EventReport {
		listeners = List.copyOf(listeners);
		hookTools = List.copyOf(hookTools);
	}

}
