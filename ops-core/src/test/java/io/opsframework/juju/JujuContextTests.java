package io.opsframework.juju;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JujuContext}.
 */
class JujuContextTests {

	private static final Map<String, String> HOOK = Map.ofEntries(Map.entry("JUJU_CONTEXT_ID", "greeter/0-x-1"),
			Map.entry("JUJU_UNIT_NAME", "greeter/0"), Map.entry("JUJU_MODEL_NAME", "dev"),
			Map.entry("JUJU_MODEL_UUID", "cdac5656"), Map.entry("JUJU_VERSION", "3.6.27"),
			Map.entry("JUJU_CHARM_DIR", "/charm"), Map.entry("CHARM_DIR", "/old"), Map.entry("PATH", "/tools:/bin"),
			Map.entry("JUJU_AVAILABILITY_ZONE", "zone-1"), Map.entry("JUJU_MACHINE_ID", "3/lxd/1"),
			Map.entry("JUJU_PRINCIPAL_UNIT", "app/1"), Map.entry("JUJU_AGENT_SOCKET_NETWORK", "unix"),
			Map.entry("JUJU_AGENT_SOCKET_ADDRESS", "/agent.socket"), Map.entry("JUJU_DEBUG", "1"),
			Map.entry("JUJU_CHARM_HTTP_PROXY", "http://user:s3cret@proxy"), Map.entry("HOME", "/root"),
			Map.entry("JUJU_HOOK_NAME", "database-relation-departed"),
			Map.entry("JUJU_DISPATCH_PATH", "hooks/database-relation-departed"), Map.entry("JUJU_RELATION", "database"),
			Map.entry("JUJU_RELATION_ID", "database:7"), Map.entry("JUJU_REMOTE_APP", "postgresql"),
			Map.entry("JUJU_REMOTE_UNIT", "postgresql/1"), Map.entry("JUJU_DEPARTING_UNIT", "postgresql/2"));

	private static final List<Function<JujuContext, Object>> ACCESSORS = List.of(JujuContext::dispatchPath,
			JujuContext::unit, JujuContext::modelName, JujuContext::modelUuid, JujuContext::version,
			JujuContext::charmDirectory, JujuContext::contextId, JujuContext::availabilityZone, JujuContext::machineId,
			JujuContext::principalUnit, JujuContext::debug, JujuContext::agentSocketNetwork,
			JujuContext::agentSocketAddress, JujuContext::relationId, JujuContext::remoteUnit,
			JujuContext::departingUnit, JujuContext::remoteApplication, JujuContext::secretRevision,
			JujuContext::storageId, JujuContext::storageLocation, JujuContext::eventVariables, JujuContext::toString,
			JujuContext::hashCode);

	@Test
	void accessorsGiveWhatTheEnvironmentSays() {
		JujuContext context = JujuContext.of(HOOK);
		assertThat(context.contextId()).contains("greeter/0-x-1");
		assertThat(context.unit()).isEqualTo(new UnitName("greeter", 0));
		assertThat(context.modelName()).isEqualTo("dev");
		assertThat(context.modelUuid()).isEqualTo("cdac5656");
		assertThat(context.version()).isEqualTo(JujuVersion.of("3.6.27"));
		assertThat(context.charmDirectory()).isEqualTo(Path.of("/charm"));
		assertThat(context.availabilityZone()).contains("zone-1");
		assertThat(context.machineId()).contains("3/lxd/1");
		assertThat(context.principalUnit()).contains("app/1");
		assertThat(context.agentSocketNetwork()).contains("unix");
		assertThat(context.agentSocketAddress()).contains("/agent.socket");
		assertThat(context.debug()).isTrue();
		assertThat(context.find("PATH")).contains("/tools:/bin");
	}

	@Test
	void accessorsGiveTheEventOfTheEnvironment() {
		JujuContext context = JujuContext.of(HOOK);
		assertThat(context.dispatchPath()).hasToString("hooks/database-relation-departed");
		assertThat(context.relationId()).isEqualTo(new RelationId("database", 7));
		assertThat(context.remoteUnit()).contains(new UnitName("postgresql", 1));
		assertThat(context.departingUnit()).contains(new UnitName("postgresql", 2));
		assertThat(context.remoteApplication()).contains("postgresql");
		assertThat(JujuContext.of(Map.of("JUJU_SECRET_REVISION", "2")).secretRevision()).isEqualTo(2);
	}

	@Test
	void emptyVariablesMeanTheSameAsAbsentOnes() {
		Map<String, String> empty = new HashMap<>(HOOK);
		empty.replaceAll((name, value) -> "");
		JujuContext context = JujuContext.of(empty);
		assertThat(context).isEqualTo(JujuContext.of(Map.of())).hasToString("no unit");
		assertThat(List.of(context.dispatchPath().path(), context.modelName(), context.modelUuid())).containsOnly("");
		assertThat(List.of(context.contextId(), context.availabilityZone(), context.machineId(),
				context.principalUnit(), context.agentSocketNetwork(), context.agentSocketAddress(),
				context.remoteUnit(), context.departingUnit(), context.remoteApplication()))
			.allMatch((value) -> value.isEmpty());
		assertThat(context.version()).isEqualTo(JujuVersion.UNKNOWN);
		assertThat(context.charmDirectory()).isEqualTo(Path.of(""));
		assertThat(context.debug()).isFalse();
	}

	@Test
	void ofKeepsACopyOfJujusVariablesOnly() {
		Map<String, String> environment = new HashMap<>(HOOK);
		JujuContext context = JujuContext.of(environment);
		environment.clear();
		assertThat(context.find("JUJU_MODEL_NAME")).contains("dev");
		assertThat(context.find("HOME")).isEmpty();
	}

	@Test
	void isPresentNeedsAContextId() {
		assertThat(JujuContext.isPresent(HOOK)).isTrue();
		assertThat(JujuContext.isPresent(Map.of("JUJU_CONTEXT_ID", ""))).isFalse();
		assertThat(JujuContext.isPresent(Map.of("JUJU_UNIT_NAME", "greeter/0"))).isFalse();
	}

	@Test
	void charmDirectoryFallsBackToTheOlderName() {
		assertThat(JujuContext.of(Map.of("CHARM_DIR", "/old")).charmDirectory()).isEqualTo(Path.of("/old"));
	}

	@Test
	void remoteApplicationIsTakenFromTheUnitWhenJujuDoesNotTell() {
		JujuContext context = JujuContext.of(Map.of("JUJU_REMOTE_APP", "", "JUJU_REMOTE_UNIT", "mysql/3"));
		assertThat(context.remoteApplication()).contains("mysql");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			JUJU_RELATION_ID|x:y|JUJU_RELATION_ID is 'x:y', expected an endpoint and a number such as 'database:7'
			JUJU_RELATION_ID|''|JUJU_RELATION_ID is not set, expected an endpoint and a number such as 'database:7'
			JUJU_REMOTE_UNIT|app|JUJU_REMOTE_UNIT is 'app', expected a unit such as 'postgresql/0'
			JUJU_DEPARTING_UNIT|app/x|JUJU_DEPARTING_UNIT is 'app/x', expected a unit such as 'postgresql/0'
			JUJU_SECRET_REVISION|0|JUJU_SECRET_REVISION is '0', expected a number such as '2'
			JUJU_SECRET_REVISION|4294967295|JUJU_SECRET_REVISION is '4294967295', expected a number such as '2'
			JUJU_SECRET_REVISION|''|JUJU_SECRET_REVISION is not set, expected a number such as '2'
			JUJU_UNIT_NAME|me|JUJU_UNIT_NAME is 'me', expected a unit such as 'greeter/0'
			JUJU_UNIT_NAME|''|JUJU_UNIT_NAME is not set, expected a unit such as 'greeter/0'
			JUJU_VERSION|new|JUJU_VERSION is 'new', expected a version such as '3.6.27'
			JUJU_CHARM_DIR|a\0b|JUJU_CHARM_DIR is 'a\uFFFDb', expected the charm's directory
			""")
	void malformedVariablesAreNamed(String variable, String value, String message) {
		JujuContext context = JujuContext.of(Map.of(variable, value));
		ThrowingCallable call = switch (variable) {
			case "JUJU_RELATION_ID" -> context::relationId;
			case "JUJU_REMOTE_UNIT" -> context::remoteApplication;
			case "JUJU_DEPARTING_UNIT" -> context::departingUnit;
			case "JUJU_SECRET_REVISION" -> context::secretRevision;
			case "JUJU_UNIT_NAME" -> context::unit;
			case "JUJU_VERSION" -> context::version;
			default -> context::charmDirectory;
		};
		assertThatExceptionOfType(JujuContextException.class).isThrownBy(call)
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getVariable()).isEqualTo(variable));
	}

	@Test
	void requireNamesTheEventThatNeedsTheVariable() {
		JujuContext context = JujuContext.of(Map.of("JUJU_DISPATCH_PATH", "hooks/web-pebble-ready"));
		assertThat(context.require(JujuVariable.JUJU_DISPATCH_PATH)).isEqualTo("hooks/web-pebble-ready");
		assertThatExceptionOfType(JujuContextException.class)
			.isThrownBy(() -> context.require(JujuVariable.JUJU_WORKLOAD_NAME))
			.withMessage("JUJU_WORKLOAD_NAME is not set, expected a container such as 'web';"
					+ " Juju sets it for 'hooks/web-pebble-ready'");
	}

	@Test
	void eventVariablesAreThoseOfTheEventSorted() {
		assertThat(JujuContext.of(HOOK).eventVariables()).containsExactly(
				Map.entry("JUJU_DEPARTING_UNIT", "postgresql/2"),
				Map.entry("JUJU_DISPATCH_PATH", "hooks/database-relation-departed"),
				Map.entry("JUJU_RELATION", "database"), Map.entry("JUJU_RELATION_ID", "database:7"),
				Map.entry("JUJU_REMOTE_APP", "postgresql"), Map.entry("JUJU_REMOTE_UNIT", "postgresql/1"));
	}

	@Test
	void withEventVariablesReplacesTheWholeEventAndNothingElse() {
		JujuContext replayed = JujuContext.of(HOOK)
			.withEventVariables(Map.of("JUJU_DISPATCH_PATH", "hooks/secret-changed", "JUJU_SECRET_ID", "secret:1",
					"JUJU_SECRET_LABEL", "", "JUJU_CONTEXT_ID", "stolen", "JUJU_UNIT_NAME", "other/9"));
		assertThat(replayed.eventVariables()).containsExactly(Map.entry("JUJU_DISPATCH_PATH", "hooks/secret-changed"),
				Map.entry("JUJU_SECRET_ID", "secret:1"));
		assertThat(replayed.contextId()).contains("greeter/0-x-1");
		assertThat(replayed.unit()).hasToString("greeter/0");
		assertThat(replayed.find("JUJU_HOOK_NAME")).isEmpty();
	}

	@Test
	void withEventVariablesBringsTheEventBack() {
		JujuContext original = JujuContext.of(HOOK);
		Map<String, String> laterHook = Map.of("JUJU_UNIT_NAME", "greeter/0", "JUJU_DISPATCH_PATH", "actions/backup",
				"JUJU_ACTION_NAME", "backup");
		JujuContext replayed = JujuContext.of(laterHook).withEventVariables(original.eventVariables());
		assertThat(replayed.eventVariables()).isEqualTo(original.eventVariables());
	}

	@Test
	void contextsAreEqualByTheirVariables() {
		assertThat(JujuContext.of(HOOK)).isEqualTo(JujuContext.of(HOOK))
			.hasSameHashCodeAs(JujuContext.of(HOOK))
			.isNotEqualTo(JujuContext.of(Map.of("JUJU_UNIT_NAME", "greeter/0")));
	}

	@Test
	void toStringShowsUnitAndDispatchPathOnly() {
		assertThat(JujuContext.of(HOOK)).hasToString("greeter/0 hooks/database-relation-departed");
	}

	@Test
	void generatedEnvironmentsFailInOneWayOnly() {
		Random random = new Random(7);
		for (int i = 0; i < 3000; i++) {
			Map<String, String> environment = new HashMap<>();
			HOOK.keySet()
				.forEach((name) -> environment.put(name, Generated.text(random, "ab/:-.013+ \n\0\u2028\uD83D")));
			environment.put("JUJU_SECRET_REVISION", Generated.text(random, "019-+ \n\u0661"));
			JujuContext context = JujuContext.of(environment);
			ACCESSORS.forEach((accessor) -> assertAnswersOrExplains(context, accessor::apply));
			assertThat(JujuContext.of(HOOK).withEventVariables(context.eventVariables()).eventVariables())
				.isEqualTo(context.eventVariables());
		}
	}

	private void assertAnswersOrExplains(JujuContext context, Consumer<JujuContext> accessor) {
		try {
			accessor.accept(context);
		}
		catch (JujuContextException ex) {
			assertThat(ex.getMessage()).startsWith(ex.getVariable() + " is ").contains(", expected ");
			assertThat(ex.getMessage().lines()).hasSize(1);
			assertThat(ex.getMessage()).doesNotContain("\0", "\u2028");
		}
	}

}
