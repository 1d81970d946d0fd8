package io.opsframework.autoconfigure.config;

/**
 * A configuration class has constraints that nobody checks. The application does not
 * start.
 */
final class UnvalidatedConfigException extends RuntimeException {

	private final String typeName;

	UnvalidatedConfigException(Class<?> type, String constraint, String element) {
		super("%s has a constraint, @%s on '%s', that nobody checks: the class is not annotated with @Validated"
			.formatted(type.getSimpleName(), constraint, element));
		this.typeName = type.getName();
	}

	String getTypeName() {
		return this.typeName;
	}

}
