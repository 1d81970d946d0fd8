package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.function.Predicate;

import io.opsframework.event.CharmEvent;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;

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

	/**
	 * Whether a class has methods that listen to a charm's events.
	 * @param type the class
	 * @return {@code true} if it has one
	 */
	public static boolean hasCharmListeners(Class<?> type) {
		return ListenerMethodFactory.listeners(type).stream().anyMatch(ListenerMethodFactory::isCharmListener);
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
