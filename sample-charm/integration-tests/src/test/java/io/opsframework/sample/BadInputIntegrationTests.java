package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;

import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a charm makes of an environment, metadata and a configuration that are
 * not as they should be.
 */
class BadInputIntegrationTests extends AbstractDispatchIntegrationTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = { ",is not set", "database-7,is 'database-7'" })
	void relationHookWhenRelationIdIsUnusableIsOneLine(String id, String problem) {
		DispatchResult result = fail(
				hook("database-relation-joined").relation("database", 7, "postgresql", "postgresql/0")
					.variable("JUJU_RELATION_ID", id));
		assertThat(result.err()).isEmpty();
		assertThat(result.log()).hasSize(2);
		assertThat(result.log().get(0)).matches("ERROR CharmExceptionReporter: JUJU_RELATION_ID " + problem
				+ ", expected an endpoint and a number such as 'database:7'.*");
		assertSecurityEvent(result.log().get(1), "sys_crash:JujuContextException");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "| metadata.yaml: no such file in ",
			"name: [greeter | metadata.yaml, line 2: not YAML: ",
			"{name: greeter, requires: [database]} | metadata.yaml, line 1: 'requires' must be a mapping, but is a list" })
	void whenMetadataIsUnusableSaysWhereAndWhatIsExpected(String metadata, String problem) throws IOException {
		if (metadata != null) {
			Files.writeString(charm().resolve("metadata.yaml"), metadata + "\n");
		}
		else {
			Files.delete(charm().resolve("metadata.yaml"));
		}
		DispatchResult result = fail(hook("start"));
		assertThat(result.err()).isEmpty();
		assertThat(result.log()).filteredOn((line) -> line.startsWith("ERROR "))
			.singleElement()
			.asString()
			.contains(problem)
			.contains("Correct the file");
		assertThat(result.log()).noneMatch((line) -> line.contains("\tat "));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', delimiter = '|',
			value = { "port | 'many' | port=many: expected an integer", "port | 22 | port=22: 22 is taken by SSH",
					"port | 65536 | port=65536: expected 1 to 65535",
					"log-level | 'loud' | log-level=loud: expected one of debug, info, warning, error" })
	void installWhenConfigDoesNotBindCallsOtherListenersAndBlocks(String option, String value, String problem)
			throws IOException {
		tools().answer(CONFIG, "{\"%s\":%s}".formatted(option, value.replace('\'', '"')));
		succeed(hook("install"), status("maintenance", "'installing the greeter'"), CONFIG, DATABASES,
				status("blocked", "'invalid config " + problem + "'"));
		assertThat(Files.readString(state())).doesNotContain("\"config\"");
	}

	@Test
	void installWhenBadValueIsTooLongForProcessBlocksWithItsBeginning() {
		tools().answer(CONFIG, "{\"port\":\"%s\"}".formatted("x".repeat(200_000)));
		succeed(hook("install"), status("maintenance", "'installing the greeter'"), CONFIG, DATABASES,
				status("blocked", "'invalid config port=" + "x".repeat(100) + "…: expected an integer'"));
	}

	@Test
	void installWhenBadValueHasControlCharactersBlocksWithoutThem() {
		tools().answer(CONFIG, "{\"port\":\"80\\u0000\\n\\u001b[31m\"}");
		succeed(hook("install"), status("maintenance", "'installing the greeter'"), CONFIG, DATABASES,
				status("blocked", "'invalid config port=80���[31m: expected an integer'"));
	}

	@Test
	@Tag(WITHOUT_AOT)
	void configChangedWhenConfigDoesNotBindDoesNotCallListenerNorForgetWhatWasValid() throws IOException {
		String before = "{\"version\":1,\"config\":{\"port\":80}}";
		Files.writeString(state(), before);
		tools().answer(CONFIG, "{\"port\":22}");
		DispatchResult result = run(hook("config-changed"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.commandLinesButState()).containsExactly(CONFIG, DATABASES, UNIT_STATUS,
				status("blocked", "'invalid config port=22: 22 is taken by SSH'"));
		assertThat(Files.readString(state())).contains("\"config\":{\"port\":80}")
			.doesNotContain("\"config\":{\"port\":22");
	}

	@Test
	@Tag(WITHOUT_AOT)
	void configChangedWhenOptionLooksLikePlaceholderShowsTheText() {
		tools().answer(CONFIG, """
				{"greeting":"${user.home} ${JUJU_CONTEXT_ID} \\\\${x} #{1 + 1}","log-level":"info","port":8080}""");
		DispatchResult result = run(hook("config-changed"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.log()).contains(
				"INFO GreeterCharm: The greeter says ${user.home} ${JUJU_CONTEXT_ID} \\${x} #{1 + 1} on port 8080");
	}

	@Test
	void configChangedWhenOthersHaveFilesAndVariablesDoesNotReadThem() throws IOException {
		Files.writeString(charm().resolve("application.properties"),
				"charm.config.port=1\nlogging.level.root=nonsense\n");
		Files.writeString(Files.createDirectory(charm().resolve("config")).resolve("application.yaml"), "not: [yaml");
		tools().answer(CONFIG, "{\"port\":80}");
		DispatchResult result = run(hook("config-changed").variable("CHARM_CONFIG_GREETING", "Good day")
			.variable("CHARM_CONFIG_LOG_LEVEL", "nonsense")
			.variable("SPRING_APPLICATION_JSON", "{\"charm.config.log-level\":\"more nonsense\"}")
			.jvmOptions("-Dcharm.config.log-level=nonsense"));
		assertThat(result.exitCode()).isZero();
		assertThat(result.log()).contains("INFO GreeterCharm: The greeter says Hello on port 80");
	}

}
