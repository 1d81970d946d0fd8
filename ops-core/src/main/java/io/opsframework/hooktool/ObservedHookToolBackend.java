package io.opsframework.hooktool;

import java.util.List;

import io.opsframework.observation.CharmObservations;
import org.jspecify.annotations.Nullable;

/**
 * A backend whose calls are observed: listeners are told about each call, how it went and
 * how long it took, and each is an observation.
 */
public final class ObservedHookToolBackend implements HookToolBackend {

	private final HookToolBackend backend;

	private final List<HookToolListener> listeners;

	private final CharmObservations observations;

	/**
	 * Tell listeners about the calls of a backend.
	 * @param backend the backend that makes the calls
	 * @param listeners who is told, in this order
	 */
	public ObservedHookToolBackend(HookToolBackend backend, List<? extends HookToolListener> listeners) {
		this(backend, listeners, CharmObservations.NOOP);
	}

	/**
	 * Tell listeners about the calls of a backend, and make each call an observation, but
	 * those that log.
	 * @param backend the backend that makes the calls
	 * @param listeners who is told, in this order
	 * @param observations observes each call
	 */
	public ObservedHookToolBackend(HookToolBackend backend, List<? extends HookToolListener> listeners,
			CharmObservations observations) {
		this.backend = backend;
		this.listeners = List.copyOf(listeners);
		this.observations = observations;
	}

	@Override
	public HookToolResult call(HookToolCall call) {
		if (call.tool().equals("juju-log")) {
			// What handles an observation may log.
			return callAndTell(call);
		}
		return this.observations.observeHookTool(call.tool(), startsProcesses(), () -> callAndTell(call),
				HookToolResult::exitCode);
	}

	private HookToolResult callAndTell(HookToolCall call) {
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
