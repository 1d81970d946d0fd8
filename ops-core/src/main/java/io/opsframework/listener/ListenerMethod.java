package io.opsframework.listener;

import java.lang.reflect.Method;

import io.opsframework.event.CharmEvent;

/**
 * A method of a bean that listens to events of the charm, as a {@link ListenerGate} and a
 * {@link ListenerArgumentResolver} see it.
 */
public interface ListenerMethod {

	/**
	 * The id under which events are deferred for the listener.
	 * @return the id, which no other listener has
	 */
	String id();

	/**
	 * The name of the listener's bean.
	 * @return the name
	 */
	String beanName();

	/**
	 * The class of the listener's bean, to look for annotations.
	 * @return the class, which may have inherited the method
	 */
	Class<?> beanType();

	/**
	 * The method, to look for annotations and parameters.
	 * @return the method
	 */
	Method method();

	/**
	 * Whether the listener takes an event: one of its types, about the relation, action,
	 * container, storage or secret that it is for. Its condition is not looked at.
	 * @param event the event
	 * @return {@code true} if it does
	 */
	boolean accepts(CharmEvent event);

	/**
	 * Whether the listener takes events of a type.
	 * @param type the type
	 * @return {@code true} if it does
	 */
	boolean acceptsType(Class<?> type);

}
