package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ObservedHookToolBackend}.
 */
class ObservedHookToolBackendTests {

	private final List<HookToolExecution> first = new ArrayList<>();

	private final List<HookToolExecution> second = new ArrayList<>();

	@Test
	void callTellsListenersHowItWent() {
		FakeHookToolBackend backend = new FakeHookToolBackend().fails(2, "ERROR");
		HookToolCall call = HookToolCall.of("config-get");
		HookToolResult result = observe(backend).call(call);
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
		ObservedHookToolBackend observed = observe(backend);
		assertThatIllegalStateException().isThrownBy(() -> observed.call(HookToolCall.of("config-get")))
			.isSameAs(failure);
		assertThat(observed.startsProcesses()).isTrue();
		assertThat(this.first).singleElement().satisfies((execution) -> {
			assertThat(execution.exitCode()).isEqualTo(-1);
			assertThat(execution.forked()).isTrue();
			assertThat(execution.failure()).isSameAs(failure);
		});
	}

	private ObservedHookToolBackend observe(HookToolBackend backend) {
		return new ObservedHookToolBackend(backend, List.<HookToolListener>of(this.first::add, this.second::add));
	}

}
