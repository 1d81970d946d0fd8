package io.opsframework.event;

import io.opsframework.model.Container;

/**
 * Something happened in a workload container.
 */
public sealed interface WorkloadEvent extends JujuEvent, Deferrable
		permits PebbleReadyEvent, PebbleCustomNoticeEvent, PebbleCheckFailedEvent, PebbleCheckRecoveredEvent {

	/**
	 * The container.
	 * @return the container
	 */
	Container container();

	@Override
	default String hookName() {
		return hookKind().hookName(container().name());
	}

}
