package io.opsframework.invocation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.Delivery;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.CurrentHook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Invokes the method. What an action's listener returns are the action's results; what
 * another listener returns is published, as Spring does.
 */
final class InvokeStep implements ListenerStep {

	private static final Logger logger = LoggerFactory.getLogger(InvokeStep.class);

	private final CurrentHook hook;

	private final ApplicationEventPublisher publisher;

	private final RecordMapper mapper;

	InvokeStep(CurrentHook hook, ApplicationEventPublisher publisher, RecordMapper mapper) {
		this.hook = hook;
		this.publisher = publisher;
		this.mapper = mapper;
	}

	@Override
	public void call(ListenerCall call, Runnable rest) {
		this.hook.get().observer().listenerCalled(call.listener().id());
		Delivery delivery = Delivery.deliver(call.event(), () -> handle(call));
		if (delivery.deferralReason() != null) {
			call.defer(delivery.deferralReason());
		}
	}

	private void handle(ListenerCall call) {
		if (call.event() instanceof ActionEvent action) {
			setResults(action, invoke(call), call.listener());
		}
		else {
			publish(invoke(call));
		}
	}

	private static @Nullable Object invoke(ListenerCall call) {
		Object bean = call.bean();
		Method method = AopUtils.selectInvocableMethod(call.listener().method(), bean.getClass());
		ReflectionUtils.makeAccessible(method);
		try {
			return method.invoke(bean, call.arguments());
		}
		catch (InvocationTargetException ex) {
			throw thrown(call.listener(), ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("%s cannot be called".formatted(call.listener()), ex);
		}
		finally {
			clearInterrupt(call.listener());
		}
	}

	// The next hook tool would not be run: one that sends what the listener wrote, or
	// logs what it threw.
	private static void clearInterrupt(CharmListener listener) {
		if (Thread.interrupted()) {
			logger.warn("{} has left its thread interrupted; the hook goes on", listener.id());
		}
	}

	private static RuntimeException thrown(CharmListener listener, Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof RuntimeException runtime) ? runtime : new ListenerException(listener.id(), thrown);
	}

	@SuppressWarnings("unchecked")
	private void setResults(ActionEvent action, @Nullable Object results, CharmListener listener) {
		if (results instanceof Record structured) {
			action.setResults(this.mapper.write(structured));
		}
		else if (results instanceof Map<?, ?> map) {
			action.setResults((Map<String, ?>) map);
		}
		else if (results != null) {
			throw new IllegalStateException("%s returned a %s; return the results as a record or a map"
				.formatted(listener, results.getClass().getName()));
		}
	}

	private void publish(@Nullable Object returned) {
		if (returned instanceof Collection<?> collection) {
			collection.forEach(this::publish);
		}
		else if (returned != null && returned.getClass().isArray()) {
			Arrays.asList(ObjectUtils.toObjectArray(returned)).forEach(this::publish);
		}
		else if (returned != null) {
			this.publisher.publishEvent(returned);
		}
	}

}
