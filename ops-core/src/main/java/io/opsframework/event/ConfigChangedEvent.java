package io.opsframework.event;

/**
 * The configuration, an address or trust may have changed.
 */
public record ConfigChangedEvent() implements JujuEvent, Deferrable {

	@Override
	public String hookName() {
		return "config-changed";
	}

}
