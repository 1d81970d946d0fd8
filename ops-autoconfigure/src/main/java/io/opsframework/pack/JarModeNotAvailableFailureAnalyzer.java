package io.opsframework.pack;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which jar a jar mode is for.
 */
class JarModeNotAvailableFailureAnalyzer extends AbstractFailureAnalyzer<JarModeNotAvailableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, JarModeNotAvailableException cause) {
		return new FailureAnalysis(
				"The application was started with -Djarmode=%s, but it was extracted or runs from classes."
					.formatted(cause.mode()),
				"Use the jar that the build repackaged, or leave -Djarmode away to run the application.", cause);
	}

}
