package io.opsframework.simulation;

import org.jspecify.annotations.Nullable;

/**
 * The relation that a tool is about: what {@code -r} says, else that of the hook.
 */
final class RelationArgument {

	private RelationArgument() {
	}

	// Juju looks for the relation while it reads the option.
	static @Nullable String problem(String value, HookContext hook) {
		Integer number = number(value);
		if (number == null) {
			return "invalid relation id";
		}
		return (hook.model().relation(number) != null) ? null : "relation not found";
	}

	static SimulatedRelation require(ToolInvocation tool) {
		SimulatedRelation relation = find(tool);
		if (relation == null) {
			throw ToolException.usage("no relation id specified");
		}
		return relation;
	}

	static @Nullable SimulatedRelation find(ToolInvocation tool) {
		String option = tool.arguments().option(Options.RELATION);
		return (option != null) ? byOption(option, tool.hook()) : ofHook(tool.hook());
	}

	// The relation that the hook is about.
	static @Nullable SimulatedRelation ofHook(HookContext hook) {
		return (hook.variables().relation() != null) ? hook.model().relation(hook.variables().relation().number())
				: null;
	}

	private static @Nullable SimulatedRelation byOption(String value, HookContext hook) {
		Integer number = number(value);
		return (number != null) ? hook.model().relation(number) : null;
	}

	// Only the number after the last colon counts.
	private static @Nullable Integer number(String value) {
		try {
			return Integer.valueOf(value.substring(value.lastIndexOf(':') + 1));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
