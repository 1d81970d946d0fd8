package io.opsframework.event;

/**
 * The periodic hook, each five minutes unless the model says otherwise.
 */
public record UpdateStatusEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "update-status";
	}

}
