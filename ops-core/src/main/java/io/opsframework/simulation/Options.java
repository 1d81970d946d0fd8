package io.opsframework.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The options that a hook tool knows. Immutable.
 */
final class Options {

	static final String FORMAT = "format";

	static final String OUTPUT = "output";

	static final String RELATION = "relation";

	private final Map<String, Option> byName;

	private final boolean inRelation;

	private Options(Map<String, Option> byName, boolean inRelation) {
		this.byName = byName;
		this.inRelation = inRelation;
	}

	static Options none() {
		return new Options(Collections.emptyMap(), false);
	}

	// The options of all tools that print a value.
	static Options ofOutput() {
		return none().with(new Option(List.of(FORMAT), false, OutputFormat::problem)).value(OUTPUT, "o");
	}

	// Add -r and --relation, which default to the relation of the hook.
	Options relation() {
		return with(new Option(List.of(RELATION, "r"), false, RelationArgument::problem)).inRelation();
	}

	// A tool with defaults from the relation of the hook.
	Options inRelation() {
		return new Options(this.byName, true);
	}

	Options flag(String... names) {
		return with(new Option(List.of(names), true, GoBoolean::problem));
	}

	Options value(String... names) {
		return with(new Option(List.of(names), false, Option.Check.NONE));
	}

	// An option with a value that is checked where it stands.
	Options checked(Option.Check check, String... names) {
		return with(new Option(List.of(names), false, check));
	}

	private Options with(Option option) {
		Map<String, Option> all = new HashMap<>(this.byName);
		option.names().forEach((name) -> all.put(name, option));
		return new Options(all, this.inRelation);
	}

	@Nullable Option find(String name) {
		return this.byName.get(name);
	}

	/**
	 * Whether Juju looks for the relation of the hook before it reads any argument.
	 * @return {@code true} if the tool cannot even start where there are no relations
	 */
	boolean isInRelation() {
		return this.inRelation;
	}

}
