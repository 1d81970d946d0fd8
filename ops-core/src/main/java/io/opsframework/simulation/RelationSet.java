package io.opsframework.simulation;

import java.util.HashMap;
import java.util.Map;

/**
 * The tool {@code relation-set}.
 */
final class RelationSet {

	private RelationSet() {
	}

	static void relationSet(ToolInvocation tool) {
		SimulatedRelation relation = RelationArgument.require(tool);
		Map<String, String> pairs = KeyValues.parse(tool.arguments().positional());
		tool.warnAboutFormat();
		Map<String, String> changes = new HashMap<>(fromFile(tool));
		changes.putAll(pairs);
		if (tool.arguments().flag("app")) {
			tool.hook().databags().writeApplication(relation, changes);
		}
		else {
			tool.hook().databags().writeUnit(relation, changes);
		}
	}

	private static Map<String, String> fromFile(ToolInvocation tool) {
		String file = tool.arguments().option("file");
		return (file != null && !file.isEmpty()) ? StringMapText.parse(tool.read(file)) : Map.of();
	}

}
