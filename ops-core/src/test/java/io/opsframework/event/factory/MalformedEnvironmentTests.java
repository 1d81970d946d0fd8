package io.opsframework.event.factory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.event.JujuEvent;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuContextException;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.UnitName;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import io.opsframework.model.HookObserver;
import io.opsframework.model.Model;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.convert.support.DefaultConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JujuEvents} in an environment that is not as Juju makes it: every
 * variable of every kind of hook is taken away, emptied and filled with what is hostile.
 */
class MalformedEnvironmentTests {

	private static final CharmMetadata CHARM = CharmMetadata.fromCharmcraft("charmcraft.yaml",
			MalformedEnvironmentTests.class.getResourceAsStream("malformed-environment.yaml"));

	// What is in an environment by whose order it is: any text but one with U+0000.
	static final List<String> HOSTILE_VALUES = List.of("${x}", "${JUJU_CONTEXT_ID}", "#{1 + 1}", " ", "\n", "../../x",
			"\u001b[31m", "\ud83d\ude00", "\u2028", "-1", "0", "99999999999999999999", "x".repeat(200_000), "db:1 ",
			"data/0\n", "postgresql/00", "secret:", "null", "--help", "$(reboot)");

	// The variables without which there is no event, of each kind that has some.
	private static final Map<HookKind, Set<JujuVariable>> REQUIRED = Map.ofEntries(
			Map.entry(HookKind.RELATION_CREATED, EnumSet.of(JujuVariable.JUJU_RELATION_ID)),
			Map.entry(HookKind.RELATION_JOINED,
					EnumSet.of(JujuVariable.JUJU_RELATION_ID, JujuVariable.JUJU_REMOTE_UNIT)),
			Map.entry(HookKind.RELATION_CHANGED, EnumSet.of(JujuVariable.JUJU_RELATION_ID)),
			Map.entry(HookKind.RELATION_DEPARTED,
					EnumSet.of(JujuVariable.JUJU_RELATION_ID, JujuVariable.JUJU_REMOTE_UNIT)),
			Map.entry(HookKind.RELATION_BROKEN, EnumSet.of(JujuVariable.JUJU_RELATION_ID)),
			Map.entry(HookKind.STORAGE_ATTACHED, EnumSet.of(JujuVariable.JUJU_STORAGE_ID)),
			Map.entry(HookKind.STORAGE_DETACHING, EnumSet.of(JujuVariable.JUJU_STORAGE_ID)),
			Map.entry(HookKind.SECRET_CHANGED, EnumSet.of(JujuVariable.JUJU_SECRET_ID)),
			Map.entry(HookKind.SECRET_ROTATE, EnumSet.of(JujuVariable.JUJU_SECRET_ID)),
			Map.entry(HookKind.SECRET_EXPIRED,
					EnumSet.of(JujuVariable.JUJU_SECRET_ID, JujuVariable.JUJU_SECRET_REVISION)),
			Map.entry(HookKind.SECRET_REMOVE,
					EnumSet.of(JujuVariable.JUJU_SECRET_ID, JujuVariable.JUJU_SECRET_REVISION)),
			Map.entry(HookKind.PEBBLE_CUSTOM_NOTICE,
					EnumSet.of(JujuVariable.JUJU_NOTICE_ID, JujuVariable.JUJU_NOTICE_TYPE,
							JujuVariable.JUJU_NOTICE_KEY)),
			Map.entry(HookKind.PEBBLE_CHECK_FAILED, EnumSet.of(JujuVariable.JUJU_PEBBLE_CHECK_NAME)),
			Map.entry(HookKind.PEBBLE_CHECK_RECOVERED, EnumSet.of(JujuVariable.JUJU_PEBBLE_CHECK_NAME)));

	// Those that have a form. In the others any text is data.
	private static final Set<JujuVariable> FORMED = EnumSet.of(JujuVariable.JUJU_RELATION_ID,
			JujuVariable.JUJU_REMOTE_UNIT, JujuVariable.JUJU_DEPARTING_UNIT, JujuVariable.JUJU_STORAGE_ID,
			JujuVariable.JUJU_SECRET_ID, JujuVariable.JUJU_SECRET_REVISION);

	// The hostile ones that have the form of a secret's id.
	private static final Set<String> SECRETS = Set.of("0", "99999999999999999999", "x".repeat(200_000), "null");

	private static final Map<String, String> VALID = Map.ofEntries(Map.entry("JUJU_RELATION", "db"),
			Map.entry("JUJU_RELATION_ID", "db:1"), Map.entry("JUJU_REMOTE_APP", "postgresql"),
			Map.entry("JUJU_REMOTE_UNIT", "postgresql/0"), Map.entry("JUJU_DEPARTING_UNIT", "postgresql/0"),
			Map.entry("JUJU_STORAGE_ID", "data/0"), Map.entry("JUJU_STORAGE_LOCATION", "/srv/data"),
			Map.entry("JUJU_STORAGE_KIND", "filesystem"), Map.entry("JUJU_SECRET_ID", "secret:9m4e2mr0ui3e8a215n4g"),
			Map.entry("JUJU_SECRET_LABEL", "label"), Map.entry("JUJU_SECRET_REVISION", "1"),
			Map.entry("JUJU_WORKLOAD_NAME", "web"), Map.entry("JUJU_NOTICE_ID", "1"),
			Map.entry("JUJU_NOTICE_TYPE", "custom"), Map.entry("JUJU_NOTICE_KEY", "example.com/path"),
			Map.entry("JUJU_PEBBLE_CHECK_NAME", "up"), Map.entry("JUJU_ACTION_NAME", "backup"),
			Map.entry("JUJU_ACTION_UUID", "12"), Map.entry("JUJU_ACTION_TAG", "action-12"),
			Map.entry("JUJU_TARGET_SERIES", "jammy"), Map.entry("JUJU_TARGET_BASE", "ubuntu@22.04"));

	private static final HookToolBackend JUJU = new SimulatedJuju(
			new SimulatedModel(UnitName.of("greeter/0"), Map.of()));

	private static final Hook HOOK = new Hook(
			new UnitAgent(JujuContext.of(Map.of()), JUJU, new MemoryStateStore(), SimulatedPebble::new), CHARM,
			new HookTools(JUJU), new RecordMapper(new DefaultConversionService()), HookObserver.NONE);

	private final JujuEvents events = new JujuEvents(new Model(new CurrentHook(), CHARM)::container);

	static Stream<Arguments> variables() {
		return Arrays.stream(HookKind.values())
			.flatMap((kind) -> kind.variables().stream().map((variable) -> Arguments.of(kind, variable)));
	}

	@ParameterizedTest
	@EnumSource(HookKind.class)
	void environmentOfJujuMakesTheEvent(HookKind kind) {
		boolean event = kind != HookKind.UNKNOWN && kind != HookKind.METER_STATUS_CHANGED;
		assertThat(create(environment(kind)).isPresent()).isEqualTo(event);
	}

	@ParameterizedTest
	@MethodSource("variables")
	void variableThatIsMissingIsNamedWhereTheEventNeedsIt(HookKind kind, JujuVariable variable) {
		for (String missing : new String[] { null, "" }) {
			Map<String, String> environment = environment(kind);
			environment.remove(variable.name());
			if (missing != null) {
				environment.put(variable.name(), missing);
			}
			if (REQUIRED.getOrDefault(kind, Set.of()).contains(variable)) {
				assertThatExceptionOfType(JujuContextException.class).isThrownBy(() -> create(environment))
					.withMessageStartingWith(variable + " is not set, expected ")
					.withMessageEndingWith("; Juju sets it for '%s'", environment.get("JUJU_DISPATCH_PATH"));
			}
			else {
				assertThat(create(environment)).isPresent();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("variables")
	void hostileValueIsDataOrOneClearError(HookKind kind, JujuVariable variable) {
		for (String value : HOSTILE_VALUES) {
			Map<String, String> environment = environment(kind);
			environment.put(variable.name(), value);
			if (isMalformed(variable, value)) {
				assertThatExceptionOfType(JujuContextException.class).isThrownBy(() -> create(environment))
					.satisfies((ex) -> assertThat(ex.getVariable()).isEqualTo(variable.name()))
					.satisfies((ex) -> assertThat(ex.getMessage()).startsWith(variable + " is '")
						.contains("', expected ")
						.hasSizeLessThan(350)
						.doesNotContain("\n", "\u001b", "\u2028"));
			}
			else {
				Map<String, String> variables = JujuEvents.variables(create(environment).orElseThrow());
				assertThat(create(variables)).get().extracting(JujuEvents::variables).isEqualTo(variables);
			}
		}
	}

	@ParameterizedTest
	@FieldSource("HOSTILE_VALUES")
	void pathThatIsHostileIsNoEventOfTheCharms(String value) {
		List<String> paths = new ArrayList<>(List.of(value, "hooks/" + value, "actions/" + value));
		Stream.of("-relation-joined", "-storage-attached", "-pebble-ready")
			.forEach((event) -> paths.add("hooks/" + value + event));
		for (String path : paths) {
			Map<String, String> environment = new HashMap<>(VALID);
			environment.put("JUJU_DISPATCH_PATH", path);
			assertThat(create(environment)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(value = HookKind.class, mode = EnumSource.Mode.MATCH_ANY, names = { "RELATION_.*", "STORAGE_.*" })
	void entityThatIsNotTheHooksIsNamed(HookKind kind) {
		Map<String, String> environment = environment(kind);
		boolean relation = kind.subject() == HookKind.Subject.ENDPOINT;
		environment.put("JUJU_RELATION_ID", "${x}:1");
		environment.put("JUJU_STORAGE_ID", "logs/0");
		assertThatExceptionOfType(JujuContextException.class).isThrownBy(() -> create(environment))
			.withMessage("%s, expected one of '%s', since JUJU_DISPATCH_PATH is '%s'",
					relation ? "JUJU_RELATION_ID is '${x}:1'" : "JUJU_STORAGE_ID is 'logs/0'", relation ? "db" : "data",
					environment.get("JUJU_DISPATCH_PATH"));
	}

	private static boolean isMalformed(JujuVariable variable, String value) {
		return FORMED.contains(variable) && !(variable == JujuVariable.JUJU_SECRET_ID && SECRETS.contains(value));
	}

	private static Map<String, String> environment(HookKind kind) {
		Map<String, String> environment = new TreeMap<>(VALID);
		environment.put("JUJU_DISPATCH_PATH", switch (kind.subject()) {
			case ENDPOINT -> "hooks/" + kind.hookName("db");
			case STORAGE -> "hooks/" + kind.hookName("data");
			case CONTAINER -> "hooks/" + kind.hookName("web");
			case ACTION -> "actions/backup";
			case UNIT, SECRET -> "hooks/" + ((kind != HookKind.UNKNOWN) ? kind.hookName("") : "no-such-hook");
		});
		return environment;
	}

	private Optional<JujuEvent> create(Map<String, String> environment) {
		return this.events.create(HOOK, JujuContext.of(environment));
	}

}
