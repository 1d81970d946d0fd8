package io.opsframework.autoconfigure.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.opsframework.charm.CharmMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ConfigProblem}.
 */
class ConfigProblemTests {

	private static final String OPTIONS = """
			name: greeter
			config:
			  options:
			    log-level: {type: string}
			    idle_timeout: {type: string}
			    maxURLs: {type: int}
			    api-token: {type: secret}
			""";

	private final ConfigProblem problem = new ConfigProblem(CharmMetadata.fromCharmcraft("charmcraft.yaml",
			new ByteArrayInputStream(OPTIONS.getBytes(StandardCharsets.UTF_8))));

	@ParameterizedTest
	@CsvSource({ "log-level, log-level=x", "logLevel, log-level=x", "LOG_LEVEL, log-level=x",
			"idle-timeout, idle_timeout=x", "idleTimeout, idle_timeout=x", "max-urls, maxURLs=x",
			"max-u-r-ls, maxURLs=x", "apiToken, api-token", "other, other" })
	void optionIsDeclaredUnderAnyOfItsNames(String option, String described) {
		assertThat(this.problem.describe(new InvalidOptionException(option, "x", "no")))
			.isEqualTo("invalid config %s: no", described);
	}

	@Test
	void constantsAreNamedAsTheyAreBound() {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("charm.config.log-level", "x")));
		BindException failure = catchThrowableOfType(BindException.class,
				() -> binder.bind("charm.config.log-level", LogLevel.class));
		assertThat(this.problem.describe(failure))
			.isEqualTo("invalid config log-level=x: expected one of quiet, very-loud");
	}

	enum LogLevel {

		QUIET, VERY_LOUD;

		@Override
		public String toString() {
			return "level " + ordinal();
		}

	}

}
