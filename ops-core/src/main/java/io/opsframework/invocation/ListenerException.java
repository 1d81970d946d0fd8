package io.opsframework.invocation;

/**
 * Carries what a listener threw where it cannot travel as it is: a checked exception, or
 * a {@code ClassCastException}, some of which Spring's multicaster swallows. The
 * framework unwraps it at the end of the hook.
 */
public class ListenerException extends RuntimeException {

	ListenerException(String listener, Throwable cause) {
		super("Listener '%s' failed".formatted(listener), cause);
	}

	/**
	 * What a listener really threw.
	 * @param thrown what arrived
	 * @return the original
	 */
	public static Throwable unwrap(Throwable thrown) {
		Throwable cause = thrown.getCause();
		return (thrown instanceof ListenerException && cause != null) ? unwrap(cause) : thrown;
	}

}
