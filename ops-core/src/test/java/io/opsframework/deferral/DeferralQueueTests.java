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
		DeferralQueue.write(List.of(this.entry), state);
		assertThat(DeferralQueue.read(state)).containsExactly(this.entry);
	}

	@Test
	void readDropsEntriesOfAnotherShapeAndKeepsTheRest() {
		assertThat(DeferralQueue.read(Map.of("deferred", "none"))).isEmpty();
		assertThat(
				DeferralQueue.read(Map.of("deferred", List.of("none", Map.of("listener", "x"), this.entry.toState()))))
			.containsExactly(this.entry);
	}

}
