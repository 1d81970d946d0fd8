package io.opsframework.invocation;

import io.opsframework.event.CharmEvent;
import io.opsframework.listener.ListenerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * A {@link ListenerMethod} as Spring calls it.
 */
final class CharmListener implements GenericApplicationListener {

	private final ListenerMethod method;

	private final ListenerCondition condition;

	private final CharmListeners listeners;

	private final ListenerInvoker invoker;

	CharmListener(ListenerMethod method, CharmListeners listeners, ListenerInvoker invoker,
			ListenerCondition condition) {
		this.method = method;
		this.condition = condition;
		this.listeners = listeners;
		this.invoker = invoker;
	}

	ListenerMethod method() {
		return this.method;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		Class<?> payload = payloadType(eventType);
		return payload != null && this.method.acceptsType(payload);
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
				this.invoker.deliver(this.method, charmEvent);
			}
		}
		catch (ClassCastException ex) {
			// Spring's multicaster takes some of these for a listener of another event.
			throw new ListenerException(this.method.id(), ex);
		}
	}

	private boolean accepts(CharmEvent event) {
		return this.method.accepts(event) && this.condition.matches(event);
	}

	@Override
	public int getOrder() {
		return this.listeners.rank(this.method);
	}

	@Override
	public String getListenerId() {
		return this.method.id();
	}

}
