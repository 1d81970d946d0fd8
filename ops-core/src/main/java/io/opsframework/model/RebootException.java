package io.opsframework.model;

/**
 * Ends a hook that has made its machine reboot at once. A charm lets it pass: nothing of
 * the hook is kept, the process ends as if nothing was wrong, and Juju runs the hook
 * again after the reboot.
 */
public class RebootException extends RuntimeException {

	RebootException() {
		super("The machine reboots, and Juju runs this hook again after it");
	}

}
