package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

import io.opsframework.event.JujuEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.ResolvableType;

/**
 * Gives the hints that a native image needs for listeners: their methods, and the records
 * that their arguments, results and deferred events are made of.
 */
final class ListenerAotProcessor implements BeanRegistrationAotProcessor {

	private final BindingReflectionHintsRegistrar records = new BindingReflectionHintsRegistrar();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Set<Method> listeners = new LinkedHashSet<>(ListenerMethodFactory.listeners(registeredBean.getBeanClass()));
		listeners.removeIf((method) -> !ListenerMethodFactory.isCharmListener(method));
		if (listeners.isEmpty()) {
			return null;
		}
		return (generationContext, code) -> listeners
			.forEach((method) -> register(method, generationContext.getRuntimeHints().reflection()));
	}

	private void register(Method method, ReflectionHints hints) {
		hints.registerMethod(method, ExecutableMode.INVOKE);
		for (int i = 0; i < method.getParameterCount(); i++) {
			register(ResolvableType.forMethodParameter(method, i), hints);
		}
		register(ResolvableType.forMethodReturnType(method), hints);
	}

	private void register(ResolvableType type, ReflectionHints hints) {
		Class<?> resolved = type.resolve(Object.class);
		if (resolved.isRecord() && !JujuEvent.class.isAssignableFrom(resolved)) {
			this.records.registerReflectionHints(hints, resolved);
		}
		for (ResolvableType generic : type.getGenerics()) {
			register(generic, hints);
		}
	}

}
