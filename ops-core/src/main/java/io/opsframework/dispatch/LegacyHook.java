package io.opsframework.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.JujuContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A script of a charm from the days before {@code dispatch}: {@code hooks/install} and
 * its like. It runs before the charm does, and its failure is the hook's.
 */
public final class LegacyHook {

	private static final Logger logger = LoggerFactory.getLogger(LegacyHook.class);

	private static final String GUARD = "OPERATOR_DISPATCH";

	private final Map<String, String> environment;

	/**
	 * Create a new runner of legacy hooks.
	 * @param environment the environment of this process
	 */
	public LegacyHook(Map<String, String> environment) {
		this.environment = environment;
	}

	/**
	 * Whether a legacy hook has started this process, so that the hook is being handled
	 * already.
	 * @return {@code true} if it has
	 */
	public boolean isRunning() {
		return this.environment.containsKey(GUARD);
	}

	/**
	 * Run the script for a hook, if the charm has one.
	 * @param context what Juju told about the hook
	 * @return its exit code; 0 if there is none to run
	 */
	public int run(JujuContext context) {
		Path charm = context.charmDirectory();
		String path = context.dispatchPath().path();
		Path script = charm.resolve(path);
		if (path.isEmpty() || !Files.isRegularFile(script)) {
			return 0;
		}
		if (!Files.isExecutable(script)) {
			logger.warn("Legacy hook '{}' is not run: it is not executable", path);
			return 0;
		}
		try {
			return isDispatch(script, charm) ? 0 : run(script, charm);
		}
		catch (IOException ex) {
			logger.warn("Legacy hook '{}' cannot be run: {}", path, ex.getMessage());
			return 1;
		}
	}

	// A link to it, or a copy.
	private static boolean isDispatch(Path script, Path charm) throws IOException {
		Path dispatch = charm.resolve("dispatch");
		return Files.exists(dispatch) && Files.mismatch(script, dispatch) == -1;
	}

	private int run(Path script, Path charm) throws IOException {
		logger.warn("Legacy hook '{}' runs first; move what it does into the charm", charm.relativize(script));
		Map<String, String> variables = new TreeMap<>(this.environment);
		variables.put(GUARD, "1");
		ProcessBuilder builder = new ProcessBuilder(script.toString()).inheritIO().directory(charm.toFile());
		builder.environment().clear();
		builder.environment().putAll(variables);
		int exitCode = waitFor(builder.start());
		if (exitCode != 0) {
			logger.warn("Legacy hook '{}' failed with exit code {}", charm.relativize(script), exitCode);
		}
		return exitCode;
	}

	private static int waitFor(Process process) {
		try {
			return process.waitFor();
		}
		catch (InterruptedException ex) {
			process.destroy();
			Thread.currentThread().interrupt();
			return 1;
		}
	}

}
