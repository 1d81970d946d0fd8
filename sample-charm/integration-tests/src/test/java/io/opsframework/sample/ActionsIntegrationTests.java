package io.opsframework.sample;

import io.opsframework.hooktool.DispatchResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the action {@code get-db-info}.
 */
class ActionsIntegrationTests extends AbstractDispatchIntegrationTests {

	private static final String PARAMETERS = "action-get --format=json";

	private static final String SET_WITH_PASSWORD = "action-set endpoints=10.1.7.3:5432 username=hello password="
			+ PASSWORD;

	@BeforeEach
	void relate() {
		relateDatabase(CREDENTIALS);
		tools().answer(PARAMETERS, "{\"show-password\":false}");
	}

	@Test
	@Tag(WITHOUT_AOT)
	void withoutPassword() {
		succeed(action("get-db-info"), PARAMETERS, DATABASES, DATABASE_UNITS, DATABASE_DATA,
				"action-set endpoints=10.1.7.3:5432 username=hello", CONFIG, WAIT_FOR_CONTAINER);
	}

	@Test
	void withPassword() {
		tools().answer(PARAMETERS, "{\"show-password\":true}");
		succeed(action("get-db-info"), PARAMETERS, DATABASES, DATABASE_UNITS, DATABASE_DATA, SET_WITH_PASSWORD, CONFIG,
				WAIT_FOR_CONTAINER);
	}

	@Test
	void withPasswordWhenEverythingIsLoggedDoesNotLogIt() {
		tools().answer(PARAMETERS, "{\"show-password\":true}");
		DispatchResult result = run(action("get-db-info").jvmOptions("-Dlogging.level.root=trace",
				"-Dlogging.level.java.lang.ProcessBuilder=trace"));
		assertThat(result.commandLinesButLog()).contains(SET_WITH_PASSWORD);
		assertThat(result.log()).anyMatch((line) -> line.startsWith("TRACE "));
	}

	@Test
	void whenThereIsNoDatabaseFailsTheActionAndNotTheHook() {
		tools().answer(DATABASES, "[]");
		succeed(action("get-db-info"), PARAMETERS, DATABASES, "action-fail -- 'The greeter has no database yet'",
				CONFIG, RELATE);
	}

	@Test
	void whenParameterIsUnknownFailsTheAction() {
		tools().answer(PARAMETERS, "{\"show-pasword\":true}");
		succeed(action("get-db-info"), PARAMETERS,
				"action-fail -- 'Unknown parameter '\\''show-pasword'\\''; the action takes [show-password]'", CONFIG,
				DATABASES, DATABASE_UNITS, DATABASE_DATA, WAIT_FOR_CONTAINER);
	}

	@Test
	@Tag(WITHOUT_AOT)
	void whenParameterHasWrongTypeFailsTheAction() {
		tools().answer(PARAMETERS, "{\"show-password\":\"perhaps\"}");
		succeed(action("get-db-info"), PARAMETERS,
				"action-fail -- 'Parameter '\\''show-password'\\'' is not true or false'", CONFIG, DATABASES,
				DATABASE_UNITS, DATABASE_DATA, WAIT_FOR_CONTAINER);
	}

	@Test
	void whenParameterIsMissingFailsTheAction() {
		tools().answer(PARAMETERS, "{}");
		succeed(action("get-db-info"), PARAMETERS, "action-fail -- 'Parameter '\\''show-password'\\'' is missing'",
				CONFIG, DATABASES, DATABASE_UNITS, DATABASE_DATA, WAIT_FOR_CONTAINER);
	}

	@Test
	void whenItCrashesTellsPersonInTwoLines() {
		tools().answer(PARAMETERS, "{\"show-password\":true}")
			.failByDefault("action-set", 1, "ERROR cannot set \"password\" to \"" + PASSWORD + "\"");
		DispatchResult result = fail(action("get-db-info"), PARAMETERS, DATABASES, DATABASE_UNITS, DATABASE_DATA,
				SET_WITH_PASSWORD);
		String message = "Hook tool 'action-set endpoints=*** username=*** password=***' failed with exit code 1: cannot set \"password\" to \"***\"";
		assertThat(result.err()).isEqualTo("Uncaught HookToolException in charm code: " + message
				+ "\nUse `juju debug-log` to see the full traceback.\n");
		assertCrash(result, "actions/get-db-info", "HookToolException", message);
	}

}
