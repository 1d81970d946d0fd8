package io.opsframework.charm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A workload container beside the charm's own in the pod.
 *
 * @param name the container's name
 * @param resource the resource with its image; {@code null} where it has none
 * @param bases what its image may be built on, in place of the resource; Juju does not
 * look at them
 * @param mounts the storages in it, by the storage's name
 * @param uid the user its Pebble runs as; {@code null} where the charm does not say
 * @param gid the group its Pebble runs as; {@code null} where the charm does not say
 */
public record ContainerMetadata(String name, @Nullable String resource, List<ContainerBase> bases,
		Map<String, ContainerMount> mounts, @Nullable Integer uid, @Nullable Integer gid) {

	static ContainerMetadata read(YamlValue container) {
		return new ContainerMetadata(container.key(), container.get("resource").text(),
				container.get("bases").elements().stream().map(ContainerBase::read).toList(),
				readMounts(container.get("mounts")), container.get("uid").wholeNumber(),
				container.get("gid").wholeNumber());
	}

	private static Map<String, ContainerMount> readMounts(YamlValue list) {
		Map<String, ContainerMount> mounts = new LinkedHashMap<>();
		for (YamlValue mount : list.elements()) {
			String storage = mount.get("storage").requireText("the name of a storage");
			String location = mount.get("location").requireText("a path");
			mounts.merge(storage, new ContainerMount(storage, List.of(location)), ContainerMetadata::join);
		}
		return Collections.unmodifiableMap(mounts);
	}

	private static ContainerMount join(ContainerMount first, ContainerMount second) {
		List<String> locations = new ArrayList<>(first.locations());
		locations.addAll(second.locations());
		return new ContainerMount(first.storage(), List.copyOf(locations));
	}

}
