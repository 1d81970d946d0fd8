package io.opsframework.invocation;

import java.util.Map;
import java.util.Set;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.ActionEvent;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.OnAction;
import io.opsframework.mapping.MappingException;
import io.opsframework.mapping.RecordMapper;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Provides the parameters of an action as a record. Parameters that are missing, unknown
 * or of the wrong type fail the action with a message for the person who ran it.
 */
final class ActionParametersResolver implements ListenerArgumentResolver {

	private final RecordMapper mapper;

	private final CharmMetadata metadata;

	private final ListableBeanFactory beanFactory;

	ActionParametersResolver(RecordMapper mapper, CharmMetadata metadata, ListableBeanFactory beanFactory) {
		this.mapper = mapper;
		this.metadata = metadata;
		this.beanFactory = beanFactory;
	}

	private boolean takesOthers(ActionEvent event) {
		ActionMetadata action = this.metadata.actions().get(event.name());
		return action != null && Boolean.TRUE.equals(action.additionalProperties());
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		return type.isRecord() && parameter.getParameterAnnotations().length == 0
				&& AnnotatedElementUtils.hasAnnotation(parameter.getExecutable(), OnAction.class)
				&& this.beanFactory.getBeanNamesForType(type, true, false).length == 0;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation) {
		Class<?> type = parameter.getParameterType();
		Map<String, Object> parameters = ((ActionEvent) invocation.event()).parameters();
		Set<String> unknown = this.mapper.unknownKeys(type, parameters);
		if (!unknown.isEmpty() && !takesOthers((ActionEvent) invocation.event())) {
			throw new UnusableArgumentException("Unknown parameter '%s'; the action takes %s"
				.formatted(unknown.iterator().next(), this.mapper.keys(type)));
		}
		try {
			return this.mapper.read(type, parameters);
		}
		catch (MappingException ex) {
			throw new UnusableArgumentException("Parameter " + ex.getMessage());
		}
	}

}
