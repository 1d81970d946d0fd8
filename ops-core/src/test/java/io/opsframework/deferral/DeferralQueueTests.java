package io.opsframework.deferral;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.event.Deferrable;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

	@ParameterizedTest
	@ValueSource(strings = { "'x'", "{}", "['x']", "[null]", "[{}]", "[{'listener':1}]", "[{'event':'x'}]",
			"[{'event':{}}]", "[{'event':{'juju':'x'}}]", "[{'event':{'juju':{}}}]",
			"[{'event':{'juju':{'JUJU_DISPATCH_PATH':1}}}]", "[{'event':{'type':1,'fields':{}}}]",
			"[{'event':{'type':'x'}}]", "[{'event':{'type':'x','fields':[]}}]", "[{'reason':null}]", "[{'since':'x'}]",
			"[{'since':1.5}]", "[{'attempts':'x'}]", "[{'attempts':3000000000}]", "[{'last-error':1}]" })
	void readRefusesWhatWasNotWritten(String json) {
		Object entries = Json.parse(json.replace('\'', '"'));
		if (entries instanceof List<?> list && list.get(0) instanceof Map<?, ?> changes && !changes.isEmpty()) {
			entries = List.of(this.entry.toState(), changed(changes));
		}
		Map<String, Object> state = Collections.singletonMap("deferred", entries);
		assertThatIllegalArgumentException().isThrownBy(() -> read(state)).withMessageContaining("deferred events");
	}

	private Map<Object, Object> changed(Map<?, ?> changes) {
		Map<Object, Object> changed = new HashMap<>(this.entry.toState());
		changed.putAll(changes);
		return changed;
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
