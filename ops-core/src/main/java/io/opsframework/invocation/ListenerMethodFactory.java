package io.opsframework.invocation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.CharmEvent;
import io.opsframework.invocation.EventFilter.Kind;
import io.opsframework.listener.ListenerGate;
import io.opsframework.listener.RelationEndpoint;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.ReflectionUtils;

/**
 * Reads listener methods from their annotations.
 */
final class ListenerMethodFactory {

	private final BeanFactory beanFactory;

	private final CharmMetadata metadata;

	private final ListenerParameterFactory parameters;

	private final List<ListenerGate> gates;

	ListenerMethodFactory(BeanFactory beanFactory, CharmMetadata metadata, ListenerParameterFactory parameters,
			List<ListenerGate> gates) {
		this.beanFactory = beanFactory;
		this.metadata = metadata;
		this.parameters = parameters;
		this.gates = List.copyOf(gates);
	}

	// Whether a method is an @EventListener, by itself or by one of our annotations, for
	// events of a charm.
	static boolean isCharmListener(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		if (annotation == null) {
			return false;
		}
		if (Stream.of(Kind.values())
			.anyMatch((kind) -> AnnotatedElementUtils.hasAnnotation(method, kind.annotation()))) {
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

	CharmListener create(String beanName, Class<?> beanType, Method method) {
		requireInHooksThread(beanType, method);
		MergedAnnotations annotations = MergedAnnotations.from(method, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
		List<Class<?>> types = eventTypes(annotations.get(EventListener.class).synthesize(), method);
		CharmListener listener = new CharmListener(beanName, beanType, method,
				events(types, annotations, beanName, beanType, method), this.parameters.create(beanName, method),
				this.gates);
		listener.parameters().forEach((parameter) -> parameter.validate(listener, this.metadata));
		return listener;
	}

	// Juju can be asked by that thread only, and the process ends with the hook.
	private static void requireInHooksThread(Class<?> beanType, Method method) {
		if (AnnotatedElementUtils.hasAnnotation(method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(beanType, Async.class)) {
			throw new InvalidListenerException(method, "is @Async, and a listener runs in its hook's own thread",
					"Remove @Async from it, or call an @Async method of another bean, which does not ask Juju.");
		}
		if (AnnotatedElementUtils.hasAnnotation(method, Scheduled.class)
				|| AnnotatedElementUtils.hasAnnotation(method, Schedules.class)) {
			throw new InvalidListenerException(method, "is @Scheduled, and a charm's process ends with its hook",
					"Remove @Scheduled from it, and listen to UpdateStatusEvent for what is to happen from time to time.");
		}
	}

	static List<Class<?>> eventTypes(EventListener annotation, Method method) {
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

	private EventFilter events(List<Class<?>> types, MergedAnnotations annotations, String beanName, Class<?> beanType,
			Method method) {
		for (Kind kind : Kind.values()) {
			MergedAnnotation<?> annotation = annotations.get(kind.annotation());
			if (annotation.isPresent() && kind != Kind.EVENT) {
				String name = annotation.getString("value");
				boolean own = name.isEmpty() && kind == Kind.ENDPOINT
						&& RelationEndpoint.class.isAssignableFrom(beanType);
				return new EventFilter(types, kind, declared(kind, own ? endpointOf(beanName) : name, method));
			}
		}
		return new EventFilter(types, Kind.EVENT, "");
	}

	private String endpointOf(String beanName) {
		return this.beanFactory.getBean(beanName, RelationEndpoint.class).endpoint();
	}

	private String declared(Kind kind, String name, Method method) {
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
		return name;
	}

}
