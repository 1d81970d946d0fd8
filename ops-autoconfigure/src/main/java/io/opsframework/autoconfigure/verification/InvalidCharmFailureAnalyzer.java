package io.opsframework.autoconfigure.verification;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a class of the charm that does not fit what the charm declares.
 */
final class InvalidCharmFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCharmException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidCharmException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getAction(), cause);
	}

}
