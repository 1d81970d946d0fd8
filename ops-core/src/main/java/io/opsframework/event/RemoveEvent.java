package io.opsframework.event;

/**
 * The last hook of a unit.
 */
public record RemoveEvent() implements JujuEvent {

	@Override
	public String hookName() {
		return "remove";
	}

}
