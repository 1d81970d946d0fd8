package io.opsframework.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.opsframework.hooktool.DispatchProcess;
import io.opsframework.hooktool.DispatchResult;
import io.opsframework.hooktool.StandInHookTools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base of the tests that start the greeter's {@code dispatch} as Juju does. Each test has
 * hook tools and a charm directory of its own.
 * <p>
 * The system property {@code charm.jvm-options} holds options, one a line, for the JVM
 * that {@code dispatch} becomes: so the tests can run in another mode, as those with the
 * tag {@value #WITHOUT_AOT} do.
 */
abstract class AbstractDispatchIntegrationTests {

	/**
	 * The tag of tests that run once more with beans that are worked out in each hook.
	 */
	static final String WITHOUT_AOT = "without-aot";

	static final String PASSWORD = "s3cr3t-p4ssw0rd";

	static final String CREDENTIALS = """
			{"endpoints":"10.1.7.3:5432","username":"hello","password":"%s"}""".formatted(PASSWORD);

	static final String IS_LEADER = "is-leader --format=json";

	static final String CONFIG = "config-get --format=json";

	static final String ASK_FOR_STATE = "state-get --format=json -- opsframework.generation";

	static final String UNIT_STATUS = "status-get --include-data --format=json --application=false";

	static final String OPENED_PORTS = "opened-ports --format=json";

	static final String HTTP_RELATIONS = "relation-ids http --format=json";

	static final String DATABASES = "relation-ids database --format=json";

	static final String DATABASE_UNITS = "relation-list --format=json -r database:7";

	static final String DATABASE_DATA = "relation-get --format=json -r database:7 --app - postgresql";

	static final String RELATE = status("blocked", "'relate the greeter to a database'");

	static final String WAIT_FOR_CONTAINER = status("waiting", "'waiting for container web'");

	private static final Path BUILT = Path.of("../target/charm").toAbsolutePath();

	private final List<DispatchResult> results = new ArrayList<>();

	private final List<StandInPebble> pebbles = new ArrayList<>();

	@TempDir
	private Path temporary;

	private Path charm;

	private StandInHookTools tools;

	@BeforeEach
	void prepare() throws IOException {
		this.charm = Files.createDirectories(this.temporary.resolve("agents/unit-greeter-0/charm"));
		install(BUILT);
		this.tools = StandInHookTools.in(this.temporary.resolve("tools/unit-greeter-0"));
		this.tools.answer(CONFIG, """
				{"greeting":"Hello","log-level":"info","port":8080}""");
		this.tools.answer(OPENED_PORTS, "[\"8080/tcp\"]");
	}

	@AfterEach
	void stopPebbles() {
		this.pebbles.forEach(StandInPebble::close);
	}

	@AfterEach
	void passwordIsShownToNobody() {
		for (DispatchResult result : this.results) {
			assertThat(result.out() + result.err()).doesNotContain(PASSWORD);
			assertThat(result.log()).noneMatch((line) -> line.contains(PASSWORD));
		}
	}

	/**
	 * Make the charm directory that of a built charm. It has no runtime: Java is that of
	 * the tests.
	 * @param built the charm
	 */
	final void install(Path built) throws IOException {
		FileSystemUtils.deleteRecursively(this.charm);
		Files.createDirectory(this.charm);
		for (String file : List.of("dispatch", "metadata.yaml", "config.yaml", "actions.yaml", "manifest.yaml")) {
			Files.copy(built.resolve(file), this.charm.resolve(file));
		}
		Files.createSymbolicLink(this.charm.resolve("app"), built.resolve("app"));
	}

	static String status(String status, String message) {
		return "status-set --application=False " + status + " -- " + message;
	}

	static String tellState(int generation) {
		return "state-set --file - <<< '{\"opsframework.generation\":\"%d\"}'".formatted(generation);
	}

	Path charm() {
		return this.charm;
	}

	Path state() {
		return this.charm.resolve(".ops-state.json");
	}

	StandInHookTools tools() {
		return this.tools;
	}

	/**
	 * A relation of the unit with a database.
	 * @param data what the database's application says, as JSON
	 */
	void relateDatabase(String data) {
		this.tools.answer(DATABASES, "[\"database:7\"]")
			.answer(DATABASE_UNITS, "[\"postgresql/0\"]")
			.answer(DATABASE_DATA, data);
	}

	/**
	 * A hook tool that runs shell commands.
	 * @param tool the tool
	 * @param commands the commands
	 */
	void runInTool(String tool, String commands) throws IOException {
		Path file = this.tools.path().resolve(tool);
		Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
	}

	DispatchProcess hook(String name) {
		return process().hook(name);
	}

	DispatchProcess action(String name) {
		return process().action(name);
	}

	DispatchProcess process() {
		DispatchProcess process = DispatchProcess.of(this.charm, this.tools);
		System.getProperty("charm.jvm-options", "")
			.lines()
			.filter((option) -> !option.isBlank())
			.forEach(process::jvmOptions);
		return process;
	}

	/**
	 * A process for which the Pebble of container web is there.
	 * @param process the process
	 * @return the same process
	 */
	DispatchProcess withContainer(DispatchProcess process) throws IOException {
		Path containers = this.temporary.resolve("containers");
		if (this.pebbles.isEmpty()) {
			Path web = Files.createDirectories(containers.resolve("web"));
			this.pebbles.add(new StandInPebble(web.resolve("pebble.socket")));
		}
		return process.jvmOptions("-Dops.containers.directory=" + containers);
	}

	/**
	 * What was asked of the Pebble of container web.
	 * @return methods and paths
	 */
	List<String> pebbleRequests() {
		return this.pebbles.stream().flatMap((pebble) -> pebble.requests().stream()).toList();
	}

	/**
	 * Run a hook that succeeds, says nothing and calls exactly the tools; beside them it
	 * asks and tells Juju which state counts, if the state is the unit's first.
	 * @param process the process
	 * @param commandLines what it calls, in order
	 */
	void succeed(DispatchProcess process, String... commandLines) {
		boolean isFirst = !Files.exists(state());
		DispatchResult result = run(process);
		assertThat(result.commandLinesButState()).containsExactly(commandLines);
		assertThat(result.stateCommandLines())
			.isEqualTo((isFirst && Files.exists(state())) ? List.of(ASK_FOR_STATE, tellState(1)) : List.of());
		assertThat(result.out() + result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
	}

	/**
	 * Run a hook that fails before or after it calls exactly the tools, but for the log,
	 * and that keeps no state.
	 * @param process the process
	 * @param commandLines what it calls, in order
	 * @return the result
	 */
	DispatchResult fail(DispatchProcess process, String... commandLines) {
		DispatchResult result = run(process);
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.commandLinesButLog()).containsExactly(commandLines);
		assertThat(result.out()).isEmpty();
		assertThat(state()).doesNotExist();
		return result;
	}

	DispatchResult run(DispatchProcess process) {
		DispatchResult result = process.run();
		this.results.add(result);
		return result;
	}

	/**
	 * The log of a crash: a stack trace, once, and a security event.
	 * @param result the result
	 * @param path what was dispatched
	 * @param exception the name of the exception's class
	 * @param message its message
	 */
	static void assertCrash(DispatchResult result, String path, String exception, String message) {
		assertThat(result.log()).hasSize(2);
		assertThat(result.log().get(0))
			.startsWith("ERROR CharmExceptionReporter: %s failed\nio.opsframework.hooktool.%s: %s\n\tat "
				.formatted(path, exception, message))
			.containsOnlyOnce("\tat io.opsframework.sample.GreeterApplication.main(");
		assertSecurityEvent(result.log().get(1), "sys_crash:" + exception);
	}

	static void assertSecurityEvent(String line, String event) {
		assertThat(line)
			.matches("TRACE \\{\"datetime\":\"[-0-9]{10}T[:0-9]{8}Z\",\"level\":\"WARN\",\"type\":\"security\","
					+ "\"appid\":\"cdac5656-2423-4388-8f30-41854b4cca7d-greeter/0\",\"event\":\"" + event
					+ "\",\"description\":\"Uncaught exception in the charm\"}");
	}

}
