package io.opsframework.model;

import java.util.function.Supplier;

import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleException;
import io.opsframework.pebble.SystemInfo;

/**
 * What not each Pebble can do that Juju brings along.
 */
enum PebbleFeature {

	START_AND_STOP_CHECKS("starting and stopping checks", 1, 19),

	SERVICE_CONTEXT("running a command as a service runs", 1, 3),

	NOTICES("notices", 1, 5);

	// Up to this one it is known what a layer can say.
	private static final int KNOWN_MAJOR = 1;

	private static final int KNOWN_MINOR = 32;

	private final String description;

	private final int major;

	private final int minor;

	PebbleFeature(String description, int major, int minor) {
		this.description = description;
		this.major = major;
		this.minor = minor;
	}

	/**
	 * Use it, and only if that is refused see whether it can be there: another request
	 * each time would be too many.
	 * @param container the container
	 * @param use asks for it
	 * @param <T> the type of what is asked for
	 * @return what was asked for
	 */
	<T> T use(Container container, Supplier<T> use) {
		try {
			return use.get();
		}
		catch (PebbleApiException ex) {
			SystemInfo info = container.systemInfo();
			throw isIn(info) ? ex : unsupported(container, info, ex);
		}
	}

	/**
	 * Fail if it is not there.
	 * @param container the container
	 */
	void require(Container container) {
		SystemInfo info = container.systemInfo();
		if (!isIn(info)) {
			throw new UnsupportedByPebbleException(message(container, info), info.version(), null);
		}
	}

	private boolean isIn(SystemInfo info) {
		return info.isAtLeast(this.major, this.minor);
	}

	private PebbleException unsupported(Container container, SystemInfo info, PebbleApiException cause) {
		return new UnsupportedByPebbleException(message(container, info), info.version(), cause);
	}

	private String message(Container container, SystemInfo info) {
		return "%s needs Pebble v%d.%d, and container %s has %s, which comes with Juju: use a newer Juju, or do without"
			.formatted(Character.toUpperCase(this.description.charAt(0)) + this.description.substring(1), this.major,
					this.minor, container.name(), info.version());
	}

	/**
	 * What is to be thrown when a layer is refused.
	 * @param container the container
	 * @param refusal what Pebble said
	 * @return the refusal, or that this Pebble does not know what the layer says
	 */
	static PebbleException explainLayer(Container container, PebbleApiException refusal) {
		boolean unknown = refusal.getReason().contains("not found in type")
				|| refusal.getReason().contains("unknown section");
		SystemInfo info = unknown ? container.systemInfo() : null;
		if (info == null || info.isAtLeast(KNOWN_MAJOR, KNOWN_MINOR)) {
			return refusal;
		}
		return new UnsupportedByPebbleException(
				"The Pebble of container %s is %s, which comes with Juju, and does not know all that the layer says: %s"
					.formatted(container.name(), info.version(), refusal.getReason()),
				info.version(), refusal);
	}

}
