package io.opsframework.pebble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import io.opsframework.observation.CharmObservations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ObservedTransport}.
 */
class ObservedTransportTests {

	private final List<String> observed = new ArrayList<>();

	@Test
	void requestIsObservedWithoutIdsAndQuery() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(ScriptedServer.sync("[]")));
				PebbleClient client = server.client().observed("web", new Recorder())) {
			client.services(List.of("secret-name"));
			assertThatExceptionOfType(PebbleException.class)
				.isThrownBy(() -> client.waitForChange("7", Duration.ofSeconds(1)));
			assertThat(this.observed).containsExactly("web GET /v1/services 200", "web GET /v1/changes 200");
		}
	}

	@Test
	void refusalIsObservedWithItsStatus() {
		try (ScriptedServer server = new ScriptedServer(ScriptedServer.answering(ScriptedServer.error(400, "no")));
				PebbleClient client = server.client().observed("web", new Recorder())) {
			assertThatExceptionOfType(PebbleApiException.class).isThrownBy(client::replanServices);
			assertThat(this.observed).containsExactly("web POST /v1/services 400");
		}
	}

	/**
	 * Records what was observed.
	 */
	private final class Recorder implements CharmObservations {

		@Override
		public void observeHook(String dispatchPath, @Nullable String event, Runnable hook) {
			hook.run();
		}

		@Override
		public void observeListener(String listener, String event, boolean replay, Runnable call) {
			call.run();
		}

		@Override
		public <R> R observeHookTool(String tool, boolean forked, Supplier<R> call, ToIntFunction<R> exitCode) {
			return call.get();
		}

		@Override
		public <R> R observePebble(String container, String method, String endpoint, Supplier<R> request,
				ToIntFunction<R> status) {
			R answer = request.get();
			ObservedTransportTests.this.observed
				.add("%s %s %s %d".formatted(container, method, endpoint, status.applyAsInt(answer)));
			return answer;
		}

	}

}
