package io.opsframework.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.model.HookObserver;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;

/**
 * What could be seen of one hook.
 */
final class HookRecording implements HookObserver {

	private final List<CharmEvent> events = new ArrayList<>();

	private final List<Object> beans = new ArrayList<>();

	private final List<HookToolExecution> tools = new ArrayList<>();

	private final List<String> listeners = new ArrayList<>();

	private long nanos;

	@Override
	public void listenerCalled(String id) {
		this.listeners.add(id);
	}

	void took(long nanos) {
		this.nanos = nanos;
	}

	EventReport report(String event, Status unitStatus, @Nullable Throwable failure) {
		return new EventReport(event, this.listeners, this.tools, Duration.ofNanos(this.nanos), unitStatus, failure);
	}

	// Collecting the status is a part of every hook and says nothing about this one.
	@Override
	public void eventPublished(Object event) {
		if (event instanceof CharmEvent charmEvent && !(event instanceof CollectStatusEvent)) {
			this.events.add(charmEvent);
		}
	}

	// Not the proxy around it: tests ask for what the charm has in its fields.
	@Override
	public void beanCreated(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		this.beans.add((target != null) ? target : bean);
	}

	void add(HookToolExecution execution) {
		this.tools.add(execution);
	}

	List<CharmEvent> events() {
		return List.copyOf(this.events);
	}

	List<HookToolExecution> tools() {
		return List.copyOf(this.tools);
	}

	// The bean that was made last, should there be several of the type.
	<T> Optional<T> bean(Class<T> type) {
		return this.beans.stream().filter(type::isInstance).map(type::cast).reduce((first, second) -> second);
	}

}
