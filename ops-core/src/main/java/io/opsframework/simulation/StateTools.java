package io.opsframework.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The tools about what Juju keeps for the unit.
 */
final class StateTools {

	private static final int MAXIMUM_KEY_LENGTH = 256;

	private static final int MAXIMUM_VALUE_LENGTH = 65536;

	private StateTools() {
	}

	static void addTo(ToolTable table) {
		VersionRange versions = VersionRange.from("2.8.0");
		table.add("state-get", versions, Options.ofOutput().flag("strict"), StateTools::stateGet);
		table.add("state-set", versions, Options.none().value("file"), StateTools::stateSet);
		table.add("state-delete", versions, Options.none(), StateTools::stateDelete);
	}

	private static void stateGet(ToolInvocation tool) {
		Arguments arguments = tool.arguments();
		arguments.requireAtMost(1);
		Map<String, String> state = tool.hook().unitState();
		String key = arguments.get(0);
		if (key == null || key.isEmpty() || key.equals("-")) {
			tool.write(state);
			return;
		}
		if (arguments.flag("strict") && !state.containsKey(key)) {
			throw ToolException.failure(GoText.quote(key) + " not found");
		}
		tool.write(state.getOrDefault(key, ""));
	}

	private static void stateSet(ToolInvocation tool) {
		Map<String, String> pairs = KeyValues.parse(tool.arguments().positional());
		Map<String, String> changes = StringMapText.fileAnd(pairs, tool);
		changes.forEach((key, value) -> {
			requireAtMost(MAXIMUM_KEY_LENGTH, "key", key);
			requireAtMost(MAXIMUM_VALUE_LENGTH, "value", value);
		});
		tool.hook().changeUnitState(changes);
	}

	// Without a key Juju deletes nothing, and says nothing.
	private static void stateDelete(ToolInvocation tool) {
		tool.arguments().requireAtMost(1);
		String key = tool.arguments().get(0);
		if (key != null) {
			tool.hook().deleteUnitState(key);
		}
	}

	private static void requireAtMost(int length, String what, String text) {
		if (text.getBytes(StandardCharsets.UTF_8).length > length) {
			throw ToolException.failure("max allowed %s length (%d) exceeded".formatted(what, length));
		}
	}

}
