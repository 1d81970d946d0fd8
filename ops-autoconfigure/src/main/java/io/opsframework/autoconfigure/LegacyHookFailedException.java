package io.opsframework.autoconfigure;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The script that ran before the charm failed; its exit code is the hook's.
 */
final class LegacyHookFailedException extends RuntimeException implements ExitCodeGenerator {

	private final int exitCode;

	LegacyHookFailedException(int exitCode) {
		super("A legacy hook failed with exit code " + exitCode);
		this.exitCode = exitCode;
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

}
