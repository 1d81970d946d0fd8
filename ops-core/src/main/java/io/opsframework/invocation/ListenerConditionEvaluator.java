package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.opsframework.event.CharmEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.AnnotatedElementKey;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.context.expression.CachedExpressionEvaluator;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Evaluates the SpEL conditions of listeners. As Spring's own, they see the event as
 * {@code event}, {@code #root.event}, {@code #root.args[0]}, {@code #a0} and the name of
 * its parameter, and beans as {@code @name}. Other arguments are not known yet.
 */
final class ListenerConditionEvaluator extends CachedExpressionEvaluator {

	private final Map<ExpressionKey, Expression> expressions = new ConcurrentHashMap<>();

	private final StandardEvaluationContext shared = new StandardEvaluationContext();

	ListenerConditionEvaluator(BeanFactory beanFactory) {
		this.shared.setBeanResolver(new BeanFactoryResolver(beanFactory));
	}

	Predicate<CharmEvent> condition(CharmListener listener) {
		Expression expression = parse(listener);
		return (event) -> Boolean.TRUE.equals(expression.getValue(context(listener.method(), event), Boolean.class));
	}

	private Expression parse(CharmListener listener) {
		try {
			return getExpression(this.expressions, new AnnotatedElementKey(listener.method(), listener.beanType()),
					listener.condition());
		}
		catch (ParseException ex) {
			throw new InvalidListenerException(listener.method(),
					"has the condition '%s', which is no SpEL expression: %s".formatted(listener.condition(),
							ex.getSimpleMessage()),
					"Correct the condition.");
		}
	}

	private StandardEvaluationContext context(Method method, CharmEvent event) {
		StandardEvaluationContext context = new StandardEvaluationContext(new Root(event, new Object[] { event }));
		this.shared.applyDelegatesTo(context);
		for (String name : List.of("event", "a0", "p0")) {
			context.setVariable(name, event);
		}
		@Nullable String @Nullable [] names = getParameterNameDiscoverer().getParameterNames(method);
		for (int i = 0; names != null && i < names.length; i++) {
			if (method.getParameterTypes()[i].isInstance(event)) {
				context.setVariable(names[i], event);
			}
		}
		return context;
	}

	/**
	 * What a condition sees without a {@code #}.
	 *
	 * @param event the event
	 * @param args the event too, under Spring's name
	 */
	record Root(CharmEvent event, Object[] args) {

	}

}
