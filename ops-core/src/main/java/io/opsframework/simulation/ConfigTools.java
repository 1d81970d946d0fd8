package io.opsframework.simulation;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The tools about configuration, leadership and version.
 */
final class ConfigTools {

	private ConfigTools() {
	}

	static void addTo(ToolTable table) {
		table.add("config-get", Options.ofOutput().flag("all", "a"), ConfigTools::configGet);
		table.add("is-leader", Options.ofOutput(), ConfigTools::isLeader);
		table.add("application-version-set", Options.none(), ConfigTools::applicationVersionSet);
	}

	private static void configGet(ToolInvocation tool) {
		Arguments arguments = tool.arguments();
		String key = arguments.get(0);
		boolean all = arguments.flag("all");
		if (key == null || key.isEmpty()) {
			arguments.requireAtMost(1);
			tool.write(settings(tool.hook(), all));
			return;
		}
		if (all) {
			throw ToolException.usage("cannot use argument --all together with key " + GoText.quote(key));
		}
		arguments.requireAtMost(1);
		tool.write(tool.hook().settings().get(key));
	}

	private static Map<String, @Nullable Object> settings(HookContext hook, boolean all) {
		Map<String, @Nullable Object> settings = new TreeMap<>(hook.settings());
		if (!all) {
			settings.values().removeIf(Objects::isNull);
		}
		return settings;
	}

	private static void isLeader(ToolInvocation tool) {
		tool.arguments().requireAtMost(0);
		try {
			tool.write(tool.hook().model().isLeader());
		}
		catch (ToolException ex) {
			throw ex.annotate("leadership status unknown");
		}
	}

	private static void applicationVersionSet(ToolInvocation tool) {
		String version = tool.arguments().get(0);
		if (version == null) {
			throw ToolException.usage("no version specified");
		}
		tool.arguments().requireAtMost(1);
		tool.hook().model().workloadVersion().set(version);
	}

}
