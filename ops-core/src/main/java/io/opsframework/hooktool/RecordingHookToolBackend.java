package io.opsframework.hooktool;

import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opsframework.observation.CharmObservation;
import io.opsframework.observation.CharmObservation.Key;
import org.jspecify.annotations.Nullable;

/**
 * The one place that watches hook tools: tells listeners about each call, how it went and
 * how long it took.
 */
public final class RecordingHookToolBackend implements HookToolBackend {

	private final HookToolBackend backend;

	private final List<HookToolListener> listeners;

	private final ObservationRegistry observations;

	/**
	 * Watch a backend.
	 * @param backend the backend that makes the calls
	 * @param listeners who is told, in this order
	 */
	public RecordingHookToolBackend(HookToolBackend backend, List<? extends HookToolListener> listeners) {
		this(backend, listeners, ObservationRegistry.NOOP);
	}

	/**
	 * Watch and observe a backend.
	 * @param backend the backend that makes the calls
	 * @param listeners who is told, in this order
	 * @param observations where each call is an observation
	 */
	public RecordingHookToolBackend(HookToolBackend backend, List<? extends HookToolListener> listeners,
			ObservationRegistry observations) {
		this.backend = backend;
		this.listeners = List.copyOf(listeners);
		this.observations = observations;
	}

	@Override
	public HookToolResult call(HookToolCall call) {
		return this.observations.isNoop() ? record(call) : observe(call);
	}

	private HookToolResult observe(HookToolCall call) {
		Observation observation = CharmObservation.HOOK_TOOL.observation(this.observations)
			.lowCardinalityKeyValue(Key.TOOL.withValue(call.tool()))
			.lowCardinalityKeyValue(Key.FORKED.withValue(String.valueOf(startsProcesses())))
			.lowCardinalityKeyValue(Key.EXIT_CODE.withValue("-1"));
		return observation.observe(() -> {
			HookToolResult result = record(call);
			observation.lowCardinalityKeyValue(Key.EXIT_CODE.withValue(String.valueOf(result.exitCode())));
			return result;
		});
	}

	private HookToolResult record(HookToolCall call) {
		long start = System.nanoTime();
		HookToolResult result;
		try {
			result = this.backend.call(call);
		}
		catch (RuntimeException | Error ex) {
			tell(call, -1, start, ex);
			throw ex;
		}
		tell(call, result.exitCode(), start, null);
		return result;
	}

	@Override
	public boolean startsProcesses() {
		return this.backend.startsProcesses();
	}

	private void tell(HookToolCall call, int exitCode, long start, @Nullable Throwable failure) {
		long nanos = System.nanoTime() - start;
		HookToolExecution execution = new HookToolExecution(call, exitCode, nanos, startsProcesses(), failure);
		for (HookToolListener listener : this.listeners) {
			listener.onExecution(execution);
		}
	}

}
