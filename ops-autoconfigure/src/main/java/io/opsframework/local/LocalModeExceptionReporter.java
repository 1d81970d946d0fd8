package io.opsframework.local;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;

/**
 * Tells the person at the terminal what local mode could not follow: the charm itself is
 * well, so that is all there is to say.
 */
@Order(0)
final class LocalModeExceptionReporter implements SpringBootExceptionReporter {

	LocalModeExceptionReporter(@Nullable ConfigurableApplicationContext context) {
		// The context is offered to all reporters; this one needs nothing from it.
	}

	@Override
	public boolean reportException(Throwable failure) {
		if (failure instanceof LocalModeException) {
			System.err.println("ERROR " + failure.getMessage());
			return true;
		}
		return false;
	}

}
