package io.opsframework.invocation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.dispatch.Journal;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ActionEvent;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.listener.OnAction;
import io.opsframework.simulation.SimulatedAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for listeners of actions: their parameters, their results, their failures.
 */
class ActionListenerTests {

	private final Journal journal = new Journal();

	private final TestCharm charm = new TestCharm(this.journal, new MemoryStateStore(), Charm.class);

	@AfterEach
	void close() {
		this.charm.close();
	}

	@Test
	void parametersAndResultsAreRecords() {
		SimulatedAction action = this.charm.action("backup", Map.of("target", "s3", "keep-days", 7L));
		assertThat(action.failure()).isNull();
		assertThat(action.results()).isEqualTo(Map.of("target", "s3", "size", Map.of("files", "3", "bytes", "70")));
	}

	@Test
	void resultsMayBeMap() {
		assertThat(this.charm.action("restore", Map.of()).results()).isEqualTo(Map.of("restored", "yes"));
	}

	@Test
	void resultsOfWrongTypeAreAnError() {
		this.journal.when("restore", (event) -> {
			throw new IllegalStateException("unused");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.charm.action("restore", Map.of()));
		try (TestCharm other = new TestCharm(this.journal, new MemoryStateStore(), ReturnsList.class)) {
			assertThatIllegalStateException().isThrownBy(() -> other.action("backup", Map.of()))
				.withMessageContaining("record or a map");
		}
	}

	@Test
	void resultsWithBadNamesAreAnErrorAndNotSent() {
		try (TestCharm other = new TestCharm(this.journal, new MemoryStateStore(), ReturnsBadName.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> other.action("backup", Map.of()));
			assertThat(other.calls("action-set")).isEmpty();
		}
	}

	@Test
	void wrongParametersFailTheActionButNotTheHook() {
		assertThat(this.charm.action("backup", Map.of("target", "s3", "keep-days", "week")).failure())
			.isEqualTo("Parameter 'keep-days' is not an integer");
		assertThat(this.charm.action("backup", Map.of("keep-days", 7L)).failure())
			.isEqualTo("Parameter 'target' is missing");
		assertThat(this.charm.action("backup", Map.of("target", "s3", "keep-days", 7L, "colour", "red")).failure())
			.isEqualTo("Unknown parameter 'colour'; the action takes [target, keep-days, note]");
		assertThat(this.charm.action("backup", Map.of("target", "s3", "keep-days", 7L, "null", 1L)).failure())
			.startsWith("Unknown parameter 'null'");
		assertThat(this.journal.take()).isEmpty();
	}

	@Test
	void parameterThatIsNullIsNotUnknown() {
		Map<String, Object> parameters = new HashMap<>(Map.of("target", "s3", "keep-days", 7L));
		parameters.put("note", null);
		assertThat(this.charm.action("backup", parameters).failure()).isNull();
	}

	@Test
	void recordThatRefusesParametersFailsTheAction() {
		assertThat(this.charm.action("backup", Map.of("target", "s3", "keep-days", 0L)).failure())
			.isEqualTo("Parameter 'data' is refused: keep at least a day");
	}

	@Test
	void actionFailedExceptionFailsTheActionOnly() {
		this.journal.when("restore", (event) -> {
			((ActionEvent) event).log("working");
			throw new ActionFailedException("-no space");
		});
		SimulatedAction action = this.charm.action("restore", Map.of());
		assertThat(action.failure()).isEqualTo("-no space");
		assertThat(action.log()).containsExactly("working");
		assertThat(action.results()).isEmpty();
	}

	@Test
	void failureWithoutMessageIsStillOne() {
		this.journal.when("restore", (event) -> ((ActionEvent) event).fail(""));
		SimulatedAction action = this.charm.action("restore", Map.of());
		assertThat(action.failure()).isNotNull();
		assertThat(action.results()).containsEntry("restored", "yes");
	}

	@Test
	void parametersAreReadOnceAndOnlyForListeners() {
		this.charm.action("backup", Map.of("target", "s3", "keep-days", 7L));
		assertThat(this.charm.calls("action-get")).hasSize(1);
		this.charm.action("restore", Map.of());
		assertThat(this.charm.calls("action-get")).isEmpty();
	}

	record Parameters(String target, int keepDays, Optional<String> note) {

		Parameters {
			if (keepDays < 1) {
				throw new IllegalArgumentException("keep at least a day");
			}
		}

	}

	record Result(String target, Size size, Optional<String> note) {
	}

	record Size(int files, long bytes) {
	}

	static class Charm {

		private final Journal journal;

		Charm(Journal journal) {
			this.journal = journal;
		}

		@OnAction("backup")
		Result backup(Parameters parameters) {
			this.journal.add("backup");
			return new Result(parameters.target(), new Size(3, parameters.keepDays() * 10L), Optional.empty());
		}

		@OnAction("restore")
		Map<String, String> restore(ActionEvent event) {
			this.journal.called("restore", event);
			return Map.of("restored", "yes");
		}

	}

	static class ReturnsList {

		@OnAction("backup")
		List<String> backup() {
			return List.of("a");
		}

	}

	static class ReturnsBadName {

		@OnAction("backup")
		Map<String, String> backup() {
			return Map.of("good", "1", "Bad_Name", "2");
		}

	}

}
