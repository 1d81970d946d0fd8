package io.opsframework.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Script} and {@link CommandPrompt}.
 */
@CharmTest(properties = PlayedApplication.DIRECTORY)
class LocalModeTests {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.bytes, true, StandardCharsets.UTF_8);

	@TempDir
	private Path directory;

	private LocalJuju juju;

	@BeforeEach
	void create(@Autowired CharmMetadata metadata, Harness harness) {
		this.juju = new LocalJuju(harness, metadata, this.out);
		harness.begin();
	}

	private String output() {
		return this.bytes.toString(StandardCharsets.UTF_8);
	}

	private static Script script(String... arguments) {
		return Script.of(new DefaultApplicationArguments(arguments));
	}

	private String file(String lines) throws IOException {
		return Files.writeString(this.directory.resolve("play.txt"), lines).toString();
	}

	@Test
	void scriptIsNoneWithoutArguments() {
		assertThat(script()).isNull();
		assertThat(script("--debug", "--spring.main.banner-mode=off")).isNull();
	}

	@Test
	void consentIsNoScript() throws IOException {
		assertThat(script("--yes")).isNull();
		String file = file("status\n");
		assertThat(script("--script", file, "--yes")).isEqualTo(script("--script", file));
	}

	@Test
	void scriptIsReadFromEitherFormOfArgument() throws IOException {
		String file = file("status\nhelp\n");
		assertThat(script("--script", file)).isEqualTo(new Script(Path.of(file), List.of("status", "help")));
		assertThat(script("--script=" + file)).isEqualTo(script("--script", file));
	}

	@Test
	void scriptNeedsFile() {
		assertThatExceptionOfType(LocalModeException.class).isThrownBy(() -> script("--script"))
			.withMessage("--script needs a file with commands");
		assertThatExceptionOfType(LocalModeException.class).isThrownBy(() -> script("--script="))
			.withMessage("--script needs a file with commands");
	}

	@Test
	void scriptNamesFileThatIsMissing() {
		assertThatExceptionOfType(LocalModeException.class).isThrownBy(() -> script("--script", "nowhere.txt"))
			.withMessage("There is no script 'nowhere.txt'");
	}

	@Test
	void scriptNamesFileThatCannotBeRead() {
		assertThatExceptionOfType(LocalModeException.class)
			.isThrownBy(() -> script("--script", this.directory.toString()))
			.withMessageStartingWith("The script '%s' cannot be read: ", this.directory);
	}

	@Test
	void argumentsThatAreNotKnownAreRefused() throws IOException {
		String file = file("status\n");
		assertThatExceptionOfType(LocalModeException.class).isThrownBy(() -> script("status"))
			.withMessageStartingWith("Unknown argument 'status'.")
			.withMessageContaining("--script FILE");
		assertThatExceptionOfType(LocalModeException.class).isThrownBy(() -> script("--script", file, "more"))
			.withMessageStartingWith("Unknown argument 'more'.");
		assertThatExceptionOfType(LocalModeException.class).isThrownBy(() -> script("--script=" + file, "more"))
			.withMessageStartingWith("Unknown argument 'more'.");
	}

	@Test
	void playShowsCommandsAndSkipsComments() throws IOException {
		script("--script", file("# A comment\n\n  config port=81\nconfig port\nexit\nunknown\n")).play(this.juju,
				this.out);
		assertThat(output()).containsSubsequence("> config port=81\n", "config-changed ", "> config port\n  81\n",
				"> exit\n");
		assertThat(output()).doesNotContain("comment", "unknown");
	}

	@Test
	void playEndsAtTheLineThatIsWrong() throws IOException {
		String file = file("# A comment\nconfig\nconfig port=many\nstatus\n");
		assertThatExceptionOfType(LocalModeException.class)
			.isThrownBy(() -> script("--script", file).play(this.juju, this.out))
			.withMessageStartingWith("%s, line 3: Option 'port' takes a whole number, and not 'many'", file);
		assertThat(output()).doesNotContain("> status");
	}

	@Test
	void playGoesOnAfterFailingHook() throws IOException {
		script("--script", file("hook update-status\nhook start\n")).play(this.juju, this.out);
		assertThat(output()).containsSubsequence("  FAILED     ", "\nstart ");
		assertThat(this.juju.failedHooks()).isOne();
	}

	private void type(String text) {
		InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
		new CommandPrompt(new PlainInput(in, this.out), this.out).hold(this.juju);
	}

	@ParameterizedTest
	@CsvSource({ "y, true", "Yes, true", "n, false", "'', false", "sure, false" })
	void questionIsAnsweredWithYesOrElseNo(String answer, boolean agrees) {
		PlainInput in = new PlainInput(new ByteArrayInputStream((answer + "\nexit\n").getBytes(StandardCharsets.UTF_8)),
				this.out);
		assertThat(in.confirm("May they?")).isEqualTo(agrees);
		assertThat(output()).isEqualTo("May they? [y/N] ");
		new CommandPrompt(in, this.out).hold(this.juju);
		assertThat(this.juju.isOver()).isTrue();
	}

	@Test
	void questionThatNobodyAnswersIsNo() {
		assertThat(new PlainInput(new ByteArrayInputStream(new byte[0]), this.out).confirm("May they?")).isFalse();
	}

	@Test
	void conversationEndsWithTheInput() {
		type("config port\n\nconfig greeting\n");
		assertThat(output()).isEqualTo("""
				Type a command, or help. Ctrl-D ends.
				>   8080
				> >   Hello
				>\s
				""");
	}

	@Test
	void conversationEndsWithExit() {
		type("exit\nconfig port\n");
		assertThat(output()).endsWith("> ").doesNotContain("8080");
	}

	@Test
	void conversationGoesOnAfterMistakes() {
		type("nonsense\nconfig port=many\nhook update-status\nconfig port\n");
		assertThat(output()).containsSubsequence("> ERROR Unknown command 'nonsense'", "> ERROR Option 'port' takes",
				"  FAILED     ", ">   8080\n");
	}

}
