package io.opsframework.observation;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs what is to be observed. No method speaks of Micrometer, so that a hook that is not
 * observed loads nothing of it.
 */
public interface CharmObservations {

	/** Observes nothing. */
	CharmObservations NOOP = new NoopCharmObservations();

	/**
	 * Observe a hook.
	 * @param dispatchPath what Juju dispatches
	 * @param event the kind of its event; {@code null} where the framework knows none
	 * @param hook runs the hook
	 */
	void observeHook(String dispatchPath, @Nullable String event, Runnable hook);

	/**
	 * Observe a call of a listener.
	 * @param listener the id of the listener
	 * @param event the kind of the event
	 * @param replay whether a deferred event is replayed
	 * @param call calls the listener
	 */
	void observeListener(String listener, String event, boolean replay, Runnable call);

	/**
	 * Observe a call of a hook tool.
	 * @param <R> the type of its result
	 * @param tool the tool's name
	 * @param forked whether the call is a process
	 * @param call calls the tool
	 * @param exitCode finds the exit code in the result
	 * @return the result
	 */
	<R> R observeHookTool(String tool, boolean forked, Supplier<R> call, ToIntFunction<R> exitCode);

	/**
	 * Observe a request to a container's Pebble, until its answer begins.
	 * @param <R> the type of the answer
	 * @param container the container's name
	 * @param method the HTTP method
	 * @param endpoint the beginning of the path, without ids
	 * @param request sends the request
	 * @param status finds the HTTP status in the answer
	 * @return the answer
	 */
	<R> R observePebble(String container, String method, String endpoint, Supplier<R> request, ToIntFunction<R> status);

}
