package io.opsframework.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The tool that writes Juju's log.
 */
final class LogTools {

	private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

	private static final Map<String, String> SHORT_LEVELS = Map.of("WARN", "WARNING");

	private LogTools() {
	}

	static void addTo(ToolTable table) {
		table.add("juju-log", Options.none().flag("debug").value("log-level", "l").value(Options.FORMAT),
				LogTools::jujuLog);
	}

	private static void jujuLog(ToolInvocation tool) {
		Arguments arguments = tool.arguments();
		if (arguments.isEmpty()) {
			throw ToolException.usage("no message specified");
		}
		tool.warnAboutFormat();
		String level = arguments.flag("debug") ? "DEBUG" : level(arguments.option("log-level"), tool.hook());
		tool.hook().log(level, String.join(" ", arguments.positional()));
	}

	private static String level(@Nullable String given, HookContext hook) {
		if (given == null || given.isEmpty()) {
			return "INFO";
		}
		String name = given.toUpperCase(Locale.ROOT);
		String level = SHORT_LEVELS.getOrDefault(name, name);
		if (!LEVELS.contains(level)) {
			hook.log("WARNING", "Specified log level of %s is not valid".formatted(GoText.quote(given)));
			return "INFO";
		}
		return level;
	}

}
