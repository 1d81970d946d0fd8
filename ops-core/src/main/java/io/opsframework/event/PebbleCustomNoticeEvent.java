package io.opsframework.event;

import io.opsframework.juju.HookKind;
import io.opsframework.model.Container;
import io.opsframework.model.LazyNotice;

/**
 * A workload sent a notice; from Juju 3.4 on.
 *
 * @param container the container
 * @param notice the notice, of which Pebble is asked for more when more is wanted
 */
public record PebbleCustomNoticeEvent(Container container, LazyNotice notice) implements WorkloadEvent {

	/**
	 * Create a new event.
	 * @param container the container
	 * @param noticeId the notice's id
	 * @param noticeType the notice's type, {@code custom}
	 * @param noticeKey the notice's key, {@code example.com/path}
	 */
	public PebbleCustomNoticeEvent(Container container, String noticeId, String noticeType, String noticeKey) {
		this(container, new LazyNotice(container, noticeId, noticeType, noticeKey));
	}

	@Override
	public HookKind hookKind() {
		return HookKind.PEBBLE_CUSTOM_NOTICE;
	}

}
