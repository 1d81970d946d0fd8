package io.opsframework.invocation;

import java.util.Map;
import java.util.Optional;

import io.opsframework.model.CurrentHook;
import io.opsframework.state.StateKey;
import org.jspecify.annotations.Nullable;

/**
 * The charm's configuration as it was valid last, which listeners get whose events can
 * neither be deferred nor skipped.
 */
public final class LastValidConfig {

	/** Where the configuration stands in the charm's state. */
	public static final StateKey<Optional<Map<String, Object>>> STATE_KEY = new StateKey<>("config",
			LastValidConfig::read, (config) -> config.orElse(null));

	private final CurrentHook hook;

	private final CharmConfig config;

	LastValidConfig(CurrentHook hook, CharmConfig config) {
		this.hook = hook;
		this.config = config;
	}

	@SuppressWarnings("unchecked")
	private static Optional<Map<String, Object>> read(@Nullable Object state) {
		if (state != null && !(state instanceof Map<?, ?> options
				&& options.values().stream().allMatch(LastValidConfig::isOption))) {
			throw new IllegalArgumentException("its config is no map of options");
		}
		return Optional.ofNullable((Map<String, Object>) state);
	}

	private static boolean isOption(@Nullable Object value) {
		return value instanceof String || value instanceof Number || value instanceof Boolean;
	}

	/**
	 * Bind the configuration of the running hook to all that the charm has for it, and
	 * remember it if it is valid.
	 * @return what is wrong with the configuration, or {@code null}
	 */
	public @Nullable String validate() {
		if (!this.config.isUsed()) {
			return null;
		}
		String problem = this.config.validate();
		if (problem == null) {
			this.hook.get().state().set(STATE_KEY, Optional.of(this.hook.get().config()));
		}
		return problem;
	}

	boolean isKnown() {
		return this.hook.get().state().value(STATE_KEY).isPresent();
	}

	void use(Runnable call) {
		this.hook.withConfig(this.hook.get().state().value(STATE_KEY).orElseThrow(), call);
	}

}
