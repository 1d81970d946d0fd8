package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.opsframework.charm.YamlFile;
import io.opsframework.charm.YamlValue;

/**
 * The {@code lxd-profile.yaml} of a machine charm, which Juju puts on the container that
 * the charm's unit lives in.
 */
final class LxdProfile {

	static final String NAME = "lxd-profile.yaml";

	private static final List<String> REFUSED = List.of("boot", "limits", "migration");

	private static final Pattern DEVICE = Pattern.compile("unix-char|unix-block|gpu|usb");

	private LxdProfile() {
	}

	/**
	 * Check that Juju takes a profile.
	 * @param file the profile
	 * @throws IOException if it cannot be read
	 * @throws io.opsframework.charm.CharmMetadataException if Juju refuses it
	 */
	static void check(Path file) throws IOException {
		try (InputStream yaml = Files.newInputStream(file)) {
			check(YamlFile.read(NAME, yaml).root());
		}
	}

	private static void check(YamlValue profile) {
		profile.get("description").text();
		profile.get("config").entries().values().forEach(LxdProfile::checkConfig);
		profile.get("devices").entries().values().forEach(LxdProfile::checkDevice);
	}

	private static void checkConfig(YamlValue entry) {
		if (REFUSED.stream().anyMatch(entry.key()::startsWith)) {
			throw entry.problem("'%s' is not for a charm to set: Juju refuses what begins with %s"
				.formatted(entry.path(), String.join(", ", REFUSED)));
		}
		checkScalar(entry);
	}

	private static void checkDevice(YamlValue device) {
		device.entries().values().forEach(LxdProfile::checkScalar);
		if (device.get("type").isPresent()) {
			device.get("type").requireText(DEVICE, "one of unix-char, unix-block, gpu, usb");
		}
	}

	private static void checkScalar(YamlValue value) {
		if (value.isMapping() || value.isList()) {
			throw value.mustBe("a text");
		}
	}

}
