package io.opsframework.deferral;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeferralQueue}.
 */
class DeferralQueueTests {

	private final DeferredEvent entry = new DeferredEvent("charm#start()",
			Map.of("juju", Map.of("JUJU_DISPATCH_PATH", "hooks/start")), "later", 1, 2, "java.lang.Error");

	@Test
	void readGivesWhatWasWritten() {
		Map<String, Object> state = new HashMap<>();
		DeferralQueue.STATE_KEY.writeTo(new DeferralQueue(List.of(this.entry)), state);
		assertThat(read(state)).containsExactly(this.entry);
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

}
