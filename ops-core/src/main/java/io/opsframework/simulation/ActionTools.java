package io.opsframework.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The tools of actions.
 */
final class ActionTools {

	private static final Pattern KEY = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

	private static final Set<String> RESERVED = Set.of("stdout", "stdout-encoding", "stderr", "stderr-encoding");

	private static final String DEFAULT_FAILURE = "action failed without reason given, check action for errors";

	private ActionTools() {
	}

	static void addTo(ToolTable table) {
		table.add("action-get", Options.ofOutput(), ActionTools::actionGet);
		table.add("action-set", Options.none(), ActionTools::actionSet);
		table.add("action-log", Options.none(), ActionTools::actionLog);
		table.add("action-fail", Options.none(), ActionTools::actionFail);
	}

	private static void actionGet(ToolInvocation tool) {
		tool.arguments().requireAtMost(1);
		String key = tool.arguments().get(0);
		Map<String, @Nullable Object> parameters = tool.hook().action().parameters();
		tool.write((key != null) ? descend(parameters, key.split("\\.", -1)) : parameters);
	}

	private static @Nullable Object descend(@Nullable Object parameters, String[] path) {
		Object value = parameters;
		for (String part : path) {
			value = (value instanceof Map<?, ?> map) ? map.get(part) : null;
		}
		return value;
	}

	private static void actionSet(ToolInvocation tool) {
		List<Result> results = tool.arguments().positional().stream().map(ActionTools::result).toList();
		// Without results Juju does not even notice that no action runs.
		results.forEach((result) -> tool.hook().action().put(result.path(), result.value()));
	}

	private static Result result(String argument) {
		int equals = argument.indexOf('=');
		if (equals < 0) {
			throw ToolException.usage("argument %s must be of the form key...=value".formatted(GoText.quote(argument)));
		}
		List<String> path = List.of(argument.substring(0, equals).split("\\.", -1));
		path.forEach(ActionTools::checkKey);
		return new Result(path, argument.substring(equals + 1));
	}

	private static void checkKey(String key) {
		if (!KEY.matcher(key).matches()) {
			throw ToolException
				.usage("key %s must start and end with lowercase alphanumeric, and contain only lowercase "
					.formatted(GoText.quote(key)) + "alphanumeric and hyphens");
		}
		if (RESERVED.contains(key)) {
			throw ToolException.usage("cannot set reserved action key " + GoText.quote(key));
		}
	}

	private static void actionLog(ToolInvocation tool) {
		if (tool.arguments().isEmpty()) {
			throw ToolException.usage("no message specified");
		}
		tool.hook().action().log(String.join(" ", tool.arguments().positional()));
	}

	private static void actionFail(ToolInvocation tool) {
		tool.arguments().requireAtMost(1);
		String message = tool.arguments().get(0);
		tool.hook().action().fail((message != null) ? message : DEFAULT_FAILURE);
	}

	private record Result(List<String> path, String value) {
	}

}
