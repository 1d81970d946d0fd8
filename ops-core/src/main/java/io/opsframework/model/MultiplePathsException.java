package io.opsframework.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Some of several files could not be copied to or from a container. The others were.
 */
public class MultiplePathsException extends RuntimeException {

	private static final int SHOWN = 5;

	private final Map<String, Exception> errors;

	MultiplePathsException(String action, Map<String, Exception> errors) {
		super(message(action, errors));
		this.errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
		errors.values().forEach(this::addSuppressed);
	}

	private static String message(String action, Map<String, Exception> errors) {
		String shown = errors.entrySet()
			.stream()
			.limit(SHOWN)
			.map((error) -> "%s: %s".formatted(error.getKey(), error.getValue().getMessage()))
			.collect(Collectors.joining("; "));
		return "Could not %s %d of the files: %s%s".formatted(action, errors.size(), shown,
				(errors.size() > SHOWN) ? " …" : "");
	}

	/**
	 * What was wrong with which file.
	 * @return the exceptions by the paths that were to be read
	 */
	public Map<String, Exception> getErrors() {
		return this.errors;
	}

}
