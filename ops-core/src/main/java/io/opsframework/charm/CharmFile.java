package io.opsframework.charm;

import java.util.Map;

/**
 * Where the values of a plain tree come from.
 *
 * @param name the file's name for messages
 * @param lines the line of each value, by its path; empty where the tree was not read
 * from YAML
 */
record CharmFile(String name, Map<String, Integer> lines) {

	CharmMetadataException problem(String path, String problem) {
		return new CharmMetadataException(this.name, line(path), problem);
	}

	// What is missing has no line: then the line of what it is missing from.
	private int line(String path) {
		Integer line = this.lines.get(path);
		if (line != null || path.isEmpty()) {
			return (line != null) ? line : 0;
		}
		return line(path.substring(0, Math.max(path.lastIndexOf('.'), 0)));
	}

}
