package io.opsframework.invocation;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.CharmEvent;
import io.opsframework.listener.ListenerGate.Unmet;
import io.opsframework.listener.ListenerInvocation;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a listener. {@link ListenerParameterFactory} makes it once, when the
 * application starts; then it is asked.
 */
@FunctionalInterface
interface ListenerParameter {

	/**
	 * Find what the listener can never get, before a hook needs it.
	 * @param listener the listener
	 * @param metadata what the charm declares
	 * @throws InvalidListenerException if there is such a thing
	 */
	default void validate(CharmListener listener, CharmMetadata metadata) {
	}

	/**
	 * What has to be there before the listener can be called, and is not.
	 * @param listener the listener
	 * @param event the event to be delivered; {@code null} when the unit's status is
	 * collected
	 * @return what is missing, or {@code null}
	 */
	default @Nullable Unmet unmet(CharmListener listener, @Nullable CharmEvent event) {
		return null;
	}

	/**
	 * Provide the argument for one call.
	 * @param invocation the call
	 * @return the argument
	 */
	@Nullable Object resolve(ListenerInvocation invocation);

}
