package io.opsframework.simulation;

import java.util.Map;

/**
 * The tools by which a leader told something to its followers, before Juju 4.
 */
final class LeaderTools {

	private LeaderTools() {
	}

	static void addTo(ToolTable table) {
		VersionRange versions = VersionRange.ALL.to("4.0.0");
		table.add("leader-get", versions, Options.ofOutput(), LeaderTools::leaderGet);
		table.add("leader-set", versions, Options.none(), LeaderTools::leaderSet);
	}

	private static void leaderGet(ToolInvocation tool) {
		String key = tool.arguments().get(0);
		if (key != null && key.contains("=")) {
			throw ToolException.usage("invalid key " + GoText.quote(key));
		}
		tool.arguments().requireAtMost(1);
		Map<String, String> settings = tool.hook().leaderSettings();
		boolean all = key == null || key.isEmpty() || key.equals("-");
		tool.write(all ? settings : settings.get(key));
	}

	private static void leaderSet(ToolInvocation tool) {
		Map<String, String> changes = KeyValues.parse(tool.arguments().positional());
		if (!tool.hook().model().isLeader()) {
			throw ToolException.failure("cannot write leadership settings: cannot write settings: not the leader");
		}
		tool.hook().changeLeaderSettings(changes);
	}

}
