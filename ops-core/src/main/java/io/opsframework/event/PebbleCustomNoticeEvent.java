package io.opsframework.event;

import io.opsframework.model.Container;

/**
 * A workload sent a notice; from Juju 3.4 on.
 *
 * @param container the container
 * @param noticeId the notice's id
 * @param noticeType the notice's type, {@code custom}
 * @param noticeKey the notice's key, {@code example.com/path}
 */
public record PebbleCustomNoticeEvent(Container container, String noticeId, String noticeType,
		String noticeKey) implements WorkloadEvent {

	@Override
	public String hookName() {
		return this.container.name() + "-pebble-custom-notice";
	}

}
