package io.opsframework.observation;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the observations of {@link CharmObservationDocumentation}.
 */
public final class MicrometerCharmObservations implements CharmObservations {

	private final ObservationRegistry registry;

	private final @Nullable HookObservationConvention hookConvention;

	private final @Nullable ListenerObservationConvention listenerConvention;

	private final @Nullable HookToolObservationConvention hookToolConvention;

	private final @Nullable PebbleObservationConvention pebbleConvention;

	/**
	 * Observe by conventions. {@code null} stands for the registry's global convention,
	 * and where there is none for the default one.
	 * @param registry where the observations are made
	 * @param hookConvention the convention for hooks
	 * @param listenerConvention the convention for the calls of listeners
	 * @param hookToolConvention the convention for the calls of hook tools
	 * @param pebbleConvention the convention for requests to Pebble
	 */
	public MicrometerCharmObservations(ObservationRegistry registry, @Nullable HookObservationConvention hookConvention,
			@Nullable ListenerObservationConvention listenerConvention,
			@Nullable HookToolObservationConvention hookToolConvention,
			@Nullable PebbleObservationConvention pebbleConvention) {
		this.registry = registry;
		this.hookConvention = hookConvention;
		this.listenerConvention = listenerConvention;
		this.hookToolConvention = hookToolConvention;
		this.pebbleConvention = pebbleConvention;
	}

	@Override
	public void observeHook(String dispatchPath, @Nullable String event, Runnable hook) {
		CharmObservationDocumentation.HOOK
			.observation(this.hookConvention, new DefaultHookObservationConvention(),
					() -> new HookObservationContext(dispatchPath, event), this.registry)
			.observe(hook);
	}

	@Override
	public void observeListener(String listener, String event, boolean replay, Runnable call) {
		CharmObservationDocumentation.LISTENER
			.observation(this.listenerConvention, new DefaultListenerObservationConvention(),
					() -> new ListenerObservationContext(listener, event, replay), this.registry)
			.observe(call);
	}

	@Override
	public <R> R observeHookTool(String tool, boolean forked, Supplier<R> call, ToIntFunction<R> exitCode) {
		HookToolObservationContext context = new HookToolObservationContext(tool, forked);
		return CharmObservationDocumentation.HOOK_TOOL
			.observation(this.hookToolConvention, new DefaultHookToolObservationConvention(), () -> context,
					this.registry)
			.observe(() -> {
				R result = call.get();
				context.setExitCode(exitCode.applyAsInt(result));
				return result;
			});
	}

	@Override
	public <R> R observePebble(String container, String method, String endpoint, Supplier<R> request,
			ToIntFunction<R> status) {
		PebbleObservationContext context = new PebbleObservationContext(container, method, endpoint);
		return CharmObservationDocumentation.PEBBLE
			.observation(this.pebbleConvention, new DefaultPebbleObservationConvention(), () -> context, this.registry)
			.observe(() -> {
				R answer = request.get();
				context.setStatus(status.applyAsInt(answer));
				return answer;
			});
	}

}
