package io.opsframework.invocation;

import java.util.function.Predicate;

import io.opsframework.event.CharmEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * A {@link CharmListener} as Spring calls it.
 */
final class CharmListenerAdapter implements GenericApplicationListener {

	private final CharmListener listener;

	private final Predicate<CharmEvent> condition;

	private final CharmListeners listeners;

	private final ListenerInvoker invoker;

	CharmListenerAdapter(CharmListener listener, CharmListeners listeners, ListenerInvoker invoker,
			Predicate<CharmEvent> condition) {
		this.listener = listener;
		this.condition = condition;
		this.listeners = listeners;
		this.invoker = invoker;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		Class<?> payload = payloadType(eventType);
		return payload != null && this.listener.acceptsType(payload);
	}

	private static @Nullable Class<?> payloadType(ResolvableType eventType) {
		Class<?> type = eventType.toClass();
		if (PayloadApplicationEvent.class.isAssignableFrom(type)) {
			return eventType.as(PayloadApplicationEvent.class).getGeneric(0).resolve();
		}
		return CharmEvent.class.isAssignableFrom(type) ? type : null;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		Object payload = (event instanceof PayloadApplicationEvent<?> wrapper) ? wrapper.getPayload() : event;
		try {
			if (payload instanceof CharmEvent charmEvent && accepts(charmEvent)) {
				this.invoker.deliver(this.listener, charmEvent);
			}
		}
		catch (ClassCastException ex) {
			// Spring's multicaster takes some of these for a listener of another event.
			throw new ListenerException(this.listener.id(), ex);
		}
	}

	private boolean accepts(CharmEvent event) {
		return this.listener.accepts(event) && this.condition.test(event);
	}

	@Override
	public int getOrder() {
		return this.listeners.rank(this.listener);
	}

	@Override
	public String getListenerId() {
		return this.listener.id();
	}

}
