package io.opsframework.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import io.opsframework.hooktool.StandInHookTools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where the content of secrets goes in a process of its own: to Juju, and
 * nowhere else.
 */
class SecretsIntegrationTests {

	private static final String URI = "secret:9m4e2mr0ui3e8a215n4g";

	@TempDir
	private Path temporary;

	private Path charm;

	private Path files;

	private StandInHookTools tools;

	@BeforeEach
	void prepare() throws IOException {
		this.charm = Files.createDirectories(this.temporary.resolve("charm"));
		this.files = Files.createDirectories(this.temporary.resolve("files"));
		this.tools = StandInHookTools.in(this.temporary.resolve("tools"));
		this.tools.answerByDefault("secret-get", "{\"password\":\"%s\"}".formatted(SecretApplication.PASSWORD));
		Files.writeString(this.charm.resolve("metadata.yaml"), "name: greeter\n");
		tool("secret-add", "echo " + URI);
		tool("secret-set", "exit 0");
		executable(this.charm.resolve("dispatch"), """
				#!/bin/sh
				exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.io.tmpdir='%s' $JUJU_TEST_OPTIONS \\
					-cp '%s' %s
				""".formatted(this.files, System.getProperty("java.class.path"), SecretApplication.class.getName()));
	}

	@Test
	void contentIsGivenInFilesThatAreGoneAfterwards() throws IOException {
		DispatchResult result = run(options(hook("install"), "-Dlogging.level.root=debug"));
		assertThat(result.exitCode()).isZero();
		assertThat(arguments()).hasSize(2).allMatch((line) -> line.contains("password#file=" + this.files));
		assertThat(this.temporary.resolve("contents")).content()
			.contains("600 700 password=" + SecretApplication.PASSWORD, "600 700 user-name=admin");
		assertNothingIsLeft(result);
	}

	@Test
	void contentIsShownToNobodyWhenToolFails() throws IOException {
		tool("secret-add",
				"echo \"ERROR cannot keep \\\"%1$s\\\": %1$s\" >&2; exit 1".formatted(SecretApplication.PASSWORD));
		DispatchResult result = run(hook("install"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.log()).anyMatch((line) -> line.contains("cannot keep \"***\": ***"));
		assertNothingIsLeft(result);
	}

	@Test
	void filesAreGoneWhenToolHangs() throws IOException {
		tool("secret-add", "exec sleep 600");
		DispatchResult result = run(options(hook("install"), "-Dops.hook-tools.timeout=500ms"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.log()).anyMatch((line) -> line.contains("'secret-add' did not end within 500 ms"));
		assertThat(arguments()).hasSize(1);
		assertNothingIsLeft(result);
	}

	@Test
	void filesAreGoneWhenListenerThrows() throws IOException {
		DispatchResult result = run(hook("start"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.log()).anyMatch((line) -> line.contains("after secret 9m4e2mr0ui3e8a215n4g"));
		assertNothingIsLeft(result);
	}

	@Test
	void contentThatWasReadIsShownToNobodyWhenListenerThrows() throws IOException {
		DispatchResult result = run(
				options(hook("secret-changed").variable("JUJU_SECRET_ID", URI), "-Dlogging.level.root=debug"));
		assertThat(result.exitCode()).isOne();
		assertThat(result.log())
			.anyMatch((line) -> line.contains("enough of SecretChangedEvent[secret=secret 9m4e2mr0ui3e8a215n4g]"));
		assertNothingIsLeft(result);
	}

	private void assertNothingIsLeft(DispatchResult result) throws IOException {
		assertThat(this.files).isEmptyDirectory();
		assertThat(result.out() + result.err()).doesNotContain(SecretApplication.PASSWORD);
		assertThat(result.toolCalls().toString() + result.commandLines()).doesNotContain(SecretApplication.PASSWORD);
		if (Files.exists(this.temporary.resolve("arguments"))) {
			assertThat(this.temporary.resolve("arguments")).content().doesNotContain(SecretApplication.PASSWORD);
		}
	}

	private Iterable<String> arguments() throws IOException {
		return Files.readAllLines(this.temporary.resolve("arguments"));
	}

	// A tool that looks at what it is given, as the agent does.
	private void tool(String name, String end) throws IOException {
		executable(this.tools.path().resolve(name), """
				#!/bin/sh
				printf '%%s\\n' "$*" >>'%1$s/arguments'
				for argument do
					case $argument in
					*'#file='*)
						file=${argument#*=}
						printf '%%s %%s %%s=%%s\\n' "$(stat -c %%a "$file")" "$(stat -c %%a "${file%%/*}")" \\
							"${argument%%%%#*}" "$(cat "$file")" >>'%1$s/contents' ;;
					esac
				done
				%2$s
				""".formatted(this.temporary, end));
	}

	private DispatchResult run(DispatchProcess process) {
		return process.run();
	}

	private DispatchProcess hook(String name) {
		return DispatchProcess.of(this.charm, this.tools).hook(name);
	}

	private static DispatchProcess options(DispatchProcess process, String options) {
		return process.variable("JUJU_TEST_OPTIONS", options);
	}

	private static void executable(Path file, String content) throws IOException {
		Files.writeString(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
