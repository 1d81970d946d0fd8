package io.opsframework.logging;

import java.util.List;
import java.util.Map;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.StartEvent;
import io.opsframework.hooktool.HookToolPermissionException;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.RelationId;
import io.opsframework.model.Application;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.NotLeaderException;
import io.opsframework.simulation.JujuLogLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SecurityEvents} about what Juju refuses.
 */
class SecurityEventsTests {

	private static final RelationId DATABASE = RelationId.of("database:1");

	private final TestCharm charm = new TestCharm(new Journal(), new MemoryStateStore(), Charm.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void refusalOfJujuIsSecurityEventWithoutTheValue() {
		this.charm.relate("database:1", "postgresql");
		start(() -> assertThatExceptionOfType(HookToolPermissionException.class)
			.isThrownBy(() -> tools().relationSet(DATABASE, true, Map.of("key", "s3cret"))));
		assertThat(securityEvents()).singleElement()
			.asString()
			.contains("\"level\":\"CRITICAL\"", "\"event\":\"authz_fail:relation-set\"",
					"cannot write relation settings", "(leadership unknown)")
			.doesNotContain("s3cret");
		assertThat(this.charm.calls()).startsWith("relation-set", "juju-log");
	}

	@Test
	void statusOfApplicationIsSecurityEventForNonLeader() {
		start(() -> assertThatExceptionOfType(NotLeaderException.class)
			.isThrownBy(() -> this.charm.bean(Application.class).status()));
		assertThat(securityEvents()).singleElement()
			.asString()
			.contains("\"event\":\"authz_fail:status-get\"", "greeter/0 is not the leader")
			.doesNotContain("leadership unknown");
	}

	@Test
	void relationThatIsGoneIsNone() {
		start(() -> assertThat(this.charm.bean(CurrentHook.class).get().relation(DATABASE).remoteUnits()).isEmpty());
		assertThat(this.charm.calls()).contains("relation-list");
		assertThat(securityEvents()).isEmpty();
	}

	private HookTools tools() {
		return this.charm.bean(CurrentHook.class).get().tools();
	}

	private void start(Runnable listener) {
		this.charm.journal().when("start", (event) -> listener.run());
		this.charm.hook("start");
		assertThat(this.charm.journal().take()).containsExactly("start");
	}

	private List<String> securityEvents() {
		return this.charm.juju()
			.log()
			.stream()
			.filter((line) -> line.level().equals("TRACE"))
			.map(JujuLogLine::message)
			.filter((message) -> message.contains("\"type\":\"security\""))
			.toList();
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void start(StartEvent event) {
			this.journal.called("start", event);
		}

	}

}
