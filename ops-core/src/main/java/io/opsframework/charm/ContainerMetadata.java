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
 * @param bases what it is built on instead of an image
 * @param mounts the storages in it, by the storage's name
 * @param uid the user its Pebble runs as; {@code null} where the charm does not say
 * @param gid the group its Pebble runs as; {@code null} where the charm does not say
 */
public record ContainerMetadata(String name, @Nullable String resource, List<ContainerBase> bases,
		Map<String, ContainerMount> mounts, @Nullable Integer uid, @Nullable Integer gid) {

	static ContainerMetadata read(Declaration.Named named) {
		if (named.get("resource").isPresent() && named.get("bases").isPresent()) {
			throw named.declaration()
				.problem("'%s' has both 'resource' and 'bases', expected one of them"
					.formatted(named.declaration().path()));
		}
		return new ContainerMetadata(named.name(), named.get("resource").text(),
				named.get("bases").elements().stream().map(ContainerBase::read).toList(),
				readMounts(named.get("mounts")), named.get("uid").wholeNumber(), named.get("gid").wholeNumber());
	}

	private static Map<String, ContainerMount> readMounts(Declaration declaration) {
		Map<String, ContainerMount> mounts = new LinkedHashMap<>();
		for (Declaration mount : declaration.elements()) {
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
