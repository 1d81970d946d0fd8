package io.opsframework.event;

/**
 * The unit is to stop its workload, before it is removed or its pod ends.
 */
public record StopEvent() implements JujuEvent {

	@Override
	public String hookName() {
		return "stop";
	}

}
