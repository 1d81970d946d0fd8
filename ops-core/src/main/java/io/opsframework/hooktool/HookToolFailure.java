package io.opsframework.hooktool;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Turns the failure of a hook tool into an exception.
 */
final class HookToolFailure {

	private static final int MAXIMUM_LINES = 5;

	private static final int MAXIMUM_LENGTH = 2000;

	private static final int MAXIMUM_ARGUMENTS = 200;

	private static final String LINE_PREFIX = "ERROR ";

	private static final Pattern NOT_FOUND = Pattern.compile("relation (\\S+ )?not found");

	private static final Pattern UNKNOWN = Pattern.compile("bad request: unknown (hook )?command:");

	// What these say about a relation that is gone differs between versions of Juju.
	private static final Set<String> RELATION_TOOLS = Set.of("relation-ids", "relation-list", "relation-get",
			"relation-set", "relation-model-get", "network-get");

	private final @Nullable String application;

	private final Supplier<@Nullable Boolean> leader;

	/**
	 * Create the failures of the tools of one hook.
	 * @param application this unit's application, if it is known
	 * @param leader whether this unit leads it, as far as that is known without asking
	 */
	HookToolFailure(@Nullable String application, Supplier<@Nullable Boolean> leader) {
		this.application = application;
		this.leader = leader;
	}

	/**
	 * The exception for a failure.
	 * @param call the call
	 * @param result its result
	 * @param confidential what the tool was given beside its arguments and its input, and
	 * no message may show
	 * @return the exception
	 */
	HookToolException of(HookToolCall call, HookToolResult result, Collection<String> confidential) {
		String tool = call.tool();
		int exitCode = result.exitCode();
		String message = message(call, result, confidential);
		String error = result.error().toLowerCase(Locale.ROOT);
		if (UNKNOWN.matcher(error).find()) {
			return new HookToolNotFoundException(tool, message + ". Not every version of Juju has all hook tools",
					null);
		}
		boolean denied = error.contains("permission denied");
		boolean ofRelation = RELATION_TOOLS.contains(tool);
		if ((ofRelation && denied && !isLeadersOnly(call))
				|| ((ofRelation || tool.startsWith("secret-")) && isNotFound(error))) {
			return new RelationNotFoundException(tool, exitCode, message);
		}
		if (tool.startsWith("secret-") && error.contains("not found")) {
			return new SecretNotFoundException(tool, exitCode, message);
		}
		if (tool.equals("storage-get") && (error.contains("for option -s") || error.contains("not found")
				|| error.contains("not provisioned") || error.contains("not attached"))) {
			return new StorageNotFoundException(tool, exitCode, message);
		}
		if (denied || error.contains("access denied") || error.contains("not the leader")
				|| error.contains("cannot write relation settings")) {
			return new HookToolPermissionException(tool, exitCode, message);
		}
		return new HookToolException(tool, exitCode, message, null);
	}

	/**
	 * Whether Juju said that it does not know the relation at all: other wordings may be
	 * about one databag of it.
	 * @param message what Juju said
	 * @return {@code true} if every tool says so
	 */
	static boolean isNotFound(String message) {
		return NOT_FOUND.matcher(message.toLowerCase(Locale.ROOT)).find();
	}

	// A unit that does not lead is refused its own application's data, in a relation that
	// is there.
	private boolean isLeadersOnly(HookToolCall call) {
		if (!call.arguments().contains("--app") || Boolean.TRUE.equals(this.leader.get())) {
			return false;
		}
		String member = call.arguments().get(call.arguments().size() - 1);
		return call.tool().equals("relation-set") || (call.tool().equals("relation-get")
				&& (this.application == null || member.equals(this.application)));
	}

	private static String message(HookToolCall call, HookToolResult result, Collection<String> confidential) {
		StringBuilder message = new StringBuilder("Hook tool '").append(call.tool());
		appendArguments(message, call);
		message.append("' failed with exit code ").append(result.exitCode());
		String error = ArgumentMask.of(call, confidential)
			.apply(result.error().strip(), MAXIMUM_LENGTH + MAXIMUM_LINES * LINE_PREFIX.length() + 1);
		String reason = firstLines(error);
		return (reason.isEmpty() ? message.append(" and no message") : message.append(": ").append(reason)).toString();
	}

	// Names and options: a value follows an equals sign, and a text two dashes.
	private static void appendArguments(StringBuilder message, HookToolCall call) {
		int end = message.length() + MAXIMUM_ARGUMENTS;
		for (String argument : call.arguments()) {
			if (argument.equals("--")) {
				break;
			}
			int value = argument.startsWith("-") ? -1 : argument.indexOf('=');
			message.append(' ').append((value != -1) ? argument.substring(0, value + 1) + "***" : argument);
			if (message.length() > end) {
				message.setLength(end);
				message.append('…');
				break;
			}
		}
	}

	private static String firstLines(String error) {
		StringBuilder lines = new StringBuilder();
		int count = 0;
		for (String line : error.strip().split("\\R", MAXIMUM_LINES + 1)) {
			if (count < MAXIMUM_LINES) {
				lines.append((count > 0) ? "\n" : "")
					.append(line.startsWith(LINE_PREFIX) ? line.substring(LINE_PREFIX.length()) : line);
			}
			count++;
		}
		return (lines.length() <= MAXIMUM_LENGTH) ? lines.toString() : lines.substring(0, MAXIMUM_LENGTH) + "…";
	}

}
