package io.opsframework.charm;

import java.util.List;

/**
 * What the charm assumes of Juju and the cloud.
 */
public sealed interface Assumption {

	/**
	 * A feature that must be there.
	 *
	 * @param expression a feature, {@code k8s-api}, or one with a version,
	 * {@code juju >= 3.5}
	 */
	record Feature(String expression) implements Assumption {

	}

	/**
	 * Assumptions that must all hold.
	 *
	 * @param assumptions the assumptions
	 */
	record AllOf(List<Assumption> assumptions) implements Assumption {

	}

	/**
	 * Assumptions of which one must hold.
	 *
	 * @param assumptions the assumptions
	 */
	record AnyOf(List<Assumption> assumptions) implements Assumption {

	}

}
