package io.opsframework.pebble;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A service of the plan, and how it is now.
 *
 * @param name its name
 * @param startup {@code enabled} or {@code disabled}
 * @param current {@code active}, {@code inactive}, {@code backoff} while Pebble waits
 * before it restarts the service, {@code error}, or what else Pebble may say
 * @param currentSince since when; {@code null} if Pebble does not tell
 */
public record ServiceInfo(String name, String startup, String current, @Nullable Instant currentSince) {

	static ServiceInfo of(JsonObject json) {
		return new ServiceInfo(json.string("name"), json.string("startup", "disabled"), json.string("current", ""),
				json.time("current-since"));
	}

	/**
	 * Whether the service runs.
	 * @return {@code true} if it is {@code active}
	 */
	public boolean isRunning() {
		return this.current.equals("active");
	}

}
