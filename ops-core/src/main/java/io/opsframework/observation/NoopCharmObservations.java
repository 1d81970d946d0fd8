package io.opsframework.observation;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Observes nothing.
 */
final class NoopCharmObservations implements CharmObservations {

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
		return request.get();
	}

}
