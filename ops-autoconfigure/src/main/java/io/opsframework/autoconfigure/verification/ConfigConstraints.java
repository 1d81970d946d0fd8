package io.opsframework.autoconfigure.verification;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The Bean Validation constraints of a configuration class. They are known by name, since
 * only an author who uses them has that API.
 */
final class ConfigConstraints {

	private static final String CONSTRAINT = "jakarta.validation.Constraint";

	private ConfigConstraints() {
	}

	/**
	 * Fail if a class has constraints and nobody checks them.
	 * @param type the class that configuration is bound to
	 * @throws InvalidCharmException if it does
	 */
	static void requireValidated(Class<?> type) {
		if (!AnnotatedElementUtils.hasAnnotation(type, Validated.class)) {
			check(type, type, type.getSimpleName());
			for (Field field : type.getDeclaredFields()) {
				check(type, field, field.getName());
			}
			for (Method method : type.getDeclaredMethods()) {
				check(type, method, method.getName());
			}
			for (Constructor<?> constructor : type.getDeclaredConstructors()) {
				for (AnnotatedElement parameter : constructor.getParameters()) {
					check(type, parameter, "constructor");
				}
			}
		}
	}

	private static void check(Class<?> type, AnnotatedElement element, String name) {
		String constraint = constraint(element);
		if (constraint != null) {
			throw new InvalidCharmException(
					"%s has a constraint, @%s on '%s', that nobody checks: the class is not annotated with @Validated"
						.formatted(type.getSimpleName(), constraint, name),
					"Add @Validated to %s, so that a value that breaks a constraint blocks the unit, or remove the constraints."
						.formatted(type.getName()));
		}
	}

	private static @Nullable String constraint(AnnotatedElement element) {
		for (Annotation annotation : element.getAnnotations()) {
			Class<? extends Annotation> annotationType = annotation.annotationType();
			for (Annotation meta : annotationType.getAnnotations()) {
				if (meta.annotationType().getName().equals(CONSTRAINT)) {
					return annotationType.getSimpleName();
				}
			}
		}
		return null;
	}

}
