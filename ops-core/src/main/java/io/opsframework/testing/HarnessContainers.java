package io.opsframework.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.opsframework.pebble.Notice;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a {@link Harness}: which events Juju sends for which change.
 */
final class HarnessContainers {

	private final SimulatedUnit unit;

	private final Consumer<SimulatedEvent> events;

	HarnessContainers(SimulatedUnit unit, Consumer<SimulatedEvent> events) {
		this.unit = unit;
		this.events = events;
	}

	SimulatedPebble require(String container) {
		Set<String> declared = this.unit.charm().metadata().containers().keySet();
		if (!declared.contains(container)) {
			throw new IllegalArgumentException(
					"The charm declares no container '%s', only %s".formatted(container, declared));
		}
		return this.unit.pebble(container);
	}

	void restart(String container) {
		SimulatedPebble before = require(container);
		SimulatedPebble after = new SimulatedPebble(container);
		before.mounts().forEach(after::mount);
		before.execs().forEach(after::addExec);
		this.unit.setPebble(container, after);
		this.events.accept(Events.pebbleReady(container));
	}

	String notify(String container, String key, Map<String, String> data, @Nullable Duration repeatAfter) {
		SimulatedPebble pebble = require(container);
		Instant before = lastRepeated(pebble, key);
		Notice notice = pebble.notice(pebble.notify(key, data, repeatAfter));
		if (!Objects.equals(notice.lastRepeated(), before)) {
			this.events.accept(Events.pebbleCustomNotice(container, notice));
		}
		return notice.id();
	}

	private static @Nullable Instant lastRepeated(SimulatedPebble pebble, String key) {
		return pebble.currentNotices()
			.stream()
			.filter((notice) -> notice.type().equals("custom") && notice.key().equals(key))
			.map(Notice::lastRepeated)
			.findFirst()
			.orElse(null);
	}

	void failCheck(String container, String check) {
		SimulatedPebble pebble = require(container);
		boolean wasUp = isUp(pebble, check);
		if (pebble.setCheckFailure(check, "the test lets it fail") != null && wasUp) {
			this.events.accept(Events.pebbleCheckFailed(container, check));
		}
	}

	void recoverCheck(String container, String check) {
		SimulatedPebble pebble = require(container);
		boolean wasUp = isUp(pebble, check);
		if (pebble.setCheckFailure(check, null) != null && !wasUp) {
			this.events.accept(Events.pebbleCheckRecovered(container, check));
		}
	}

	private static boolean isUp(SimulatedPebble pebble, String check) {
		return pebble.currentChecks().stream().anyMatch((info) -> info.name().equals(check) && info.isUp());
	}

}
