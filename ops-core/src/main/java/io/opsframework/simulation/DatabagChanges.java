package io.opsframework.simulation;

import java.util.Map;

/**
 * Juju's rule for changes of a databag: what becomes empty is gone.
 */
final class DatabagChanges {

	private DatabagChanges() {
	}

	static void apply(Map<String, String> changes, Map<String, String> content) {
		changes.forEach((key, value) -> {
			if (value.isEmpty()) {
				content.remove(key);
			}
			else {
				content.put(key, value);
			}
		});
	}

}
