package io.opsframework.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as {@code juju} reads it: {@code y} is true, {@code 10:30} and {@code 2026-01-01}
 * are texts.
 */
final class LocalYaml {

	private LocalYaml() {
	}

	/**
	 * Read a value.
	 * @param subject what it is, for people
	 * @param text the value in YAML
	 * @return a string, a boolean, a long or another number, a modifiable list or map of
	 * such; {@code null} for null, and for nothing at all
	 * @throws CommandException if it is not YAML, or a key in it is not a string
	 */
	static @Nullable Object parse(String subject, String text) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		DumperOptions unused = new DumperOptions();
		try {
			return plain(
					new Yaml(new JujuConstructor(options), new Representer(unused), unused, options, new JujuResolver())
						.load(text));
		}
		catch (YAMLException ex) {
			throw new CommandException(
					"%s is not YAML: %s".formatted(subject, String.valueOf(ex.getMessage()).lines().findFirst().get()));
		}
	}

	private static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> plain = new LinkedHashMap<>();
			map.forEach((key, element) -> plain.put(key(key), plain(element)));
			return plain;
		}
		if (value instanceof List<?> list) {
			return new ArrayList<>(list.stream().map(LocalYaml::plain).toList());
		}
		return (value instanceof Integer number) ? (Object) number.longValue() : value;
	}

	private static String key(Object key) {
		if (key instanceof String text) {
			return text;
		}
		throw new YAMLException("the key '%s' is not a string".formatted(key));
	}

	/**
	 * What looks like something else than a string.
	 */
	private static final class JujuResolver extends Resolver {

		private static final Pattern BOOLEAN = Pattern
			.compile("y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");

		private static final Pattern INTEGER = Pattern
			.compile("[-+]?(?:0b[01_]+|0[0-7_]*|[1-9][0-9_]*|0x[0-9a-fA-F_]+)");

		private static final Pattern FLOAT = Pattern.compile(
				"[-+]?(?:[0-9][0-9_]*\\.?|\\.[0-9])[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

		@Override
		protected void addImplicitResolvers() {
			addImplicitResolver(Tag.BOOL, BOOLEAN, "yYnNtTfFoO");
			addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
			addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
			addImplicitResolver(Tag.MERGE, MERGE, "<");
			addImplicitResolver(Tag.NULL, NULL, "~nN\0");
			addImplicitResolver(Tag.NULL, EMPTY, null);
		}

	}

	private static final class JujuConstructor extends SafeConstructor {

		JujuConstructor(LoaderOptions options) {
			super(options);
			this.yamlConstructors.put(Tag.BOOL, new AbstractConstruct() {

				@Override
				public Object construct(Node node) {
					return List.of("y", "yes", "true", "on").contains(((ScalarNode) node).getValue().toLowerCase());
				}

			});
		}

	}

}
