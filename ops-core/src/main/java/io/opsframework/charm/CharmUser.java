package io.opsframework.charm;

/**
 * The user that a charm on Kubernetes runs as.
 */
public enum CharmUser {

	/** Root. */
	ROOT,

	/** A user that can become root. */
	SUDOER,

	/** A user that cannot become root. */
	NON_ROOT

}
