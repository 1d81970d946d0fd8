package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.opsframework.event.CharmEvent;
import io.opsframework.listener.RelationEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Makes the listeners of a charm's events. Spring asks it before its own factory, and
 * before other beans are there.
 */
public final class CharmEventListenerFactory implements EventListenerFactory, Ordered {

	private final BeanFactory beanFactory;

	CharmEventListenerFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 10;
	}

	@Override
	public boolean supportsMethod(Method method) {
		return ListenerMethodFactory.isCharmListener(method);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		requireDeclaredListeners(beanName, type);
		CharmListener listener = this.beanFactory.getBean(ListenerMethodFactory.class).create(beanName, type, method);
		CharmListeners listeners = this.beanFactory.getBean(CharmListeners.class);
		listeners.register(listener);
		return new CharmListenerAdapter(listener, listeners, this.beanFactory.getBean(ListenerInvoker.class),
				condition(listener));
	}

	// Few listeners have one, and to evaluate it needs many classes.
	private Predicate<CharmEvent> condition(CharmListener listener) {
		return listener.condition().isEmpty() ? (event) -> true
				: this.beanFactory.getBean(ListenerConditionEvaluator.class).condition(listener);
	}

	// Such a singleton exists already and would keep its fields for all hooks.
	private void requireDeclaredListeners(String beanName, Class<?> type) {
		if (this.beanFactory instanceof ConfigurableListableBeanFactory definitions
				&& definitions.containsBeanDefinition(beanName) && !RelationEndpoint.class.isAssignableFrom(type)) {
			BeanDefinition definition = definitions.getMergedBeanDefinition(beanName);
			if (definition.isSingleton()) {
				requireDeclaredListeners(beanName, definition.getResolvableType().resolve(), type);
			}
		}
	}

	/**
	 * The methods of a class that listen to a charm's events.
	 * @param type the class
	 * @return the methods, empty if it has none
	 */
	public static Set<Method> charmListeners(Class<?> type) {
		return ListenerMethodFactory.listeners(type)
			.stream()
			.filter(ListenerMethodFactory::isCharmListener)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Fail if a bean has listeners that the type does not show by which the bean factory
	 * knew it before it was made.
	 * @param beanName the bean's name
	 * @param declared that type, or {@code null} if it was not known
	 * @param actual the bean's class
	 * @throws InvalidListenerException if it has
	 */
	public static void requireDeclaredListeners(String beanName, @Nullable Class<?> declared, Class<?> actual) {
		Class<?> userClass = ClassUtils.getUserClass(actual);
		if (declared == null || ClassUtils.getUserClass(declared) == userClass) {
			return;
		}
		Set<Method> shown = charmListeners(declared);
		for (Method method : charmListeners(userClass)) {
			if (shown.stream().noneMatch((other) -> isSame(other, method))) {
				throw new InvalidListenerException(method,
						"is not seen in %s, the type that bean '%s' is declared with"
							.formatted(declared.getSimpleName(), beanName),
						"Let the @Bean method return %s, so that its listeners are found and the bean lives as long as a hook."
							.formatted(userClass.getSimpleName()));
			}
		}
	}

	private static boolean isSame(Method method, Method other) {
		return method.getName().equals(other.getName())
				&& Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
	}

	/**
	 * Fail if a class that listens to a charm's events listens to others too: its bean
	 * lives as long as a hook, and other events come at other times.
	 * @param type the class
	 * @throws InvalidListenerException if it does
	 */
	public static void requireOnlyCharmListeners(Class<?> type) {
		for (Method method : ListenerMethodFactory.listeners(type)) {
			if (!ListenerMethodFactory.isCharmListener(method)) {
				throw new InvalidListenerException(method,
						"listens to an event that is none of a charm's, in a bean that lives only as long as a hook",
						"Move the method to a bean of its own.");
			}
		}
	}

}
