package io.opsframework.pebble;

import java.util.Set;

/**
 * The signals that Pebble knows by their names.
 */
public final class Signals {

	private static final Set<String> NAMES = Set.of("SIGABRT", "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCLD", "SIGCONT",
			"SIGFPE", "SIGHUP", "SIGILL", "SIGINT", "SIGIO", "SIGIOT", "SIGKILL", "SIGPIPE", "SIGPOLL", "SIGPROF",
			"SIGPWR", "SIGQUIT", "SIGSEGV", "SIGSTKFLT", "SIGSTOP", "SIGSYS", "SIGTERM", "SIGTRAP", "SIGTSTP",
			"SIGTTIN", "SIGTTOU", "SIGURG", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGWINCH", "SIGXCPU", "SIGXFSZ");

	private Signals() {
	}

	/**
	 * Whether there is a signal.
	 * @param name the name of the signal, {@code SIGTERM}
	 * @return {@code false} for a number, and for a name without {@code SIG}
	 */
	public static boolean isKnown(String name) {
		return NAMES.contains(name);
	}

	/**
	 * Require that there is a signal.
	 * @param name the name of the signal, {@code SIGTERM}
	 * @throws IllegalArgumentException if there is none
	 */
	public static void require(String name) {
		if (!isKnown(name)) {
			throw new IllegalArgumentException("There is no signal '%s': write its name as in SIGTERM".formatted(name));
		}
	}

}
