package io.opsframework.invocation;

import java.lang.annotation.Annotation;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.WorkloadEvent;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Container;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Provides the event, and the relation or container it is about.
 */
final class EventArgumentResolver implements ListenerArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		return CharmEvent.class.isAssignableFrom(type) || (type == Relation.class && has(parameter, OnRelation.class))
				|| (type == Container.class && has(parameter, OnContainer.class)
						&& parameter.getParameterAnnotations().length == 0);
	}

	private static boolean has(MethodParameter parameter, Class<? extends Annotation> type) {
		return AnnotatedElementUtils.hasAnnotation(parameter.getExecutable(), type);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation) {
		CharmEvent event = invocation.event();
		if (parameter.getParameterType() == Relation.class) {
			return ((RelationEvent) event).relation();
		}
		return (parameter.getParameterType() == Container.class) ? ((WorkloadEvent) event).container() : event;
	}

}
