package io.opsframework.model;

/**
 * Some of a listener's writes were sent and another one was refused. Only Juju can drop
 * what was sent, by the failure of the hook.
 */
public class WritesPartlySentException extends RuntimeException {

	WritesPartlySentException(RuntimeException cause) {
		super("A write was refused after others had been sent: " + cause.getMessage(), cause);
	}

}
