package io.opsframework.autoconfigure;

import io.opsframework.juju.JujuContext;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The hook failed. Its exit code tells Juju to run it again later.
 */
final class HookFailedException extends RuntimeException implements ExitCodeGenerator {

	private final JujuContext context;

	HookFailedException(JujuContext context, Throwable cause) {
		super("'%s' failed".formatted(context.dispatchPath()), cause);
		this.context = context;
	}

	JujuContext context() {
		return this.context;
	}

	@Override
	public int getExitCode() {
		return 1;
	}

}
