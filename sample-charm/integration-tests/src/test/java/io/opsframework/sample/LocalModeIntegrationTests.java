package io.opsframework.sample;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that play the greeter's jar as a person does, who has no Juju.
 */
class LocalModeIntegrationTests {

	private static final char CTRL_C = 3;

	private static final char CTRL_D = 4;

	private static final String CTRL_P = "\020";

	private static final char BACKSPACE = 127;

	private static final String PLAY = Path.of("../play.txt").toAbsolutePath().toString();

	private final List<Process> processes = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void endProcesses() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void scriptIsPlayed(boolean aheadOfTime) throws Exception {
		assertThat(play("-Dspring.aot.enabled=" + aheadOfTime, "--script", PLAY)).isZero();
		assertThat(errors()).isEmpty();
		assertThat(output()).startsWith("Deploying greeter")
			.containsSubsequence("\ninstall ", "  listener   greeterCharm#install(InstallEvent)\n",
					"  hook tool  status-set --application=False maintenance -- installing the greeter\n",
					"\nweb-pebble-ready ", "  status     blocked: relate the greeter to a database\n",
					"\n> pebble plan web\n", "    command: greeter --port 8081 --log-level info\n",
					"\n> integrate database postgresql\n", "\ndatabase-relation-created ", "\n> relation-set database ",
					"\ndatabase-relation-changed ", "  status     active\n", "\n> run get-db-info\n",
					"\n  endpoints: 10.0.0.5:5432\n  username: greeter\n", "\nhttp-relation-created ",
					"\n> relation-get http greeter\n  hostname=192.0.2.0\n  port=8081\n",
					"\n> add-secret greeter-token token=not-so-secret\n  secret:d0testsecrets0000001\n",
					"\n> config token=secret:d0testsecrets0000001\n", "\nconfig-changed ", "\nsecret-changed ",
					"\n> config port=22\n", "  status     blocked: invalid config port=22: 22 is taken by SSH\n",
					"\n> status\n", "\ngreeter/0*               active\n",
					"\nweb                      started      greeter active\n",
					"\ndatabase                 postgresql   postgresql/0\n");
	}

	@Test
	void charmIsDeployedWithoutTerminal() throws Exception {
		assertThat(play()).isZero();
		assertThat(errors()).isEmpty();
		assertThat(output()).contains("\nstart ").doesNotContain("> ").endsWith("replicas                 greeter\n");
	}

	@Test
	void lineThatIsWrongEndsTheScript() throws Exception {
		Path script = Files.writeString(this.directory.resolve("wrong.txt"), "status\nconfig port=many\nstatus\n");
		assertThat(play("--script=" + script)).isOne();
		assertThat(errors()).startsWith("ERROR " + script + ", line 2: Option 'port' takes ").hasLineCount(2);
		assertThat(output()).endsWith("> config port=many\n");
	}

	@Test
	void scriptThatIsMissingIsNamed() throws Exception {
		assertThat(play("--script", "missing.txt")).isOne();
		assertThat(errors()).isEqualTo("ERROR There is no script 'missing.txt'\n");
		assertThat(output()).isEmpty();
	}

	@Test
	void argumentThatIsUnknownIsNamed() throws Exception {
		assertThat(play("status")).isOne();
		assertThat(errors()).startsWith("ERROR Unknown argument 'status'.").hasLineCount(1);
	}

	@Test
	void commandsAreReadFromTerminal() throws Exception {
		Process process = playInTerminal();
		type(process, "help\nintegrate database postgresql\nstatus\nnonsense\n" + CTRL_D);
		String output = readAll(process);
		assertThat(exitCode(process)).isZero();
		assertThat(output)
			.containsSubsequence("Type a command, or help. Ctrl-D ends.\n",
					"  integrate [APPLICATION:]ENDPOINT APPLICATION[:ENDPOINT] ", "\ndatabase-relation-created ",
					"\ndatabase                 postgresql   postgresql/0\n",
					"> ERROR Unknown command 'nonsense'; there are config, integrate, ")
			.doesNotContain("Exception");
	}

	@Test
	void linesAreEditedWhereTheTerminalHasSize() throws Exception {
		Process process = playInEditingTerminal();
		typeAtPrompt(process, "config port=8\t" + CTRL_C, "");
		typeAtPrompt(process, "juju config greete\tpo\t81\n", "config-changed ");
		typeAtPrompt(process, CTRL_P + BACKSPACE + "2\n", "config-changed ");
		typeAtPrompt(process, "config port\n", "  82");
		typeAtPrompt(process, String.valueOf(CTRL_D), "");
		assertThat(readAll(process)).doesNotContain("Exception");
		assertThat(exitCode(process)).isZero();
	}

	@Test
	void interruptEndsTheSessionWhereLinesAreNotEdited() throws Exception {
		Process process = playInTerminal();
		readUntilPrompt(process);
		type(process, String.valueOf(CTRL_C));
		assertThat(readAll(process)).doesNotContain("Exception");
		assertThat(exitCode(process)).isEqualTo(130);
	}

	private int play(String... arguments) throws Exception {
		Process process = start(new ProcessBuilder(command(arguments)).redirectInput(new File("/dev/null"))
			.redirectOutput(file("output"))
			.redirectError(file("errors")));
		return exitCode(process);
	}

	// Options of the JVM come first, also among the arguments.
	private static List<String> command(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(arguments).stream().filter((argument) -> argument.startsWith("-D")).toList());
		command.addAll(List.of("-jar", System.getProperty("charm.jar")));
		command.addAll(List.of(arguments).stream().filter((argument) -> !argument.startsWith("-D")).toList());
		return command;
	}

	private Process playInTerminal() throws Exception {
		return playInTerminal("");
	}

	// As terminals of people are; that of script(1) has neither a size nor a type.
	private Process playInEditingTerminal() throws Exception {
		return playInTerminal("stty cols 120 rows 40; export TERM=xterm; exec ");
	}

	private Process playInTerminal(String preparation) throws Exception {
		assumeThat(isTerminalThere()).as("script(1) of util-linux, which makes a terminal").isTrue();
		String command = preparation
				+ command().stream().map((word) -> "'" + word + "'").collect(Collectors.joining(" "));
		return start(new ProcessBuilder("script", "--quiet", "--return", "--command", command, "/dev/null")
			.redirectErrorStream(true));
	}

	private boolean isTerminalThere() throws InterruptedException {
		try {
			Process process = start(new ProcessBuilder("script", "--version").redirectOutput(Redirect.PIPE));
			return readAll(process).contains("util-linux") && exitCode(process) == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Process start(ProcessBuilder builder) throws IOException {
		builder.directory(this.directory.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("JUJU_"));
		Process process = builder.start();
		this.processes.add(process);
		// Who waits for what it never says sees its end.
		CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(process::destroyForcibly);
		return process;
	}

	private static void type(Process process, String text) throws IOException {
		OutputStream in = process.getOutputStream();
		in.write(text.getBytes(StandardCharsets.UTF_8));
		in.flush();
	}

	private static String readAll(Process process) throws IOException {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			return reader.lines().collect(Collectors.joining("\n"));
		}
	}

	/**
	 * Type something as soon as it is asked for.
	 * @param process the charm that is played
	 * @param text what is typed
	 * @param answer what is then shown before the next prompt
	 */
	private static void typeAtPrompt(Process process, String text, String answer) throws IOException {
		readUntil(process, "> ");
		type(process, text);
		readUntil(process, answer);
	}

	private static void readUntilPrompt(Process process) throws IOException {
		readUntil(process, "\n> ");
	}

	private static void readUntil(Process process, String end) throws IOException {
		StringBuilder output = new StringBuilder();
		while (!output.toString().endsWith(end)) {
			int next = process.getInputStream().read();
			assertThat(next).as(output.toString()).isNotNegative();
			output.append((char) next);
		}
		assertThat(output).as("what Java warns of").doesNotContain("WARNING:");
	}

	private static int exitCode(Process process) throws InterruptedException {
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return process.exitValue();
	}

	private File file(String name) {
		return this.directory.resolve(name).toFile();
	}

	private String output() throws IOException {
		return Files.readString(this.directory.resolve("output"));
	}

	private String errors() throws IOException {
		return Files.readString(this.directory.resolve("errors"));
	}

}
