package io.opsframework.pebble;

import org.jspecify.annotations.Nullable;

/**
 * What Pebble says about itself.
 *
 * @param version its version, {@code v1.32.1}
 * @param bootId changes when the container's machine is started again
 * @param httpAddress where it also listens for HTTP; {@code null} if nowhere
 */
public record SystemInfo(String version, String bootId, @Nullable String httpAddress) {

	static SystemInfo of(JsonObject json) {
		return new SystemInfo(json.string("version"), json.string("boot-id", ""), json.stringOrNull("http-address"));
	}

	/**
	 * Whether this Pebble is of a version or newer. One that tells no number, as builds
	 * from its sources do, counts as new.
	 * @param major the first number of the version
	 * @param minor the second number
	 * @return {@code false} for an older one
	 */
	public boolean isAtLeast(int major, int minor) {
		String[] numbers = this.version.replaceFirst("^v", "").split("[.+~-]", 3);
		try {
			int ownMajor = Integer.parseInt(numbers[0]);
			return ownMajor > major || (ownMajor == major && Integer.parseInt(numbers[1]) >= minor);
		}
		catch (IndexOutOfBoundsException | NumberFormatException ex) {
			return true;
		}
	}

}
