package io.opsframework.invocation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.StorageEvent;
import io.opsframework.event.WorkloadEvent;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnStorage;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Container;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.model.Storage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Finds out what the parameters of a listener take: what an author's resolver provides,
 * the event or what it is about, relation data, an action's parameters, or beans.
 */
final class ListenerParameterFactory {

	// Which listeners may take what their event is about.
	private static final Map<Class<?>, Class<? extends Annotation>> ANNOTATIONS = Map.of(Relation.class,
			OnRelation.class, Storage.class, OnStorage.class, Container.class, OnContainer.class);

	private final List<ListenerArgumentResolver> resolvers;

	private final Model model;

	private final CharmMetadata metadata;

	private final RecordMapper mapper;

	private final DefaultListableBeanFactory beanFactory;

	ListenerParameterFactory(List<ListenerArgumentResolver> resolvers, Model model, CharmMetadata metadata,
			RecordMapper mapper, DefaultListableBeanFactory beanFactory) {
		this.resolvers = List.copyOf(resolvers);
		this.model = model;
		this.metadata = metadata;
		this.mapper = mapper;
		this.beanFactory = beanFactory;
	}

	List<ListenerParameter> create(String beanName, Method method) {
		List<ListenerParameter> parameters = new ArrayList<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			parameters.add(create(beanName, method, new MethodParameter(method, i)));
		}
		return parameters;
	}

	private ListenerParameter create(String beanName, Method method, MethodParameter parameter) {
		String type = parameter.getGenericParameterType().getTypeName();
		try {
			ListenerParameter found = find(beanName, parameter);
			if (found != null) {
				return found;
			}
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new InvalidListenerException(method,
					"has a parameter of type %s for which there are the beans %s".formatted(type,
							ex.getBeanNamesFound()),
					"Name the one that is meant with @Qualifier, mark it as @Primary, or take all as a List or a Map.");
		}
		throw new InvalidListenerException(method, "has a parameter of type %s that nothing provides".formatted(type),
				provided(parameter.getParameterType()));
	}

	private static String provided(Class<?> type) {
		Class<?> annotation = ANNOTATIONS.get(type);
		if (annotation != null) {
			return "Take a %s in a listener with @%s, or ask the Model for it.".formatted(type.getSimpleName(),
					annotation.getSimpleName());
		}
		return "Take the event, a bean, a record bound to 'charm.config', relation data with @RemoteAppData and its like, "
				+ "an action's parameters as a record, or add a ListenerArgumentResolver.";
	}

	private @Nullable ListenerParameter find(String beanName, MethodParameter parameter) {
		for (ListenerArgumentResolver resolver : this.resolvers) {
			if (resolver.supportsParameter(parameter)) {
				return (invocation) -> resolver.resolveArgument(parameter, invocation);
			}
		}
		ListenerParameter found = ofEvent(parameter);
		if (found == null) {
			found = RelationDataParameter.of(parameter, this.model, this.mapper);
		}
		if (found == null) {
			found = ActionParameter.of(parameter, this.metadata, this.mapper, this.beanFactory);
		}
		return (found != null) ? found : BeanParameter.of(parameter, beanName, this.beanFactory);
	}

	private static @Nullable ListenerParameter ofEvent(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (CharmEvent.class.isAssignableFrom(type)) {
			return ListenerInvocation::event;
		}
		if (type == Relation.class && isOn(parameter, OnRelation.class)) {
			return (invocation) -> ((RelationEvent) invocation.event()).relation();
		}
		if (type == Storage.class && isOn(parameter, OnStorage.class)) {
			return (invocation) -> ((StorageEvent) invocation.event()).storage();
		}
		if (type == Container.class && isOn(parameter, OnContainer.class)
				&& parameter.getParameterAnnotations().length == 0) {
			return (invocation) -> ((WorkloadEvent) invocation.event()).container();
		}
		return null;
	}

	private static boolean isOn(MethodParameter parameter, Class<? extends Annotation> type) {
		return AnnotatedElementUtils.hasAnnotation(parameter.getExecutable(), type);
	}

}
