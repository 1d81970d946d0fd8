package io.opsframework.juju;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HookKind}.
 */
class HookKindTests {

	private static final String RELATION = "JUJU_RELATION JUJU_RELATION_ID JUJU_REMOTE_APP";

	private static final String TARGET = "JUJU_TARGET_SERIES JUJU_TARGET_BASE";

	// The tables of Juju's documentation.
	private static final String[][] KINDS = { { "install", "UNIT", "" }, { "start", "UNIT", "" },
			{ "config-changed", "UNIT", "" }, { "update-status", "UNIT", "" }, { "upgrade-charm", "UNIT", "" },
			{ "stop", "UNIT", "" }, { "remove", "UNIT", "" }, { "leader-elected", "UNIT", "" },
			{ "leader-settings-changed", "UNIT", "" }, { "collect-metrics", "UNIT", "" },
			{ "meter-status-changed", "UNIT", "" }, { "pre-series-upgrade", "UNIT", TARGET },
			{ "post-series-upgrade", "UNIT", TARGET },
			{ "secret-changed", "SECRET", "JUJU_SECRET_ID JUJU_SECRET_LABEL" },
			{ "secret-rotate", "SECRET", "JUJU_SECRET_ID JUJU_SECRET_LABEL" },
			{ "secret-expired", "SECRET", "JUJU_SECRET_ID JUJU_SECRET_LABEL JUJU_SECRET_REVISION" },
			{ "secret-remove", "SECRET", "JUJU_SECRET_ID JUJU_SECRET_LABEL JUJU_SECRET_REVISION" },
			{ "x-relation-created", "ENDPOINT", RELATION },
			{ "x-relation-joined", "ENDPOINT", RELATION + " JUJU_REMOTE_UNIT" },
			{ "x-relation-changed", "ENDPOINT", RELATION + " JUJU_REMOTE_UNIT" },
			{ "x-relation-departed", "ENDPOINT", RELATION + " JUJU_REMOTE_UNIT JUJU_DEPARTING_UNIT" },
			{ "x-relation-broken", "ENDPOINT", RELATION },
			{ "x-storage-attached", "STORAGE", "JUJU_STORAGE_ID JUJU_STORAGE_LOCATION JUJU_STORAGE_KIND" },
			{ "x-storage-detaching", "STORAGE", "JUJU_STORAGE_ID JUJU_STORAGE_LOCATION JUJU_STORAGE_KIND" },
			{ "x-pebble-ready", "CONTAINER", "JUJU_WORKLOAD_NAME" },
			{ "x-pebble-custom-notice", "CONTAINER",
					"JUJU_WORKLOAD_NAME JUJU_NOTICE_ID JUJU_NOTICE_TYPE JUJU_NOTICE_KEY" },
			{ "x-pebble-check-failed", "CONTAINER", "JUJU_WORKLOAD_NAME JUJU_PEBBLE_CHECK_NAME" },
			{ "x-pebble-check-recovered", "CONTAINER", "JUJU_WORKLOAD_NAME JUJU_PEBBLE_CHECK_NAME" } };

	@Test
	void factsAreThoseOfJuju() {
		assertThat(List.of(KINDS)).hasSize(HookKind.values().length - 2).allSatisfy((row) -> {
			HookKind kind = HookKind.ofHook(row[0]);
			assertThat(kind.subject()).as(row[0]).hasToString(row[1]);
			assertThat(names(kind)).as(row[0]).containsExactlyInAnyOrderElementsOf(words(row[2]));
		});
		assertThat(names(HookKind.ACTION)).containsExactlyInAnyOrder("JUJU_ACTION_NAME", "JUJU_ACTION_UUID",
				"JUJU_ACTION_TAG");
		assertThat(HookKind.UNKNOWN.variables()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "ACTION", "UNKNOWN" })
	void nameTellsKind(HookKind kind) {
		String entity = kind.subject().isNamed() ? "x" : "";
		assertThat(HookKind.ofHook(kind.hookName(entity))).isSameAs(kind);
		assertThat(kind.entityIn(kind.hookName(entity))).isEqualTo(entity);
		assertThat(Arrays.stream(KINDS).map((row) -> row[0])).contains(kind.hookName(entity));
	}

	@ParameterizedTest
	@EnumSource
	void onlyTheseAreRestrictedOrLast(HookKind kind) {
		assertThat(kind.isRestricted())
			.isEqualTo(Set.of(HookKind.COLLECT_METRICS, HookKind.METER_STATUS_CHANGED).contains(kind));
		assertThat(kind.isLast()).isEqualTo(kind == HookKind.REMOVE);
	}

	@ParameterizedTest
	@CsvSource({ "INSTALL,x,takes no name and not 'x'", "SECRET_ROTATE,x,takes no name and not 'x'",
			"RELATION_BROKEN,'',takes the name of its ENDPOINT and not ''",
			"ACTION,'',takes the name of its ACTION and not ''", "UNKNOWN,x,takes no name and not 'x'" })
	void hookNameWhenEntityDoesNotFitIsRefused(HookKind kind, String entity, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> kind.hookName(entity))
			.withMessage("A hook of kind %s %s".formatted(kind, problem.replace(" and", ", and")));
	}

	private static Set<String> names(HookKind kind) {
		return kind.variables().stream().map(JujuVariable::name).collect(Collectors.toSet());
	}

	private static Set<String> words(String text) {
		return Arrays.stream(text.split(" ")).filter((word) -> !word.isEmpty()).collect(Collectors.toSet());
	}

}
