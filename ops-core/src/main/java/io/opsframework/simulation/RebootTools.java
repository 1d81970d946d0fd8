package io.opsframework.simulation;

/**
 * The tool that makes the unit's machine reboot.
 */
final class RebootTools {

	private static final String NOW = "now";

	private RebootTools() {
	}

	static void addTo(ToolTable table) {
		table.add("juju-reboot", Options.none().flag(NOW), RebootTools::reboot);
	}

	private static void reboot(ToolInvocation tool) {
		tool.arguments().requireAtMost(0);
		tool.hook().reboot(tool.arguments().flag(NOW));
	}

}
