package io.opsframework.hooktool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DispatchProcess} and {@link DispatchResult}.
 */
class DispatchProcessIntegrationTests {

	private static final String ENVIRONMENT = "tr '\\0' '\\n' </proc/$$/environ";

	@TempDir
	private Path temporary;

	private Path charm;

	private StandInHookTools tools;

	@BeforeEach
	void prepare() throws IOException {
		this.charm = Files.createDirectory(this.temporary.resolve("charm"));
		this.tools = StandInHookTools.in(this.temporary.resolve("tools"));
	}

	@Test
	void runGivesJujusVariablesAndNothingElse() throws IOException {
		dispatchIs(ENVIRONMENT);
		DispatchResult result = process().hook("db-relation-joined").relation("db", 7, "pg", "pg/0").run();
		assertThat(result.out().lines().map((line) -> line.substring(0, line.indexOf('=')))).doesNotHaveDuplicates()
			.allMatch((name) -> name.startsWith("JUJU_") || name.startsWith("KUBERNETES_")
					|| name.matches("PATH|LANG|TERM|CHARM_DIR|CLOUD_API_VERSION|(DEBIAN|APT_LISTCHANGES)_FRONTEND"));
		assertThat(result.out().lines()).contains("JUJU_DISPATCH_PATH=hooks/db-relation-joined",
				"JUJU_HOOK_NAME=db-relation-joined", "JUJU_RELATION=db", "JUJU_RELATION_ID=db:7", "JUJU_REMOTE_APP=pg",
				"JUJU_REMOTE_UNIT=pg/0", "JUJU_CHARM_DIR=" + this.charm, "JUJU_MACHINE_ID=", "LANG=C.UTF-8",
				"PATH=%s:%s/bin:/usr/bin:/bin".formatted(this.tools.path(), System.getProperty("java.home")));
	}

	@Test
	void runForActionHasNoHookName() throws IOException {
		dispatchIs(ENVIRONMENT);
		assertThat(process().action("backup").variable("JUJU_SLA", null).run().out().lines())
			.contains("JUJU_DISPATCH_PATH=actions/backup", "JUJU_HOOK_NAME=", "JUJU_ACTION_NAME=backup",
					"JUJU_ACTION_UUID=12", "JUJU_ACTION_TAG=action-12")
			.noneMatch((line) -> line.startsWith("JUJU_SLA"));
	}

	@Test
	void runAndKillEndsItWithoutItsCalls() throws IOException {
		dispatchIs("is-leader; exec sleep 600");
		DispatchResult result = process().hook("start").runAndKill((process) -> {
			while (this.tools.calls().isEmpty()) {
				Thread.onSpinWait();
			}
		});
		assertThat(result.exitCode()).isEqualTo(137);
		assertThat(result.toolCalls()).isEmpty();
	}

	@Test
	void runStartsInCharmDirectoryWithoutArgumentsAndInput() throws IOException {
		dispatchIs("echo $# $PWD; cat; echo warning >&2; exit 3");
		DispatchResult result = process().hook("start").run();
		assertThat(result)
			.isEqualTo(new DispatchResult(3, "0 " + this.charm.toRealPath() + "\n", "warning\n", result.toolCalls()));
	}

	@Test
	void runRecordsOnlyItsOwnCallsAndTheyReadAsTyped() throws IOException {
		dispatchIs("""
				config-get --format=json
				juju-log --log-level INFO -- "it's so"
				echo '{"a":"b c"}' | relation-set --file -
				status-set active -- ''
				""");
		process().hook("start").run();
		DispatchResult result = process().hook("start").run();
		assertThat(result.commandLines()).containsExactly("config-get --format=json",
				"juju-log --log-level INFO -- 'it'\\''s so'", "relation-set --file - <<< '{\"a\":\"b c\"}\n'",
				"status-set active -- ''");
		assertThat(result.commandLinesButLog()).hasSize(3).noneMatch((line) -> line.startsWith("juju-log"));
		assertThat(result.log()).containsExactly("INFO it's so");
	}

	@Test
	void jvmOptionsWinOverThoseOfCharm() throws IOException {
		Files.writeString(this.charm.resolve("options"), "-Dwho=charm\n");
		dispatchIs("java @$JUJU_CHARM_DIR/options -XshowSettings:properties -version");
		assertThat(process().hook("start").run().err()).contains("who = charm");
		assertThat(process().hook("start").jvmOptions("-Dwho=the 'test'").run().err()).contains("who = the 'test'");
	}

	private DispatchProcess process() {
		return DispatchProcess.of(this.charm, this.tools);
	}

	private void dispatchIs(String commands) throws IOException {
		Path dispatch = Files.writeString(this.charm.resolve("dispatch"), "#!/bin/sh\n" + commands + "\n");
		Files.setPosixFilePermissions(dispatch, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
