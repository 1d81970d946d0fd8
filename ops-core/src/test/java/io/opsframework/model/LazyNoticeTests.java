package io.opsframework.model;

import java.util.Map;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.PebbleCheckFailedEvent;
import io.opsframework.event.PebbleCustomNoticeEvent;
import io.opsframework.event.WorkloadEvent;
import io.opsframework.listener.OnContainer;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Notice;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LazyNotice} and {@link LazyCheckInfo}.
 */
class LazyNoticeTests {

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	private final SimulatedPebble pebble = this.charm.pebble("web");

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void noticeIsFetchedOnceWhenMoreOfItIsWanted() {
		String id = this.pebble.notify("example.com/done", Map.of("file", "x"), null);
		this.journal.when("event", (event) -> {
			LazyNotice notice = ((PebbleCustomNoticeEvent) event).notice();
			this.pebble.setReachable(false);
			assertThat(notice.id()).isEqualTo(id);
			assertThat(notice.type()).isEqualTo("custom");
			assertThat(notice.key()).isEqualTo("example.com/done");
			this.pebble.setReachable(true);
			Notice all = notice.get();
			assertThat(all.lastData()).isEqualTo(Map.of("file", "x"));
			this.pebble.setReachable(false);
			assertThat(notice.get()).isSameAs(all);
		});
		notice(id, "custom", "example.com/done");
	}

	@Test
	void noticeOfUnknownTypeKeepsIt() {
		this.journal.when("event", (event) -> assertThat(((PebbleCustomNoticeEvent) event).notice())
			.hasToString("notice 1 (new-type example.com/done)"));
		notice("1", "new-type", "example.com/done");
	}

	@Test
	void noticeThatPebbleHasNotOrNotSoIsAnError() {
		String id = this.pebble.notify("example.com/other", Map.of(), null);
		this.journal.when("event",
				(event) -> assertThatExceptionOfType(ModelException.class)
					.isThrownBy(((PebbleCustomNoticeEvent) event).notice()::get)
					.withMessageMatching("Container web has no notice '99'"
							+ "|Notice '1' of container web is not about 'example.com/done' any more, "
							+ "but about 'example.com/other'"));
		notice(id, "custom", "example.com/done");
		notice("99", "custom", "example.com/done");
	}

	private void notice(String id, String type, String key) {
		this.charm.dispatch("hooks/web-pebble-custom-notice", Map.of("JUJU_WORKLOAD_NAME", "web", "JUJU_NOTICE_ID", id,
				"JUJU_NOTICE_TYPE", type, "JUJU_NOTICE_KEY", key));
		assertThat(this.journal.take()).containsExactly("event");
	}

	@Test
	void checkIsFetchedOnceWhenMoreOfItIsWanted() {
		this.pebble.setLayer("base", Layer.empty().withCheck("up", CheckSpec.tcp(80)));
		this.pebble.setCheckFailure("up", "connection refused");
		this.journal.when("event", (event) -> {
			LazyCheckInfo check = ((PebbleCheckFailedEvent) event).check();
			this.pebble.setReachable(false);
			assertThat(check.name()).isEqualTo("up");
			this.pebble.setReachable(true);
			CheckInfo all = check.get();
			assertThat(all.status()).isEqualTo("down");
			this.pebble.setReachable(false);
			assertThat(check.get()).isSameAs(all);
		});
		this.charm.dispatch("hooks/web-pebble-check-failed",
				Map.of("JUJU_WORKLOAD_NAME", "web", "JUJU_PEBBLE_CHECK_NAME", "up"));
		assertThat(this.journal.take()).containsExactly("event");
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@OnContainer("web")
		void event(WorkloadEvent event) {
			this.journal.called("event", event);
		}

	}

}
