package io.opsframework.testing;

import io.opsframework.event.CharmEvent;
import io.opsframework.model.CurrentHook;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/**
 * Lets {@link Harness} and {@link Scenario} see the events of a charm. A context in which
 * they are used has one.
 */
public final class PublishedEventListener implements ApplicationListener<ApplicationEvent>, Ordered {

	private final CurrentHook hook;

	/**
	 * Create a new listener.
	 * @param hook the current hook
	 */
	public PublishedEventListener(CurrentHook hook) {
		this.hook = hook;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		Object payload = (event instanceof PayloadApplicationEvent<?> wrapper) ? wrapper.getPayload() : event;
		if (payload instanceof CharmEvent) {
			this.hook.find().ifPresent((running) -> running.observer().eventPublished(payload));
		}
	}

	// Events are seen before their listeners.
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
