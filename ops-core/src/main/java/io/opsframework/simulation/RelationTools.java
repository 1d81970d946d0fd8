package io.opsframework.simulation;

import java.util.List;
import java.util.Map;

/**
 * The tools about which relations there are, and with whom.
 */
final class RelationTools {

	private RelationTools() {
	}

	static void addTo(ToolTable table) {
		table.add("relation-ids", Options.ofOutput().inRelation(), RelationTools::relationIds);
		table.add("relation-list", Options.ofOutput().relation().flag("app"), RelationTools::relationList);
		table.add("relation-get", Options.ofOutput().relation().flag("app"), RelationGet::relationGet);
		table.add("relation-set", Options.none().relation().flag("app").value("file").value(Options.FORMAT),
				RelationSet::relationSet);
		table.add("relation-model-get", VersionRange.from("3.6.2"), Options.ofOutput().relation(),
				RelationTools::relationModelGet);
	}

	private static void relationModelGet(ToolInvocation tool) {
		SimulatedRelation relation = RelationArgument.require(tool);
		tool.arguments().requireAtMost(0);
		String remote = relation.remoteModelUuid();
		tool.write(Map.of("uuid", (remote != null) ? remote : tool.hook().model().identity().uuid()));
	}

	private static void relationIds(ToolInvocation tool) {
		String endpoint = endpoint(tool);
		tool.arguments().requireAtMost(1);
		List<String> ids = tool.hook()
			.model()
			.relations()
			.stream()
			.filter((relation) -> relation.id().endpoint().equals(endpoint) && !relation.isBroken())
			.map((relation) -> relation.id().toString())
			.sorted()
			.toList();
		tool.write(new OutputFormat.Strings(ids));
	}

	private static String endpoint(ToolInvocation tool) {
		String endpoint = tool.arguments().get(0);
		if (endpoint != null) {
			return endpoint;
		}
		SimulatedRelation relation = RelationArgument.ofHook(tool.hook());
		if (relation == null) {
			throw ToolException.usage("no endpoint name specified");
		}
		return relation.id().endpoint();
	}

	private static void relationList(ToolInvocation tool) {
		SimulatedRelation relation = RelationArgument.require(tool);
		tool.arguments().requireAtMost(0);
		if (tool.arguments().flag("app")) {
			tool.write(relation.remoteApplication());
		}
		else {
			tool.write(new OutputFormat.Strings(relation.units().stream().map(Object::toString).sorted().toList()));
		}
	}

}
