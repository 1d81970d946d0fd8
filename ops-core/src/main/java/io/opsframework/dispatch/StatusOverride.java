package io.opsframework.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.model.Status;
import io.opsframework.state.StateKey;
import org.jspecify.annotations.Nullable;

/**
 * A status that the framework has set on the unit, and the one from before, which comes
 * back when the cause is gone and the charm has set no other one meanwhile.
 *
 * @param before the status from before
 * @param set what the framework has set
 */
public record StatusOverride(Status before, Status set) {

	/** Where it stands in the charm's state. */
	public static final StateKey<Optional<StatusOverride>> STATE_KEY = new StateKey<>("status-override",
			StatusOverride::read, (override) -> override.map(StatusOverride::toState).orElse(null));

	private static Optional<StatusOverride> read(@Nullable Object state) {
		return (state instanceof Map<?, ?> map && map.get("before") instanceof List<?> before
				&& map.get("set") instanceof List<?> set && before.size() == 2 && set.size() == 2)
						? Optional.of(new StatusOverride(status(before), status(set))) : Optional.empty();
	}

	private static Status status(List<?> state) {
		return new Status(Status.Name.of(String.valueOf(state.get(0))), String.valueOf(state.get(1)));
	}

	private Map<String, Object> toState() {
		return Map.of("before", toState(this.before), "set", toState(this.set));
	}

	private static List<String> toState(Status status) {
		return List.of(status.name().jujuName(), status.message());
	}

}
