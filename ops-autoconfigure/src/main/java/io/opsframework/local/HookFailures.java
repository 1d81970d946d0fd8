package io.opsframework.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.opsframework.testing.EventReport;

/**
 * Tells the failures of hooks, which were shown with their events, from commands that
 * cannot be followed.
 */
final class HookFailures implements Consumer<EventReport> {

	private final List<Throwable> failures = new ArrayList<>();

	@Override
	public void accept(EventReport report) {
		Throwable failure = report.failure();
		if (failure != null) {
			this.failures.add(failure);
		}
	}

	int count() {
		return this.failures.size();
	}

	boolean contains(Throwable failure) {
		return this.failures.stream().anyMatch((known) -> known == failure);
	}

}
