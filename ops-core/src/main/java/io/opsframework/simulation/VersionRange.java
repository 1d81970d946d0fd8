package io.opsframework.simulation;

import io.opsframework.juju.JujuVersion;
import org.jspecify.annotations.Nullable;

/**
 * The versions of Juju that have something.
 *
 * @param from the first one
 * @param to the first one after them that has it no more; {@code null} for none
 */
record VersionRange(JujuVersion from, @Nullable JujuVersion to) {

	static final VersionRange ALL = new VersionRange(JujuVersion.UNKNOWN, null);

	static VersionRange from(String version) {
		return new VersionRange(JujuVersion.of(version), null);
	}

	// Those before a version.
	VersionRange to(String version) {
		return new VersionRange(this.from, JujuVersion.of(version));
	}

	boolean contains(JujuVersion version) {
		return has(version, this.from) && (this.to == null || !has(version, this.to));
	}

	private static boolean has(JujuVersion version, JujuVersion first) {
		return version.isAtLeast(first.major(), first.minor(), first.patch());
	}

}
