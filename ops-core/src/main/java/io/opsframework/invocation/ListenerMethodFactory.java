package io.opsframework.invocation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.CharmEvent;
import io.opsframework.listener.EventFilter;
import io.opsframework.listener.EventFilter.Kind;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnSecret;
import io.opsframework.listener.OnStorage;
import io.opsframework.listener.RelationEndpoint;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.Order;
import org.springframework.util.ReflectionUtils;

/**
 * Reads listener methods from their annotations.
 */
final class ListenerMethodFactory {

	private static final Map<Class<? extends Annotation>, Kind> KINDS = kinds();

	private final BeanFactory beanFactory;

	private final CharmMetadata metadata;

	ListenerMethodFactory(BeanFactory beanFactory, CharmMetadata metadata) {
		this.beanFactory = beanFactory;
		this.metadata = metadata;
	}

	private static Map<Class<? extends Annotation>, Kind> kinds() {
		Map<Class<? extends Annotation>, Kind> kinds = new LinkedHashMap<>();
		kinds.put(OnRelation.class, Kind.ENDPOINT);
		kinds.put(OnAction.class, Kind.ACTION);
		kinds.put(OnContainer.class, Kind.CONTAINER);
		kinds.put(OnStorage.class, Kind.STORAGE);
		kinds.put(OnSecret.class, Kind.SECRET);
		kinds.put(OnHook.class, Kind.EVENT);
		return Collections.unmodifiableMap(kinds);
	}

	// Whether a method is an @EventListener, by itself or by one of our annotations, for
	// events of a charm.
	static boolean isCharmListener(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		if (annotation == null) {
			return false;
		}
		if (KINDS.keySet().stream().anyMatch((type) -> AnnotatedElementUtils.hasAnnotation(method, type))) {
			return true;
		}
		List<Class<?>> declared = declaredTypes(annotation, method);
		return !declared.isEmpty() && declared.stream().allMatch(CharmEvent.class::isAssignableFrom);
	}

	static Set<Method> listeners(Class<?> type) {
		return MethodIntrospector.selectMethods(type, (ReflectionUtils.MethodFilter) (method) -> AnnotatedElementUtils
			.hasAnnotation(method, EventListener.class));
	}

	private static List<Class<?>> declaredTypes(EventListener annotation, Method method) {
		if (annotation.classes().length > 0) {
			return List.of(annotation.classes());
		}
		List<Class<?>> events = eventParameters(method);
		return (events.isEmpty() && method.getParameterCount() > 0) ? List.of(method.getParameterTypes()[0]) : events;
	}

	private static List<Class<?>> eventParameters(Method method) {
		List<Class<?>> events = new ArrayList<>();
		for (Class<?> parameter : method.getParameterTypes()) {
			if (CharmEvent.class.isAssignableFrom(parameter)) {
				events.add(parameter);
			}
		}
		return events;
	}

	ListenerMethod create(String beanName, Class<?> beanType, Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
		MergedAnnotation<EventListener> listener = annotations.get(EventListener.class);
		String id = listener.getString("id");
		return new ListenerMethod(id.isEmpty() ? defaultId(beanName, method) : id, aliases(annotations), beanName,
				beanType, method, eventTypes(listener.synthesize(), method),
				filter(annotations, beanName, beanType, method), order(annotations));
	}

	private static String defaultId(String beanName, Method method) {
		StringJoiner parameters = new StringJoiner(",", beanName + "#" + method.getName() + "(", ")");
		for (Class<?> parameter : method.getParameterTypes()) {
			parameters.add(parameter.getSimpleName());
		}
		return parameters.toString();
	}

	private static int order(MergedAnnotations annotations) {
		MergedAnnotation<Order> order = annotations.get(Order.class);
		return order.isPresent() ? order.getInt("value") : Ordered.LOWEST_PRECEDENCE;
	}

	private static Set<String> aliases(MergedAnnotations annotations) {
		for (Class<? extends Annotation> type : KINDS.keySet()) {
			MergedAnnotation<?> annotation = annotations.get(type);
			if (annotation.isPresent()) {
				return Set.of(annotation.getStringArray("aliases"));
			}
		}
		return Set.of();
	}

	private static List<Class<?>> eventTypes(EventListener annotation, Method method) {
		List<Class<?>> parameters = eventParameters(method);
		if (parameters.size() > 1) {
			throw new InvalidListenerException(method, "takes %d events".formatted(parameters.size()),
					"Take one event, of a type that all of them share, or write a method for each.");
		}
		List<Class<?>> declared = List.of(annotation.classes());
		if (parameters.isEmpty() && declared.isEmpty()) {
			throw new InvalidListenerException(method, "listens to no event",
					"Take the event as a parameter, or name its type in the annotation.");
		}
		if (parameters.isEmpty()) {
			return declared;
		}
		return narrowed(declared, parameters.get(0), method);
	}

	private static List<Class<?>> narrowed(List<Class<?>> declared, Class<?> parameter, Method method) {
		if (declared.isEmpty() || declared.stream().allMatch((type) -> type.isAssignableFrom(parameter))) {
			return List.of(parameter);
		}
		if (declared.stream().allMatch(parameter::isAssignableFrom)) {
			return declared;
		}
		throw new InvalidListenerException(method,
				"takes a %s, which is not the event its annotation is for".formatted(parameter.getSimpleName()),
				"Take an event of type %s, or use the annotation for the other one."
					.formatted(declared.get(0).getSimpleName()));
	}

	private EventFilter filter(MergedAnnotations annotations, String beanName, Class<?> beanType, Method method) {
		for (Map.Entry<Class<? extends Annotation>, Kind> entry : KINDS.entrySet()) {
			MergedAnnotation<?> annotation = annotations.get(entry.getKey());
			if (annotation.isPresent() && entry.getValue() != Kind.EVENT) {
				String name = annotation.getString("value");
				boolean own = name.isEmpty() && entry.getValue() == Kind.ENDPOINT
						&& RelationEndpoint.class.isAssignableFrom(beanType);
				return declared(entry.getValue(), own ? endpointOf(beanName) : name, method);
			}
		}
		return EventFilter.ANY;
	}

	private String endpointOf(String beanName) {
		return this.beanFactory.getBean(beanName, RelationEndpoint.class).endpoint();
	}

	private EventFilter declared(Kind kind, String name, Method method) {
		Set<String> declared = kind.declaredIn(this.metadata, name);
		if (kind == Kind.ACTION && declared.isEmpty()) {
			throw new InvalidListenerException(method, "runs actions, and the charm declares none",
					"Declare the action in charmcraft.yaml.");
		}
		if (!name.isEmpty() && !declared.contains(name)) {
			String noun = kind.name().toLowerCase(Locale.ROOT);
			throw new InvalidListenerException(method,
					"is for %s '%s', which the charm does not declare".formatted(noun, name),
					"Declare '%s' in charmcraft.yaml, or use one of %s.".formatted(name, declared));
		}
		return new EventFilter(kind, name);
	}

}
