package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the greeter with starters of its own, for validation, metrics and an HTTP
 * client, which its build names before or after the framework's.
 */
class OwnStartersIntegrationTests extends AbstractDispatchIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "starter-first", "starter-last" })
	void charmRunsHooks(String variant) throws IOException {
		Path built = Path.of(variant, "target/charm").toAbsolutePath();
		assertThat(libraries(built)).contains("spring-boot-validation", "spring-boot-micrometer-metrics",
				"spring-boot-restclient");
		install(built);
		succeed(withContainer(hook("config-changed")), CONFIG, OPENED_PORTS, DATABASES, RELATE,
				"juju-log --log-level INFO -- 'GreeterCharm: The greeter says Hello on port 8080'");
		relateDatabase(CREDENTIALS);
		DispatchResult result = run(
				hook("database-relation-joined").relation("database", 7, "postgresql", "postgresql/0"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.commandLinesButState()).containsExactly(CONFIG, DATABASES, DATABASE_UNITS, DATABASE_DATA,
				WAIT_FOR_CONTAINER);
	}

	private Stream<String> libraries(Path built) throws IOException {
		try (Stream<Path> files = Files.list(built.resolve("app/lib"))) {
			return files.map((file) -> file.getFileName().toString().replaceFirst("-\\d.*", "")).toList().stream();
		}
	}

}
