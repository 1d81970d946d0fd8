package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.opsframework.event.JujuEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.CodeBlock;

/**
 * Gives the hints that a native image needs for listeners: their methods, and the records
 * that their arguments, results and deferred events are made of. The order in which a
 * class has its listeners becomes an attribute of the bean's definition, so that no hook
 * reads class files.
 */
final class ListenerAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = registeredBean.getBeanClass();
		Set<Method> listeners = new LinkedHashSet<>(ListenerMethodFactory.listeners(type));
		listeners.removeIf((method) -> !ListenerMethodFactory.isCharmListener(method));
		if (listeners.isEmpty()) {
			return null;
		}
		List<String> order = ListenerOrder.read(listeners, type, registeredBean.getBeanFactory().getBeanClassLoader());
		return new Contribution(listeners, order.toArray(String[]::new));
	}

	/**
	 * What is generated for a bean with listeners.
	 *
	 * @param listeners its listeners
	 * @param order their signatures as they are written
	 */
	private record Contribution(Set<Method> listeners, String[] order) implements BeanRegistrationAotContribution {

		@Override
		public BeanRegistrationCodeFragments customizeBeanRegistrationCodeFragments(GenerationContext generationContext,
				BeanRegistrationCodeFragments fragments) {
			return new OrderCodeFragments(fragments, this.order);
		}

		@Override
		public void applyTo(GenerationContext generationContext, BeanRegistrationCode code) {
			this.listeners.forEach((method) -> register(method, generationContext.getRuntimeHints().reflection()));
		}

		private static void register(Method method, ReflectionHints hints) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			for (int i = 0; i < method.getParameterCount(); i++) {
				register(ResolvableType.forMethodParameter(method, i), hints);
			}
			register(ResolvableType.forMethodReturnType(method), hints);
		}

		private static void register(ResolvableType type, ReflectionHints hints) {
			Class<?> resolved = type.resolve(Object.class);
			if (resolved.isRecord() && !JujuEvent.class.isAssignableFrom(resolved)) {
				new BindingReflectionHintsRegistrar().registerReflectionHints(hints, resolved);
			}
			for (ResolvableType generic : type.getGenerics()) {
				register(generic, hints);
			}
		}

	}

	/**
	 * Adds the order of the listeners to the bean's definition.
	 */
	private static final class OrderCodeFragments extends BeanRegistrationCodeFragmentsDecorator {

		private final String[] order;

		OrderCodeFragments(BeanRegistrationCodeFragments delegate, String[] order) {
			super(delegate);
			this.order = order;
		}

		@Override
		public CodeBlock generateSetBeanDefinitionPropertiesCode(GenerationContext generationContext,
				BeanRegistrationCode code, RootBeanDefinition definition, Predicate<String> attributes) {
			definition.setAttribute(ListenerOrder.ATTRIBUTE, this.order);
			return super.generateSetBeanDefinitionPropertiesCode(generationContext, code, definition,
					attributes.or(ListenerOrder.ATTRIBUTE::equals));
		}

	}

}
