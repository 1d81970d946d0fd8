package io.opsframework.hooktool;

import java.util.Locale;

/**
 * Turns the failure of a hook tool into an exception.
 */
final class HookToolFailure {

	private static final int MAXIMUM_LINES = 5;

	private static final int MAXIMUM_LENGTH = 2000;

	private HookToolFailure() {
	}

	static HookToolException of(HookToolCall call, HookToolResult result) {
		String tool = call.tool();
		int exitCode = result.exitCode();
		String message = message(call, result);
		String error = result.error().toLowerCase(Locale.ROOT);
		if ((tool.startsWith("relation-") || tool.startsWith("network-")) && error.contains("relation not found")) {
			return new RelationNotFoundException(tool, exitCode, message);
		}
		if (error.contains("access denied") || error.contains("permission denied") || error.contains("not the leader")
				|| error.contains("cannot write relation settings")) {
			return new HookToolPermissionException(tool, exitCode, message);
		}
		return new HookToolException(tool, exitCode, message, null);
	}

	private static String message(HookToolCall call, HookToolResult result) {
		StringBuilder message = new StringBuilder("Hook tool '").append(call.tool()).append('\'');
		appendOptions(message, call);
		message.append(" failed with exit code ").append(result.exitCode());
		String reason = firstLines(ArgumentMask.of(call).apply(result.error()));
		return (reason.isEmpty() ? message.append(" and no message") : message.append(": ").append(reason)).toString();
	}

	private static void appendOptions(StringBuilder message, HookToolCall call) {
		String separator = " (";
		for (String argument : call.arguments()) {
			if (argument.equals("--")) {
				break;
			}
			if (argument.startsWith("-") && argument.length() > 1) {
				int end = argument.indexOf('=');
				message.append(separator).append((end != -1) ? argument.substring(0, end) : argument);
				separator = ", ";
			}
		}
		if (separator.equals(", ")) {
			message.append(')');
		}
	}

	private static String firstLines(String error) {
		StringBuilder lines = new StringBuilder();
		int count = 0;
		for (String line : error.strip().split("\\R", MAXIMUM_LINES + 1)) {
			if (count < MAXIMUM_LINES) {
				lines.append((count > 0) ? "\n" : "").append(line.startsWith("ERROR ") ? line.substring(6) : line);
			}
			count++;
		}
		return (lines.length() <= MAXIMUM_LENGTH) ? lines.toString() : lines.substring(0, MAXIMUM_LENGTH) + "…";
	}

}
