package io.opsframework.invocation;

import java.util.Map;
import java.util.Set;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.juju.Excerpt;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.OnAction;
import io.opsframework.mapping.MappingException;
import io.opsframework.mapping.RecordMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A listener's parameter that takes the parameters of an action as a record. Those that
 * are missing, unknown or of the wrong type fail the action with a message for the person
 * who ran it.
 */
final class ActionParameter implements ListenerParameter {

	private final Class<?> type;

	private final CharmMetadata metadata;

	private final RecordMapper mapper;

	private ActionParameter(Class<?> type, CharmMetadata metadata, RecordMapper mapper) {
		this.type = type;
		this.metadata = metadata;
		this.mapper = mapper;
	}

	static @Nullable ActionParameter of(MethodParameter parameter, CharmMetadata metadata, RecordMapper mapper,
			ListableBeanFactory beanFactory) {
		return isOne(parameter, beanFactory) ? new ActionParameter(parameter.getParameterType(), metadata, mapper)
				: null;
	}

	static boolean isOne(MethodParameter parameter, ListableBeanFactory beanFactory) {
		Class<?> type = parameter.getParameterType();
		return type.isRecord() && !CharmEvent.class.isAssignableFrom(type)
				&& parameter.getParameterAnnotations().length == 0
				&& AnnotatedElementUtils.hasAnnotation(parameter.getExecutable(), OnAction.class)
				&& beanFactory.getBeanNamesForType(type, true, false).length == 0;
	}

	@Override
	public Object resolve(ListenerInvocation invocation) {
		ActionEvent event = (ActionEvent) invocation.event();
		Map<String, Object> parameters = event.parameters();
		Set<String> unknown = this.mapper.unknownKeys(this.type, parameters);
		if (!unknown.isEmpty() && !takesOthers(event)) {
			throw new ActionFailedException("Unknown parameter '%s'; the action takes %s"
				.formatted(Excerpt.of(unknown.iterator().next()), this.mapper.keys(this.type)));
		}
		try {
			return this.mapper.read(this.type, parameters);
		}
		catch (MappingException ex) {
			throw new ActionFailedException("Parameter " + ex.getMessage());
		}
	}

	private boolean takesOthers(ActionEvent event) {
		ActionMetadata action = this.metadata.actions().get(event.name());
		return action != null && Boolean.TRUE.equals(action.additionalProperties());
	}

}
