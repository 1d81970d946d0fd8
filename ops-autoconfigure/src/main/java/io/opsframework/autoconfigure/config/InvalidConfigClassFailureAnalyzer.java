package io.opsframework.autoconfigure.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a configuration class that cannot work as it is written.
 */
final class InvalidConfigClassFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigClassException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigClassException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getAction(), cause);
	}

}
