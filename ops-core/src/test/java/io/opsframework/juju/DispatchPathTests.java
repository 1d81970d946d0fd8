package io.opsframework.juju;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DispatchPath}.
 */
class DispatchPathTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			hooks/install|INSTALL|install|''
			hooks/secret-changed|SECRET_CHANGED|secret-changed|''
			hooks/db-relation-changed|RELATION_CHANGED|db-relation-changed|db
			hooks/data-storage-attached|STORAGE_ATTACHED|data-storage-attached|data
			hooks/my_web-pebble-check-failed|PEBBLE_CHECK_FAILED|my_web-pebble-check-failed|my_web
			actions/backup|ACTION|backup|backup
			actions/install|ACTION|install|install
			actions/collect-metrics|ACTION|collect-metrics|collect-metrics
			actions/db-relation-broken|ACTION|db-relation-broken|db-relation-broken
			hooks/some-new-hook|UNKNOWN|some-new-hook|''
			hooks/web-pebble-change-updated|UNKNOWN|web-pebble-change-updated|''
			""")
	void partsAreTold(String text, HookKind kind, String name, String entity) {
		DispatchPath path = new DispatchPath(text);
		assertThat(path.kind()).isSameAs(kind);
		assertThat(path.name()).isEqualTo(name);
		assertThat(path.entity()).isEqualTo(entity);
		assertThat(path).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource({ "db-relation-changed-relation-broken,RELATION_BROKEN,db-relation-changed",
			"secret-changed-relation-joined,RELATION_JOINED,secret-changed",
			"install-relation-created,RELATION_CREATED,install",
			"db-relation-data-storage-attached,STORAGE_ATTACHED,db-relation-data",
			"data-storage-attached-pebble-ready,PEBBLE_READY,data-storage-attached",
			"relation-joined-relation-joined,RELATION_JOINED,relation-joined", "--relation-joined,RELATION_JOINED,-" })
	void endDecidesWhenEntityIsNamedLikeHook(String name, HookKind kind, String entity) {
		DispatchPath path = DispatchPath.ofHook(name);
		assertThat(path.kind()).isSameAs(kind);
		assertThat(path.entity()).isEqualTo(entity);
		assertThat(DispatchPath.of(kind, entity)).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "hooks", "hooks/", "hooks//install", "/hooks/install", "install", "HOOKS/install",
			"hooks/Install", "hooks/install/", "hooks/install ", "hooks/install\n", "hooks/../actions/backup",
			"x/actions/backup", "hooks/relation-joined", "hooks/-relation-joined", "hooks/db-relation-",
			"hooks/dbrelation-joined", "hooks/db_relation-joined", "hooks/db-relation-joined\0", "hooks/action",
			"hooks/ACTION", "action/backup", "hooks/x-secret-changed", "hooks/db-relation-changed-" })
	void whatJujuDoesNotWriteIsUnknown(String text) {
		DispatchPath path = new DispatchPath(text);
		assertThat(path.kind()).isSameAs(HookKind.UNKNOWN);
		assertThat(path.entity()).isEmpty();
		assertThat(path).hasToString(text);
	}

	@Test
	void factoriesWriteAsJujuDoes() {
		assertThat(DispatchPath.of(HookKind.CONFIG_CHANGED)).hasToString("hooks/config-changed");
		assertThat(DispatchPath.of(HookKind.RELATION_DEPARTED, "db")).hasToString("hooks/db-relation-departed");
		assertThat(DispatchPath.of(HookKind.ACTION, "backup")).hasToString("actions/backup");
		assertThat(DispatchPath.ofHook("some-new-hook")).hasToString("hooks/some-new-hook");
	}

	@Test
	void generatedEntitiesComeBack() {
		Random random = new Random(7);
		for (int i = 0; i < 3000; i++) {
			String entity = Generated.text(random, "a-/:.\n\0\u2028\uD83D") + HookKind.values()[i % 10]
					+ "-relation-joined";
			for (HookKind kind : HookKind.values()) {
				if (kind.subject().isNamed()) {
					DispatchPath path = DispatchPath.of(kind, entity);
					assertThat(path.kind()).isSameAs(kind);
					assertThat(path.entity()).isEqualTo(entity);
				}
			}
		}
	}

}
