package io.opsframework.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a charm that declares nothing.
 */
final class CharmMetadataNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<CharmMetadataNotFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CharmMetadataNotFoundException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Let the build copy charmcraft.yaml to META-INF/charm on the class path, as the sample charm does.",
				cause);
	}

}
