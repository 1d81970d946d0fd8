package io.opsframework.simulation;

import java.util.Map;
import java.util.regex.Pattern;

import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * The tool {@code relation-get}.
 */
final class RelationGet {

	private static final String APPLICATION_NAME = "[a-z][a-z0-9]*(?:-[a-z0-9]*[a-z][a-z0-9]*)*";

	private static final Pattern APPLICATION = Pattern.compile(APPLICATION_NAME);

	private static final Pattern UNIT = Pattern.compile(APPLICATION_NAME + "/(?:0|[1-9][0-9]*)");

	private RelationGet() {
	}

	static void relationGet(ToolInvocation tool) {
		SimulatedRelation relation = RelationArgument.require(tool);
		String key = tool.arguments().get(0);
		Source source = source(tool);
		tool.arguments().requireAtMost(2);
		Map<String, String> settings = source.read(relation, tool.hook().databags());
		boolean all = key == null || key.isEmpty() || key.equals("-");
		tool.write(all ? settings : settings.get(key));
	}

	// Whose databag is meant: what the argument says, else the remote side of the hook.
	private static Source source(ToolInvocation tool) {
		String given = tool.arguments().get(1);
		boolean application = tool.arguments().flag("app");
		if (given != null) {
			return application ? new Source(applicationOf(given), true) : new Source(requireUnit(given), false);
		}
		HookVariables variables = tool.hook().variables();
		String unit = application ? null : variables.remoteUnit();
		return (unit != null) ? new Source(unit, false) : new Source(require(variables.remoteApplication()), true);
	}

	// With --app a unit stands for its application.
	private static String applicationOf(String given) {
		return UNIT.matcher(given).matches() ? UnitName.of(given).application() : given;
	}

	private static String requireUnit(String given) {
		if (UNIT.matcher(given).matches()) {
			return given;
		}
		boolean application = APPLICATION.matcher(given).matches();
		throw ToolException.usage((application ? "expected unit name, got application name " : "invalid unit name ")
				+ GoText.quote(given));
	}

	private static String require(@Nullable String name) {
		if (name == null) {
			throw ToolException.usage("no unit or application specified");
		}
		return name;
	}

	/**
	 * Whose databag to read.
	 *
	 * @param name the name of a unit or an application
	 * @param application whether it is an application
	 */
	private record Source(String name, boolean application) {

		Map<String, String> read(SimulatedRelation relation, HookDatabags databags) {
			return this.application ? databags.ofApplication(relation, this.name)
					: databags.ofUnit(relation, UnitName.of(this.name));
		}

	}

}
