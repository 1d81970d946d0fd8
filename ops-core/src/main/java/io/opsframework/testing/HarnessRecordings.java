package io.opsframework.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.event.CharmEvent;
import io.opsframework.hooktool.HookToolExecution;
import org.jspecify.annotations.Nullable;

/**
 * What could be seen of the hooks of a {@link Harness}: of those of the latest change, of
 * the latest one of all, and of the latest one of each event. Older ones are forgotten,
 * since each keeps all that its hook has read.
 */
final class HarnessRecordings {

	private final List<HookRecording> change = new ArrayList<>();

	private final Map<Class<?>, HookRecording> byEvent = new HashMap<>();

	// Those of all units of the application that live here.
	private final List<HarnessRecordings> units;

	private @Nullable HookRecording latest;

	HarnessRecordings() {
		this(new ArrayList<>());
	}

	private HarnessRecordings(List<HarnessRecordings> units) {
		this.units = units;
		units.add(this);
	}

	// Those of another unit, for which a change begins when it begins for this one.
	HarnessRecordings addUnit() {
		return new HarnessRecordings(this.units);
	}

	void beginChange() {
		this.units.forEach((unit) -> unit.change.clear());
	}

	void add(HookRecording recording) {
		this.latest = recording;
		this.change.add(recording);
		recording.events().forEach((event) -> this.byEvent.put(event.getClass(), recording));
	}

	List<CharmEvent> events() {
		return this.change.stream().flatMap((hook) -> hook.events().stream()).toList();
	}

	List<HookToolExecution> tools() {
		return this.change.stream().flatMap((hook) -> hook.tools().stream()).toList();
	}

	<T> T bean(Class<T> type) {
		if (this.latest == null) {
			throw new IllegalStateException("There was no hook yet: call begin(), then change something");
		}
		return bean(this.latest, type, "the latest hook");
	}

	<T> T bean(Class<T> type, Class<? extends CharmEvent> event) {
		HookRecording recording = this.byEvent.get(event);
		if (recording == null) {
			throw new IllegalStateException("There was no %s yet, only %s".formatted(event.getSimpleName(),
					this.byEvent.keySet().stream().map(Class::getSimpleName).sorted().toList()));
		}
		return bean(recording, type, "the latest hook with " + event.getSimpleName());
	}

	private static <T> T bean(HookRecording recording, Class<T> type, String hook) {
		return recording.bean(type)
			.orElseThrow(() -> new IllegalStateException(
					"There is no bean of type %s from %s: such a bean is made when one of its listeners is called"
						.formatted(type.getName(), hook)));
	}

}
