package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RecordingHookToolBackend}.
 */
class RecordingHookToolBackendTests {

	private final List<HookToolExecution> first = new ArrayList<>();

	private final List<HookToolExecution> second = new ArrayList<>();

	@Test
	void callTellsListenersHowItWent() {
		FakeHookToolBackend backend = new FakeHookToolBackend().fails(2, "ERROR");
		HookToolCall call = HookToolCall.of("config-get");
		HookToolResult result = record(backend).call(call);
		assertThat(result.error()).isEqualTo("ERROR");
		assertThat(this.first).singleElement().satisfies((execution) -> {
			assertThat(execution.call()).isSameAs(call);
			assertThat(execution.exitCode()).isEqualTo(2);
			assertThat(execution.nanos()).isNotNegative();
			assertThat(execution.forked()).isFalse();
			assertThat(execution.failure()).isNull();
		});
		assertThat(this.second).isEqualTo(this.first);
	}

	@Test
	void callWhenBackendThrowsTellsListenersAndThrows() {
		IllegalStateException failure = new IllegalStateException("no");
		HookToolBackend backend = new HookToolBackend() {

			@Override
			public HookToolResult call(HookToolCall call) {
				throw failure;
			}

			@Override
			public boolean startsProcesses() {
				return true;
			}

		};
		RecordingHookToolBackend recording = record(backend);
		assertThatIllegalStateException().isThrownBy(() -> recording.call(HookToolCall.of("config-get")))
			.isSameAs(failure);
		assertThat(recording.startsProcesses()).isTrue();
		assertThat(this.first).singleElement().satisfies((execution) -> {
			assertThat(execution.exitCode()).isEqualTo(-1);
			assertThat(execution.forked()).isTrue();
			assertThat(execution.failure()).isSameAs(failure);
		});
	}

	private RecordingHookToolBackend record(HookToolBackend backend) {
		return new RecordingHookToolBackend(backend, List.<HookToolListener>of(this.first::add, this.second::add));
	}

}
