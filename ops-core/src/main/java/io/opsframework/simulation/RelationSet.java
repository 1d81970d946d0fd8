package io.opsframework.simulation;

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
		Map<String, String> changes = StringMapText.fileAnd(pairs, tool);
		if (tool.arguments().flag("app")) {
			tool.hook().databags().writeApplication(relation, changes);
		}
		else {
			tool.hook().databags().writeUnit(relation, changes);
		}
	}

}
