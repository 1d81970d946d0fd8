package io.opsframework.simulation;

import java.nio.file.Path;

/**
 * The tool about files that come with the charm.
 */
final class ResourceTools {

	private ResourceTools() {
	}

	static void addTo(ToolTable table) {
		table.add("resource-get", Options.none(), ResourceTools::resourceGet);
	}

	private static void resourceGet(ToolInvocation tool) {
		String name = tool.arguments().get(0);
		if (name == null) {
			throw ToolException.usage("missing required resource name");
		}
		tool.arguments().requireAtMost(1);
		SimulatedModel model = tool.hook().model();
		Path file = model.resources().get(name);
		if (file == null) {
			throw ToolException.failure(
					"could not download resource: HTTP request failed: Get https://192.0.2.1:17070/model/%s/units/unit-%s-%d/resources/%s: resource#%s/%s not found"
						.formatted(model.identity().uuid(), model.application(), model.unit().number(), name,
								model.application(), name));
		}
		tool.writeText(file.toAbsolutePath().toString());
	}

}
