package io.opsframework.pack;

import java.util.Collection;
import java.util.List;

import io.opsframework.charm.YamlValue;

/**
 * An operating system that a charm runs on, as its {@code manifest.yaml} names it.
 *
 * @param name its name, {@code ubuntu}
 * @param channel its release, {@code 24.04}
 * @param architectures the architectures, by Debian's names; empty if the author does not
 * limit them
 */
record ManifestBase(String name, String channel, List<String> architectures) {

	static final String FORM = "(ubuntu@\\d\\d\\.\\d\\d|almalinux@\\d+)";

	static ManifestBase read(YamlValue base) {
		base.allowOnly(List.of("name", "channel", "architectures"));
		return new ManifestBase(base.get("name").requireText("an operating system such as ubuntu"),
				base.get("channel").requireText("a release such as '22.04'"), base.get("architectures").texts());
	}

	static ManifestBase of(String base, Collection<String> architectures) {
		int at = base.indexOf('@');
		return new ManifestBase(base.substring(0, at), base.substring(at + 1), List.copyOf(architectures));
	}

}
