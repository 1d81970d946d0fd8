package io.opsframework.charm;

import java.util.List;

/**
 * A storage in a container.
 *
 * @param storage the storage's name
 * @param locations where the container has it, at least one
 */
public record ContainerMount(String storage, List<String> locations) {

	/**
	 * The place of a storage that is mounted once.
	 * @return the place
	 * @throws IllegalStateException if the storage is mounted more than once
	 */
	public String location() {
		if (this.locations.size() != 1) {
			throw new IllegalStateException(
					"storage '%s' is mounted more than once: ask for locations() instead".formatted(this.storage));
		}
		return this.locations.get(0);
	}

}
