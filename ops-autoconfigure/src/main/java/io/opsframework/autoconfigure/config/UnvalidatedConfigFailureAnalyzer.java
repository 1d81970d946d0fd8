package io.opsframework.autoconfigure.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains constraints of a configuration class that nobody checks.
 */
final class UnvalidatedConfigFailureAnalyzer extends AbstractFailureAnalyzer<UnvalidatedConfigException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnvalidatedConfigException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Add @Validated to %s, so that a value that breaks a constraint blocks the unit, or remove the constraints."
					.formatted(cause.getTypeName()),
				cause);
	}

}
