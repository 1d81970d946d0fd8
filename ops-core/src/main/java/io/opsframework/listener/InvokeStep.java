package io.opsframework.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.Delivery;
import io.opsframework.mapping.RecordMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Invokes the method. What an action's listener returns are the action's results; what
 * another listener returns is published, as Spring does.
 */
final class InvokeStep implements ListenerStep {

	private final ApplicationEventPublisher publisher;

	private final RecordMapper mapper;

	InvokeStep(ApplicationEventPublisher publisher, RecordMapper mapper) {
		this.publisher = publisher;
		this.mapper = mapper;
	}

	@Override
	public void call(ListenerInvocation invocation, Runnable rest) {
		invocation.hook().listenerCalled(invocation.listener().id());
		Delivery delivery = Delivery.deliver(invocation.event(), () -> handle(invocation));
		if (delivery.deferralReason() != null) {
			invocation.defer(delivery.deferralReason());
		}
	}

	private void handle(ListenerInvocation invocation) {
		if (invocation.event() instanceof ActionEvent action) {
			setResults(action, invoke(invocation), invocation.listener());
		}
		else {
			publish(invoke(invocation));
		}
	}

	private static @Nullable Object invoke(ListenerInvocation invocation) {
		Object bean = invocation.bean();
		Method method = AopUtils.selectInvocableMethod(invocation.listener().method(), bean.getClass());
		ReflectionUtils.makeAccessible(method);
		try {
			return method.invoke(bean, invocation.arguments());
		}
		catch (InvocationTargetException ex) {
			throw thrown(invocation.listener(), ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("%s cannot be called".formatted(invocation.listener()), ex);
		}
	}

	private static RuntimeException thrown(ListenerMethod listener, Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof RuntimeException runtime) ? runtime : new ListenerException(listener.id(), thrown);
	}

	@SuppressWarnings("unchecked")
	private void setResults(ActionEvent action, @Nullable Object results, ListenerMethod listener) {
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
