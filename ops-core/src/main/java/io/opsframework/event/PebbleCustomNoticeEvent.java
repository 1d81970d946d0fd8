package io.opsframework.event;

import io.opsframework.juju.HookKind;
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
	public HookKind hookKind() {
		return HookKind.PEBBLE_CUSTOM_NOTICE;
	}

}
