package io.opsframework.invocation;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;

import io.opsframework.event.RelationEvent;
import io.opsframework.listener.LocalAppData;
import io.opsframework.listener.LocalUnitData;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.listener.RemoteUnitData;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * A listener's parameter that takes relation data.
 *
 * @param kind whose data it takes
 * @param endpoint the endpoint; empty for the relation of the event
 * @param type the record's type
 * @param shape how the parameter takes it
 */
record RelationDataParameter(Kind kind, String endpoint, Class<?> type, Shape shape) {

	static @Nullable RelationDataParameter of(MethodParameter parameter) {
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			Kind kind = kind(annotation);
			if (kind != null) {
				return of(parameter, kind, endpoint(annotation));
			}
		}
		return null;
	}

	private static @Nullable Kind kind(Annotation annotation) {
		for (Kind kind : Kind.values()) {
			if (kind.annotation.isInstance(annotation)) {
				return kind;
			}
		}
		return null;
	}

	private static String endpoint(Annotation annotation) {
		return String.valueOf(AnnotationUtils.getValue(annotation));
	}

	private static RelationDataParameter of(MethodParameter parameter, Kind kind, String endpoint) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		Class<?> raw = type.resolve(Object.class);
		if (raw == Map.class) {
			return new RelationDataParameter(kind, endpoint, type.getGeneric(1).resolve(Object.class), Shape.ALL);
		}
		if (raw == Optional.class) {
			return new RelationDataParameter(kind, endpoint, type.getGeneric(0).resolve(Object.class), Shape.OPTIONAL);
		}
		return new RelationDataParameter(kind, endpoint, raw, parameter.isOptional() ? Shape.NULLABLE : Shape.REQUIRED);
	}

	boolean isOfEvent(@Nullable Object event) {
		return event instanceof RelationEvent relation
				&& (this.endpoint.isEmpty() || relation.relation().endpoint().equals(this.endpoint));
	}

	RelationDataParameter forEndpointOf(Object event) {
		String name = ((RelationEvent) event).relation().endpoint();
		return new RelationDataParameter(this.kind, name, this.type, this.shape);
	}

	/**
	 * Whose data a parameter takes.
	 */
	enum Kind {

		REMOTE_APP(RemoteAppData.class), REMOTE_UNIT(RemoteUnitData.class), LOCAL_APP(LocalAppData.class),
		LOCAL_UNIT(LocalUnitData.class);

		private final Class<? extends Annotation> annotation;

		Kind(Class<? extends Annotation> annotation) {
			this.annotation = annotation;
		}

	}

	/**
	 * How a parameter takes its data.
	 */
	enum Shape {

		/** The record; the listener is not called without it. */
		REQUIRED,

		/** The record, or an empty optional. */
		OPTIONAL,

		/** The record, or null. */
		NULLABLE,

		/** The records of all relations of the endpoint that are complete. */
		ALL

	}

}
