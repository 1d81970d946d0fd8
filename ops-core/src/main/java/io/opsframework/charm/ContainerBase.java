package io.opsframework.charm;

import java.util.List;

/**
 * A base that a container is built on where it has no image of its own.
 *
 * @param name the operating system, {@code ubuntu}
 * @param channel its version, {@code 24.04/stable}
 * @param architectures the architectures, {@code amd64}
 */
public record ContainerBase(String name, String channel, List<String> architectures) {

	static ContainerBase read(YamlValue base) {
		return new ContainerBase(base.get("name").requireText("an operating system such as 'ubuntu'"),
				base.get("channel").requireText("a channel such as '24.04/stable'"), base.get("architectures").texts());
	}

}
