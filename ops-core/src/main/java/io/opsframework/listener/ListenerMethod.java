package io.opsframework.listener;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;

import org.springframework.core.MethodParameter;

/**
 * A method of a bean that listens to events of the charm.
 *
 * @param id the id under which events are deferred for it
 * @param aliases ids that it had in earlier versions
 * @param beanName the name of its bean
 * @param beanType the class of its bean
 * @param method the method
 * @param eventTypes the types of events that it takes
 * @param filter further conditions on the event
 * @param order its order among the listeners of an event
 */
public record ListenerMethod(String id, Set<String> aliases, String beanName, Class<?> beanType, Method method,
		List<Class<?>> eventTypes, EventFilter filter, int order) {

	/**
	 * Whether the listener takes an event.
	 * @param event the event
	 * @return {@code true} if it does
	 */
	public boolean accepts(CharmEvent event) {
		return acceptsType(event.getClass()) && this.filter.accepts(event);
	}

	/**
	 * Whether the listener takes events of a type.
	 * @param type the type
	 * @return {@code true} if it does
	 */
	public boolean acceptsType(Class<?> type) {
		for (Class<?> eventType : this.eventTypes) {
			if (eventType.isAssignableFrom(type)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the listener takes only events of a type.
	 * @param type the type
	 * @return {@code true} if it takes no others
	 */
	public boolean takesOnly(Class<?> type) {
		return this.eventTypes.stream().allMatch(type::isAssignableFrom);
	}

	/**
	 * Whether no event is lost for the listener if it is not called now.
	 * @return {@code true} if all its events can be deferred, or answered as actions are
	 */
	public boolean canWait() {
		return this.eventTypes.stream()
			.allMatch((type) -> Deferrable.class.isAssignableFrom(type) || type == ActionEvent.class);
	}

	/**
	 * Whether the listener takes only the events of one endpoint.
	 * @param endpoint the endpoint
	 * @return {@code true} if it is restricted to it
	 */
	public boolean isFor(String endpoint) {
		return this.filter.kind() == EventFilter.Kind.ENDPOINT && this.filter.name().equals(endpoint);
	}

	/**
	 * The parameters of the method.
	 * @return the parameters in their order
	 */
	public MethodParameter[] parameters() {
		MethodParameter[] parameters = new MethodParameter[this.method.getParameterCount()];
		for (int i = 0; i < parameters.length; i++) {
			parameters[i] = new MethodParameter(this.method, i);
		}
		return parameters;
	}

	// Asked for at each call: the id says which listener of a context it is.
	@Override
	public boolean equals(Object other) {
		return other instanceof ListenerMethod listener && this.id.equals(listener.id)
				&& this.method.equals(listener.method);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "listener '%s'".formatted(this.id);
	}

}
