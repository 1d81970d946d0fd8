package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.opsframework.event.ActionEvent;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.OnAction;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * A method that listens to actions, as it is written: what can be said of it before there
 * are beans.
 *
 * @param method the method
 * @param events the events it listens to, actions among them
 * @param action the name of the action; empty for any
 */
public record ActionListener(Method method, List<Class<?>> events, String action) {

	/**
	 * The methods of a class that listen to actions.
	 * @param type the class
	 * @return the methods, empty if it has none
	 * @throws InvalidListenerException if a method does not say what it listens to
	 */
	public static List<ActionListener> of(Class<?> type) {
		return CharmEventListenerFactory.charmListeners(type)
			.stream()
			.map(ActionListener::of)
			.filter((listener) -> listener.events.stream()
				.anyMatch((event) -> event.isAssignableFrom(ActionEvent.class)))
			.toList();
	}

	private static ActionListener of(Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		return new ActionListener(method,
				ListenerMethodFactory.eventTypes(annotations.get(EventListener.class).synthesize(), method),
				annotations.get(OnAction.class).getValue("value", String.class).orElse(""));
	}

	/**
	 * Whether the method listens to an action.
	 * @param name the action's name
	 * @return {@code true} if it does, perhaps among others
	 */
	public boolean hears(String name) {
		return this.action.isEmpty() || this.action.equals(name);
	}

	/**
	 * The records that the method takes an action's parameters as. What a
	 * {@link ListenerArgumentResolver} provides is known only when there are beans, so
	 * there is none where the charm has one.
	 * @param beanFactory the bean factory
	 * @return the types of the records
	 */
	public List<Class<?>> parameterRecords(ListableBeanFactory beanFactory) {
		boolean resolved = beanFactory.getBeanNamesForType(ListenerArgumentResolver.class, true, false).length > 0;
		return IntStream.range(0, resolved ? 0 : this.method.getParameterCount())
			.mapToObj((index) -> new MethodParameter(this.method, index))
			.filter((parameter) -> ActionParameter.isOne(parameter, beanFactory))
			.<Class<?>>map(MethodParameter::getParameterType)
			.toList();
	}

	/**
	 * Fail if the method returns what no results of an action can be made of.
	 * @throws InvalidListenerException if it does
	 */
	public void requireResults() {
		Class<?> type = this.method.getReturnType();
		boolean onlyActions = this.events.stream().allMatch(ActionEvent.class::equals);
		if (onlyActions && type != void.class && type != Void.class && !canBeResults(type)) {
			throw new InvalidListenerException(this.method,
					"returns a %s, and the results of %s are a record or a map".formatted(type.getSimpleName(),
							this.action.isEmpty() ? "an action" : "action '%s'".formatted(this.action)),
					"Return nothing, a record, or Map.of(\"result\", ...), of which the key is yours to choose.");
		}
	}

	// A record can implement any interface.
	private static boolean canBeResults(Class<?> type) {
		boolean other = Collection.class.isAssignableFrom(type) || CharSequence.class.isAssignableFrom(type);
		return Map.class.isAssignableFrom(type) || type.isAssignableFrom(Record.class) || type.isRecord()
				|| (type.isInterface() && !other);
	}

}
