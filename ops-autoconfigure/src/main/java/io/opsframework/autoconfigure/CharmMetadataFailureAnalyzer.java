package io.opsframework.autoconfigure;

import io.opsframework.charm.CharmMetadataException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a file of the charm that cannot be read.
 */
final class CharmMetadataFailureAnalyzer extends AbstractFailureAnalyzer<CharmMetadataException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CharmMetadataException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Correct the file, and refresh or rebuild the charm.", cause);
	}

}
