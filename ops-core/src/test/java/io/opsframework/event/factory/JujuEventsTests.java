package io.opsframework.event.factory;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.dispatch.MemoryStateStore;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CollectAppStatusEvent;
import io.opsframework.event.CollectMetricsEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.LeaderSettingsChangedEvent;
import io.opsframework.event.PebbleCheckFailedEvent;
import io.opsframework.event.PebbleCheckRecoveredEvent;
import io.opsframework.event.PebbleCustomNoticeEvent;
import io.opsframework.event.PebbleReadyEvent;
import io.opsframework.event.PostSeriesUpgradeEvent;
import io.opsframework.event.PreSeriesUpgradeEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.RemoveEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.SecretExpiredEvent;
import io.opsframework.event.SecretRemoveEvent;
import io.opsframework.event.SecretRotateEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.StorageDetachingEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuContextException;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.StorageId;
import io.opsframework.juju.UnitName;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Container;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import io.opsframework.model.HookObserver;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.model.Secret;
import io.opsframework.model.Storage;
import io.opsframework.model.UnitAgent;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedModel;
import io.opsframework.simulation.pebble.SimulatedPebble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.convert.support.DefaultConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JujuEvents}.
 */
@SuppressWarnings("deprecation")
class JujuEventsTests {

	private static final String METADATA = """
			name: greeter
			requires:
			  db: {interface: a}
			  secret-store: {interface: a}
			  odd-relation-joined: {interface: a}
			  odd-storage-attached: {interface: a}
			  odd: {interface: a}
			storage:
			  data: {type: filesystem}
			  secret-data: {type: filesystem}
			  db-relation-data: {type: filesystem}
			containers:
			  web: {}
			  secret-web: {}
			  data-storage-web: {}
			actions:
			  backup: {}
			  start: {}
			""";

	private static final CharmMetadata CHARM = CharmMetadata.fromCharmcraft("charmcraft.yaml",
			new ByteArrayInputStream(METADATA.getBytes(StandardCharsets.UTF_8)));

	private static final HookToolBackend JUJU = new SimulatedJuju(
			new SimulatedModel(UnitName.of("greeter/0"), Map.of()));

	private static final Hook HOOK = new Hook(
			new UnitAgent(JujuContext.of(Map.of()), JUJU, new MemoryStateStore(), SimulatedPebble::new), CHARM,
			new HookTools(JUJU), new RecordMapper(new DefaultConversionService()), HookObserver.NONE);

	private static final Model MODEL = new Model(new CurrentHook(), CHARM);

	private final JujuEvents events = new JujuEvents(MODEL::container);

	static List<JujuEvent> allEvents() {
		UnitName unit = UnitName.of("postgresql/0");
		UnitName own = UnitName.of("greeter/0");
		return List.of(new InstallEvent(), new StartEvent(), new StopEvent(), new RemoveEvent(),
				new ConfigChangedEvent(), new UpdateStatusEvent(), new UpgradeCharmEvent(), new LeaderElectedEvent(),
				new LeaderSettingsChangedEvent(), new PreSeriesUpgradeEvent(), new PostSeriesUpgradeEvent(),
				new CollectMetricsEvent(HOOK), new SecretChangedEvent(secret("label")),
				new SecretChangedEvent(secret(null)), new SecretRotateEvent(secret(null)),
				new SecretExpiredEvent(secret("label"), 3), new SecretRemoveEvent(secret(null), 2),
				new RelationCreatedEvent(relation("db:1"), "postgresql"),
				new RelationJoinedEvent(relation("db:1"), "postgresql", unit),
				new RelationChangedEvent(relation("db:1"), "postgresql", unit),
				new RelationChangedEvent(relation("db:1"), "postgresql", null),
				new RelationDepartedEvent(relation("db:1"), "postgresql", unit, unit),
				new RelationDepartedEvent(relation("db:1"), "postgresql", unit, own),
				new RelationDepartedEvent(relation("db:1"), "postgresql", unit, null),
				new RelationBrokenEvent(relation("db:1"), "postgresql"),
				new RelationBrokenEvent(relation("db:1"), null),
				new RelationJoinedEvent(relation("secret-store:4"), "postgresql", unit),
				new RelationChangedEvent(relation("odd-relation-joined:2"), "postgresql", unit),
				new RelationCreatedEvent(relation("odd-storage-attached:3"), "postgresql"),
				new RelationJoinedEvent(relation("odd:5"), "postgresql", unit),
				new StorageAttachedEvent(storage("data/0", Path.of("/srv/data"))),
				new StorageAttachedEvent(storage("db-relation-data/0", null)),
				new StorageDetachingEvent(storage("secret-data/1", Path.of("/srv/secret"))),
				new PebbleReadyEvent(container("web")), new PebbleReadyEvent(container("secret-web")),
				new PebbleReadyEvent(container("data-storage-web")),
				new PebbleCustomNoticeEvent(container("web"), "7", "custom", "example.com/path"),
				new PebbleCheckFailedEvent(container("web"), "up"),
				new PebbleCheckRecoveredEvent(container("web"), "up"));
	}

	@ParameterizedTest
	@MethodSource("allEvents")
	void eventIsMadeAgainFromItsVariables(JujuEvent event) {
		Map<String, String> variables = JujuEvents.variables(event);
		assertThat(create(variables)).contains(event);
		JujuContext hook = JujuContext.of(Map.of("JUJU_DISPATCH_PATH", "hooks/other", "JUJU_RELATION_ID", "odd:9",
				"JUJU_REMOTE_UNIT", "other/9", "JUJU_SECRET_LABEL", "other", "JUJU_STORAGE_LOCATION", "/other"));
		JujuContext replayed = hook.withEventVariables(variables);
		assertThat(this.events.create(HOOK, replayed)).hasValueSatisfying((again) -> {
			assertThat(again).isEqualTo(event);
			assertThat(JujuEvents.variables(again)).isEqualTo(variables);
		});
		assertThat(variables).containsEntry("JUJU_DISPATCH_PATH", "hooks/" + event.hookName());
		assertThat(event.eventName()).isEqualTo(event.hookName());
	}

	@ParameterizedTest
	@MethodSource("allEvents")
	void kindTellsTypeAndVariables(JujuEvent event) {
		Map<String, String> variables = JujuEvents.variables(event);
		assertThat(JujuContext.of(variables).dispatchPath().kind()).isSameAs(event.hookKind());
		assertThat(JujuContext.of(variables).eventVariables()).isEqualTo(variables);
		assertThat(JujuEvents.type(event.hookKind())).hasValue(event.getClass());
	}

	@Test
	void kindsHaveTypeOfTheirOwn() {
		assertThat(Arrays.stream(HookKind.values()).filter((kind) -> JujuEvents.type(kind).isEmpty()))
			.containsExactly(HookKind.METER_STATUS_CHANGED, HookKind.UNKNOWN);
		assertThat(Arrays.stream(HookKind.values()).flatMap((kind) -> JujuEvents.type(kind).stream()))
			.doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(leaves(JujuEvent.class).map(JujuEventsTests::eventType).toList());
	}

	@Test
	void plainHooksAreThoseOfTheUnit() {
		assertThat(JujuEvents.plainHooks()).containsExactly("collect-metrics", "config-changed", "install",
				"leader-elected", "leader-settings-changed", "post-series-upgrade", "pre-series-upgrade", "remove",
				"start", "stop", "update-status", "upgrade-charm");
	}

	@Test
	void allTypesOfEventsAreTested() {
		Set<Class<?>> tested = allEvents().stream().map(Object::getClass).collect(Collectors.toSet());
		assertThat(tested).hasSize(28 - 1).doesNotContain(ActionEvent.class);
		assertThat(leaves(JujuEvent.class)).containsAll(tested).hasSize(28);
	}

	@Test
	void onlyTheseTypesCannotBeDeferred() {
		assertThat(leaves(JujuEvent.class).filter((type) -> !Deferrable.class.isAssignableFrom(type)))
			.containsExactlyInAnyOrder(ActionEvent.class, StopEvent.class, RemoveEvent.class, SecretRotateEvent.class,
					SecretExpiredEvent.class);
		assertThat(Deferrable.class.isAssignableFrom(CollectStatusEvent.class)).isFalse();
	}

	@Test
	void eventsThatNewerJujuDoesNotSendAreDeprecated() {
		assertThat(leaves(JujuEvent.class).filter((type) -> type.isAnnotationPresent(Deprecated.class)))
			.containsExactlyInAnyOrder(LeaderSettingsChangedEvent.class, PreSeriesUpgradeEvent.class,
					PostSeriesUpgradeEvent.class, CollectMetricsEvent.class);
	}

	@Test
	void eventsAreRecordsButForThoseThatCollectAnswers() {
		assertThat(leaves(JujuEvent.class).filter((type) -> !type.isRecord())).containsExactly(ActionEvent.class);
		assertThat(ActionEvent.class).isFinal();
		assertThat(leaves(CollectStatusEvent.class))
			.containsExactly(CollectUnitStatusEvent.class, CollectAppStatusEvent.class)
			.allSatisfy((type) -> assertThat(type).isFinal());
	}

	@Test
	void actionIsMadeFromItsPath() {
		Optional<JujuEvent> event = create(
				Map.of("JUJU_DISPATCH_PATH", "actions/backup", "JUJU_ACTION_UUID", "12", "JUJU_ACTION_NAME", "backup"));
		assertThat(event).containsInstanceOf(ActionEvent.class);
		ActionEvent action = (ActionEvent) event.orElseThrow();
		assertThat(action.name()).isEqualTo("backup");
		assertThat(action.id()).isEqualTo("12");
		assertThat(action).hasToString("action backup");
		assertThat(JujuEvents.variables(action)).containsEntry("JUJU_DISPATCH_PATH", "actions/backup");
		assertThat(create(Map.of("JUJU_DISPATCH_PATH", "actions/start"))).containsInstanceOf(ActionEvent.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hooks/", "hooks/no-such-hook", "hooks/leader-deposed", "hooks/meter-status-changed",
			"hooks/secret-", "hooks/web-pebble-change-updated", "hooks/juju-info-relation-joined",
			"hooks/none-storage-attached", "hooks/none-pebble-ready", "actions/none", "actions/install",
			"hooks/db-relation-", "hooks/-relation-joined", "hooks/db-relation-exploded", "hooks/data-storage-moved",
			"hooks/secret-stolen", "hooks/Install", "install", "hooks/x/install", "actions/x/install",
			"hooks/db/db-relation-joined" })
	void unknownOrUndeclaredIsEmpty(String path) {
		assertThat(create(Map.of("JUJU_DISPATCH_PATH", path))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "db-relation-joined,JUJU_RELATION_ID,", "db-relation-broken,JUJU_RELATION_ID,db-1",
			"db-relation-joined,JUJU_REMOTE_UNIT,", "db-relation-changed,JUJU_REMOTE_UNIT,postgresql",
			"db-relation-departed,JUJU_REMOTE_UNIT,", "db-relation-departed,JUJU_DEPARTING_UNIT,x/y",
			"data-storage-attached,JUJU_STORAGE_ID,", "data-storage-attached,JUJU_STORAGE_ID,data",
			"secret-changed,JUJU_SECRET_ID,", "secret-changed,JUJU_SECRET_ID,HUNTER2",
			"secret-expired,JUJU_SECRET_REVISION,", "secret-remove,JUJU_SECRET_REVISION,two",
			"secret-remove,JUJU_SECRET_REVISION,0", "web-pebble-custom-notice,JUJU_NOTICE_KEY,",
			"web-pebble-check-failed,JUJU_PEBBLE_CHECK_NAME," })
	void variableThatIsMissingOrMalformedIsNamed(String hook, String variable, String value) {
		Map<String, String> variables = new TreeMap<>(Map.of("JUJU_RELATION_ID", "db:1", "JUJU_REMOTE_UNIT",
				"postgresql/0", "JUJU_DEPARTING_UNIT", "postgresql/0", "JUJU_STORAGE_ID", "data/0", "JUJU_SECRET_ID",
				"secret:1", "JUJU_SECRET_REVISION", "1", "JUJU_NOTICE_ID", "1", "JUJU_NOTICE_TYPE", "custom",
				"JUJU_NOTICE_KEY", "k", "JUJU_PEBBLE_CHECK_NAME", "up"));
		variables.put("JUJU_DISPATCH_PATH", "hooks/" + hook);
		assertThat(create(variables)).isPresent();
		if (value != null) {
			variables.put(variable, value);
		}
		else {
			variables.remove(variable);
		}
		assertThatExceptionOfType(JujuContextException.class).isThrownBy(() -> create(variables))
			.withMessageStartingWith(variable)
			.withMessageContaining((value != null) ? "'" + value + "'" : "is not set");
	}

	private Optional<JujuEvent> create(Map<String, String> variables) {
		return this.events.create(HOOK, JujuContext.of(variables));
	}

	private static Stream<Class<?>> leaves(Class<?> type) {
		return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(JujuEventsTests::leaves)
				: Stream.of(type);
	}

	private static Class<? extends JujuEvent> eventType(Class<?> type) {
		return type.asSubclass(JujuEvent.class);
	}

	private static Secret secret(@Nullable String label) {
		return HOOK.secret(SecretUri.of("secret:1"), label);
	}

	private static Storage storage(String id, @Nullable Path location) {
		return HOOK.storage(StorageId.of(id), location);
	}

	private static Relation relation(String id) {
		return HOOK.relation(RelationId.of(id));
	}

	private static Container container(String name) {
		return Objects.requireNonNull(MODEL.container(name));
	}

}
