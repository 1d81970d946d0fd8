package io.opsframework.testing;

import java.util.Map;
import java.util.TreeMap;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.juju.DispatchPath;
import io.opsframework.juju.JujuVariable;
import org.jspecify.annotations.Nullable;

/**
 * An event to run a charm with. {@link Events} makes them.
 *
 * @param path what Juju wants run; an empty path for a hook without an event
 * @param variables the environment variables that Juju sets for this event beside those
 * of every hook
 * @param relation the relation of a relation event; {@code null} for others
 * @param action what the person who runs an action asks for; {@code null} for hooks
 */
public record SimulatedEvent(DispatchPath path, Map<String, String> variables, @Nullable RelationState relation,
		@Nullable ActionRequest action) {

	/** A hook in which nothing is delivered but what was deferred. */
	static final SimulatedEvent NONE = new SimulatedEvent(new DispatchPath(""), Map.of(), null, null);

	public SimulatedEvent {
		variables = Map.copyOf(variables);
	}

	/**
	 * The name of the hook or action.
	 * @return the name, {@code database-relation-changed}
	 */
	public String name() {
		return this.path.name();
	}

	@Nullable String variable(JujuVariable variable) {
		return this.variables.get(variable.name());
	}

	/**
	 * The entry that is in a state after a listener has deferred this event.
	 * @param listener the listener's id
	 * @param reason why it deferred the event
	 * @return an entry for {@link State#withDeferred(DeferredEvent...)}
	 */
	public DeferredEvent deferredBy(String listener, String reason) {
		Map<String, String> serialized = new TreeMap<>(this.variables);
		serialized.put(JujuVariable.JUJU_DISPATCH_PATH.name(), this.path.path());
		return new DeferredEvent(listener, Map.of("juju", serialized), reason, System.currentTimeMillis());
	}

	@Override
	public String toString() {
		return this.path.path();
	}

}
