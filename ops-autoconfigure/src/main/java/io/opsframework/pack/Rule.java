package io.opsframework.pack;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a value in a YAML file has to be.
 */
@FunctionalInterface
interface Rule {

	/**
	 * Check a value.
	 * @param value the value
	 * @throws InvalidCharmFileException if it is not what it has to be
	 */
	void check(YamlValue value);

	/**
	 * Let this rule hold for values of one shape, another one for the rest.
	 * @param other the rule for lists and mappings
	 * @return the combined rule, in which this one holds for scalars only
	 */
	default Rule orIfNotScalar(Rule other) {
		return (value) -> ((value.isMapping() || value.isSequence()) ? other : this).check(value);
	}

	default Rule orNothing() {
		return (value) -> {
			if (!value.is(Tag.NULL)) {
				check(value);
			}
		};
	}

	static Rule any() {
		return (value) -> {
		};
	}

	static Rule text() {
		return YamlValue::text;
	}

	static Rule text(int min, int max) {
		return (value) -> {
			int length = value.text().length();
			if (length < min || length > max) {
				throw value.unexpected("%d to %d characters instead of %d".formatted(min, max, length));
			}
		};
	}

	static Rule matching(Pattern pattern, String expected) {
		return (value) -> {
			if (!pattern.matcher(value.text()).matches()) {
				throw value.unexpected(expected);
			}
		};
	}

	static Rule oneOf(String... allowed) {
		List<String> values = Arrays.asList(allowed);
		return (value) -> {
			if (!value.is(Tag.STR) || !values.contains(value.text())) {
				throw value.unexpected((allowed.length == 1) ? allowed[0] : "one of " + String.join(", ", allowed));
			}
		};
	}

	static Rule bool() {
		return tagged("true or false", Tag.BOOL);
	}

	static Rule integer() {
		return tagged("a whole number", Tag.INT);
	}

	static Rule tagged(String expected, Tag... tags) {
		return (value) -> {
			if (Arrays.stream(tags).noneMatch(value::is)) {
				throw value.unexpected(expected);
			}
		};
	}

	static Rule listOf(Rule item) {
		return (value) -> value.items().forEach(item::check);
	}

	static Rule listOf(Rule item, int size) {
		return (value) -> {
			if (value.items().size() != size) {
				throw value.unexpected("a list of " + size);
			}
			listOf(item).check(value);
		};
	}

	static Rule mapOf(Rule element) {
		return (value) -> value.entries().values().forEach(element::check);
	}

	static Rule mapOf(Pattern names, String expected, Rule element) {
		return (value) -> value.entries().forEach((name, entry) -> {
			if (!names.matcher(name).matches()) {
				throw entry.invalid("'%s' in '%s' is not %s".formatted(name, value.path(), expected));
			}
			element.check(entry);
		});
	}

}
