package io.opsframework.invocation;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;

import io.opsframework.event.CharmEvent;
import io.opsframework.listener.ListenerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.event.EventListener;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.MapAccessor;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * The SpEL condition of a listener. As Spring's own, it sees the event as {@code event},
 * {@code #root.event}, {@code #a0} and the name of its parameter, and beans as
 * {@code @name}.
 */
final class ListenerCondition {

	private final @Nullable Expression expression;

	private final ListenerMethod listener;

	private final BeanResolver beans;

	private ListenerCondition(ListenerMethod listener, BeanResolver beans, @Nullable Expression expression) {
		this.beans = beans;
		this.listener = listener;
		this.expression = expression;
	}

	static ListenerCondition of(ListenerMethod listener, BeanFactory beanFactory) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(listener.method(), EventListener.class);
		String text = (annotation != null) ? annotation.condition() : "";
		return new ListenerCondition(listener, new BeanFactoryResolver(beanFactory),
				text.isEmpty() ? null : new SpelExpressionParser().parseExpression(text));
	}

	boolean matches(CharmEvent event) {
		if (this.expression == null) {
			return true;
		}
		StandardEvaluationContext context = new StandardEvaluationContext(
				Map.of("event", event, "args", new Object[] { event }));
		context.addPropertyAccessor(new MapAccessor());
		context.setBeanResolver(this.beans);
		for (String name : List.of("event", "a0", "p0")) {
			context.setVariable(name, event);
		}
		for (Parameter parameter : this.listener.method().getParameters()) {
			if (parameter.getType().isInstance(event)) {
				context.setVariable(parameter.getName(), event);
			}
		}
		return Boolean.TRUE.equals(this.expression.getValue(context, Boolean.class));
	}

}
