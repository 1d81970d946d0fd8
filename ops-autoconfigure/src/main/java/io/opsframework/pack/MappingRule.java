package io.opsframework.pack;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The keys of a mapping: which are required, which are allowed, and what each has to be.
 */
final class MappingRule implements Rule {

	private final Map<String, Rule> keys = new LinkedHashMap<>();

	private final Set<String> required = new LinkedHashSet<>();

	private @Nullable Rule others;

	private MappingRule() {
	}

	static MappingRule keys() {
		return new MappingRule();
	}

	MappingRule required(String key, Rule rule) {
		this.required.add(key);
		this.keys.put(key, rule);
		return this;
	}

	/**
	 * Allow a key, with a value or with none.
	 * @param key the key
	 * @param rule the rule for the value
	 * @return this rule
	 */
	MappingRule optional(String key, Rule rule) {
		this.keys.put(key, rule.orNothing());
		return this;
	}

	/**
	 * Allow further keys. Without this, they are refused.
	 * @return this rule
	 */
	MappingRule andOthers() {
		this.others = Rule.any();
		return this;
	}

	@Override
	public void check(YamlValue value) {
		Map<String, YamlValue> entries = value.entries();
		entries.forEach((key, entry) -> ruleOf(key, entry).check(entry));
		for (String key : this.required) {
			if (!entries.containsKey(key)) {
				throw value.invalid("'%s' is missing".formatted(value.pathOf(key)));
			}
		}
	}

	private Rule ruleOf(String key, YamlValue entry) {
		Rule rule = this.keys.getOrDefault(key, this.others);
		if (rule == null) {
			throw entry.invalid("'%s' is unknown, expected one of %s".formatted(entry.path(),
					String.join(", ", this.keys.keySet())));
		}
		return rule;
	}

}
