package io.opsframework.deferral;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.event.Deferrable;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeferralQueue}.
 */
class DeferralQueueTests {

	private final DeferredEvent entry = new DeferredEvent("charm#start()",
			Map.of("juju", Map.of("JUJU_DISPATCH_PATH", "hooks/start")), "later", 1, 2, "java.lang.Error",
			DeferredEvent.Status.PENDING);

	@Test
	void readGivesWhatWasWritten() {
		Map<String, Object> state = new HashMap<>();
		DeferralQueue.STATE_KEY.writeTo(new DeferralQueue(List.of(this.entry)), state);
		assertThat(read(state)).containsExactly(this.entry);
	}

	@Test
	void readGivesParkedEntryAndPendingOneWhereNoStatusIs() {
		DeferredEvent parked = this.entry.failed("java.lang.Error", 3);
		Map<String, Object> pending = this.entry.toState();
		assertThat(pending).doesNotContainKey("status");
		assertThat(read(Map.of("deferred", List.of(parked.toState())))).containsExactly(parked)
			.allMatch(DeferredEvent::isParked);
		assertThat(read(Map.of("deferred", List.of(pending)))).noneMatch(DeferredEvent::isParked);
	}

	@Test
	void readDropsEntriesOfAnotherShapeAndKeepsTheRest() {
		assertThat(read(Map.of("deferred", "none"))).isEmpty();
		assertThat(read(Map.of("deferred", List.of("none", Map.of("listener", "x"), this.entry.toState()))))
			.containsExactly(this.entry);
	}

	private static List<DeferredEvent> read(Map<String, Object> state) {
		return DeferralQueue.STATE_KEY.readFrom(state).entries();
	}

	@Test
	void entryIsOfItsTypeAndThoseAboveIt() {
		assertThat(this.entry.isOf(StartEvent.class)).isTrue();
		assertThat(this.entry.isOf(JujuEvent.class)).isTrue();
		assertThat(this.entry.isOf(StopEvent.class)).isFalse();
		DeferredEvent changed = entryOf("juju", Map.of("JUJU_DISPATCH_PATH", "hooks/db-relation-changed"));
		assertThat(changed.isOf(RelationEvent.class)).isTrue();
		assertThat(changed.isOf(RelationBrokenEvent.class)).isFalse();
		assertThat(entryOf("juju", Map.of("JUJU_DISPATCH_PATH", "hooks/new")).isOf(JujuEvent.class)).isFalse();
		DeferredEvent custom = entryOf("type", Moved.class.getName());
		assertThat(custom.isOf(Moved.class)).isTrue();
		assertThat(custom.isOf(StartEvent.class)).isFalse();
	}

	private static DeferredEvent entryOf(String key, Object event) {
		return new DeferredEvent("charm#it()", Map.of(key, event), "later", 1);
	}

	record Moved() implements Deferrable {

	}

}
