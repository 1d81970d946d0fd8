package io.opsframework.dispatch;

import java.util.List;
import java.util.Map;

import io.opsframework.event.CollectAppStatusEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.model.Application;
import io.opsframework.model.InvalidStatusException;
import io.opsframework.model.Model;
import io.opsframework.model.NotLeaderException;
import io.opsframework.model.Status;
import io.opsframework.simulation.SimulatedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StatusCollector} and the statuses that a charm sets itself.
 */
class StatusCollectorTests {

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	private final Model model = this.charm.context().getBean(Model.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void applicationComesFirstAndOnlyOnLeader() {
		this.charm.hook("start");
		assertThat(this.journal.take()).containsExactly("start", "unit 1", "unit 2");
		assertThat(this.charm.calls("is-leader")).hasSize(1);
		this.charm.juju().setLeader(true);
		this.charm.hook("no-such-hook");
		assertThat(this.journal.take()).containsExactly("app", "unit 1", "unit 2");
		this.charm.action("backup", Map.of());
		assertThat(this.journal.take()).containsExactly("app", "unit 1", "unit 2");
		this.charm.hook("remove");
		assertThat(this.journal.take()).containsExactly("app", "unit 1", "unit 2");
	}

	@Test
	void leadershipIsAskedForOnlyWhereTheApplicationsStatusIsListenedTo() {
		try (TestCharm plain = new TestCharm(this.journal, new MemoryStateStore(), UnitCharm.class)) {
			plain.juju().setLeader(true);
			plain.hook("start");
			assertThat(this.journal.take()).containsExactly("unit");
			assertThat(plain.calls("is-leader")).isEmpty();
		}
	}

	@Test
	void restrictedContextsCollectNothingAndCallNoTool() {
		this.charm.hook("collect-metrics");
		assertThat(this.journal.take()).isEmpty();
		assertThat(this.charm.calls()).isEmpty();
	}

	@Test
	void nothingAddedLeavesTheStatusAsItIs() {
		this.charm.juju().setLeader(true);
		this.charm.hook("start");
		assertThat(this.charm.calls("status-set")).isEmpty();
	}

	@Test
	void mostUrgentWinsAndTheFirstOfEquals() {
		add("unit 1", Status.waiting("for b"), Status.active());
		add("unit 2", Status.waiting("for a"), Status.active("ready"));
		this.charm.hook("start");
		assertThat(unitStatuses()).containsExactly("waiting for b");
		add("unit 2", Status.maintenance("installing"));
		this.charm.hook("start");
		assertThat(unitStatuses()).containsExactly("maintenance installing");
		add("unit 2", Status.maintenance("installing"), Status.blocked("help"));
		this.charm.hook("start");
		assertThat(unitStatuses()).containsExactly("blocked help");
	}

	@Test
	void statusOfListenerGoesAtOnceAndTheCollectedOneAfterIt() {
		this.journal.when("start", (event) -> this.model.unit().setStatus(Status.maintenance("starting")));
		add("unit 1", Status.active("done"));
		this.charm.hook("start");
		assertThat(unitStatuses()).containsExactly("maintenance starting", "active done");
	}

	@Test
	void statusOfListenerStaysWhenTheHookFails() {
		this.journal.when("start", (event) -> {
			this.model.unit().setStatus(Status.maintenance("-starting"));
			throw new IllegalStateException("on purpose");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.charm.hook("start"));
		assertThat(unitStatuses()).containsExactly("maintenance -starting");
		assertThat(this.journal.take()).containsExactly("start");
	}

	@Test
	void leaderSetsTheStatusOfTheApplication() {
		this.charm.juju().setLeader(true);
		add("app", Status.active("app"));
		this.charm.hook("start");
		assertThat(this.charm.juju().applicationStatus().current()).isEqualTo(new SimulatedStatus("active", "app"));
	}

	@Test
	void applicationStatusOfNonLeaderIsRefused() {
		Application application = this.model.application();
		this.journal.when("start", (event) -> {
			assertThatExceptionOfType(NotLeaderException.class).isThrownBy(application::status)
				.withMessage("Unit greeter/0 is not the leader; only the leader may read the application's status");
			assertThatExceptionOfType(NotLeaderException.class)
				.isThrownBy(() -> application.setStatus(Status.active()));
		});
		this.charm.hook("start");
		assertThat(this.charm.calls("status-get")).isEmpty();
		assertThat(this.charm.calls("status-set")).isEmpty();
	}

	@Test
	void errorAndUnknownCanBeReadButNotSet() {
		this.charm.juju().setLeader(true);
		Status error = new Status(Status.Name.ERROR, "hook failed");
		this.journal.when("start", (event) -> {
			assertThat(this.model.unit().status()).isEqualTo(Status.unknown());
			for (Status status : List.of(error, Status.unknown())) {
				assertThatExceptionOfType(InvalidStatusException.class)
					.isThrownBy(() -> this.model.unit().setStatus(status));
				assertThatExceptionOfType(InvalidStatusException.class)
					.isThrownBy(() -> this.model.application().setStatus(status));
			}
		});
		this.journal.when("unit 1",
				(event) -> assertThatExceptionOfType(InvalidStatusException.class)
					.isThrownBy(() -> ((CollectStatusEvent) event).add(error))
					.withMessageContaining("'error' cannot be set"));
		this.charm.hook("start");
		assertThat(this.charm.calls("status-set")).isEmpty();
		assertThat(this.journal.take()).contains("start", "unit 1");
	}

	@Test
	void statusesAreEqualByNameAndMessage() {
		assertThat(Status.active("a")).isEqualTo(Status.active("a"))
			.isNotEqualTo(Status.active("b"))
			.isNotEqualTo(Status.waiting("a"))
			.hasToString("active: a");
		assertThat(Status.active()).hasToString("active");
		assertThat(Status.Name.of("terminated")).isEqualTo(Status.Name.UNKNOWN);
	}

	@Test
	void statusesThatCanBeSetAreFourAndTheOthersAreRefused() {
		assertThat(List.of(Status.active("m"), Status.blocked("m"), Status.maintenance("m"), Status.waiting("m")))
			.allSatisfy((status) -> assertThat(status.requireSettable()).isEqualTo(status))
			.extracting((status) -> status.name().jujuName())
			.containsExactly("active", "blocked", "maintenance", "waiting");
		assertThatExceptionOfType(InvalidStatusException.class).isThrownBy(() -> Status.unknown().requireSettable());
	}

	private void add(String listener, Status... statuses) {
		this.journal.when(listener, (event) -> List.of(statuses).forEach(((CollectStatusEvent) event)::add));
	}

	private List<String> unitStatuses() {
		return this.charm.calls("status-set")
			.stream()
			.filter((call) -> call.startsWith("--application=False "))
			.map((call) -> call.replace("--application=False ", "").replace("-- ", ""))
			.toList();
	}

	static class UnitCharm {

		private final Journal journal;

		UnitCharm(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void unit(CollectUnitStatusEvent event) {
			this.journal.called("unit", event);
		}

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

		@EventListener
		void app(CollectAppStatusEvent event) {
			this.journal.called("app", event);
		}

		@EventListener
		@Order(1)
		void unit1(CollectUnitStatusEvent event) {
			this.journal.called("unit 1", event);
		}

		@EventListener
		@Order(2)
		void unit2(CollectUnitStatusEvent event) {
			this.journal.called("unit 2", event);
		}

	}

}
