package io.opsframework.testing;

import java.util.Map;
import java.util.regex.Pattern;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.ConfigOption;
import io.opsframework.charm.ConfigType;
import io.opsframework.juju.JujuVersion;

/**
 * The consistency rules about the configuration.
 */
final class ConfigRules {

	private static final Pattern SECRET = Pattern.compile("secret:[0-9a-z]{20}");

	private ConfigRules() {
	}

	static void check(ScenarioInput input, Violations violations) {
		check(input.metadata(), input.state().config(), violations);
	}

	static void check(CharmMetadata metadata, Map<String, ?> config, Violations violations) {
		config.forEach((name, value) -> {
			ConfigOption option = metadata.options().get(name);
			if (option == null) {
				// CC-21
				violations.add("The charm declares no option '%s', only %s: declare it, or correct the name", name,
						metadata.options().keySet());
			}
			else {
				check(option, value, violations);
			}
		});
	}

	private static void check(ConfigOption option, Object value, Violations violations) {
		if (option.type() == ConfigType.SECRET && value instanceof String uri) {
			// CC-25
			if (!uri.isEmpty() && !SECRET.matcher(uri).matches()) {
				violations.add("Option '%s' is a secret: give it 'secret:' and 20 digits and lower-case letters",
						option.name());
			}
		}
		else if (!option.type().accepts(value)) {
			// CC-24
			violations.add("Option '%s' is a %s: give it %s", option.name(), value.getClass().getSimpleName(),
					option.type().expectation());
		}
	}

	// The part of CC-23 that depends on the version.
	static void secretsAreKnownToJuju(ScenarioInput input, Violations violations) {
		JujuVersion version = JujuVersion.of(input.state().model().jujuVersion());
		for (ConfigOption option : input.metadata().options().values()) {
			if (option.type() == ConfigType.SECRET && !version.isAtLeast(3, 4, 0)) {
				violations.add("Option '%s' is a secret, which Juju %s does not know: take 3.4 or later for the model",
						option.name(), version);
			}
		}
	}

}
