package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;

/**
 * The tool that writes Juju's log.
 */
final class LogCommands {

	private LogCommands() {
	}

	static List<HookToolCall> jujuLog(String level, String message) {
		List<HookToolCall> calls = new ArrayList<>(1);
		for (String part : MessageArguments.split(message)) {
			calls.add(HookToolCall.of("juju-log", "--log-level", level, "--", part));
		}
		return calls;
	}

}
