package io.opsframework.testing;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CharmEvent;
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
 * @param custom makes an event that is none of Juju's; {@code null} for Juju's
 */
public record SimulatedEvent(DispatchPath path, Map<String, String> variables, @Nullable RelationState relation,
		@Nullable ActionRequest action, @Nullable Supplier<? extends CharmEvent> custom) {

	/** A hook in which nothing is delivered but what was deferred. */
	static final SimulatedEvent NONE = new SimulatedEvent(new DispatchPath(""), Map.of(), null, null);

	/** A hook in which nothing is delivered, nor what was deferred. */
	static final SimulatedEvent COLLECT_STATUS = new SimulatedEvent(DispatchPath.ofHook("collect-unit-status"),
			Map.of(), null, null);

	public SimulatedEvent {
		variables = Map.copyOf(variables);
	}

	/**
	 * An event of Juju's.
	 * @param path what Juju wants run; an empty path for a hook without an event
	 * @param variables the environment variables that Juju sets for this event beside
	 * those of every hook
	 * @param relation the relation of a relation event; {@code null} for others
	 * @param action what the person who runs an action asks for; {@code null} for hooks
	 */
	public SimulatedEvent(DispatchPath path, Map<String, String> variables, @Nullable RelationState relation,
			@Nullable ActionRequest action) {
		this(path, variables, relation, action, null);
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
	 * @param listener the listener's id; {@link Scenario} refuses one that the charm has
	 * not
	 * @param reason why it deferred the event
	 * @return an entry for {@link State#withDeferred(DeferredEvent...)}
	 * @throws IllegalStateException if this is none of Juju's events: the charm itself
	 * has to publish and defer those
	 */
	public DeferredEvent deferredBy(String listener, String reason) {
		if (this.custom != null || equals(COLLECT_STATUS)) {
			throw new IllegalStateException(
					"Only events of Juju's can be deferred here: have the charm publish and defer a custom event");
		}
		Map<String, String> serialized = new TreeMap<>(this.variables);
		serialized.put(JujuVariable.JUJU_DISPATCH_PATH.name(), this.path.path());
		return new DeferredEvent(listener, Map.of("juju", serialized), reason, System.currentTimeMillis());
	}

	@Override
	public String toString() {
		return this.path.path();
	}

}
