package io.opsframework.simulation.pebble;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.opsframework.pebble.Change;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.ExecException;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.FileInfo;
import io.opsframework.pebble.FileOptions;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.Notice;
import io.opsframework.pebble.NoticeQuery;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleChangeException;
import io.opsframework.pebble.PebbleClient;
import io.opsframework.pebble.PebbleConnectionException;
import io.opsframework.pebble.PebbleContract;
import io.opsframework.pebble.PebblePathException;
import io.opsframework.pebble.ServiceInfo;
import io.opsframework.pebble.ServiceSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SimulatedPebble}: that it does what each Pebble does, and what can be
 * said to it.
 */
class SimulatedPebbleTests extends PebbleContract {

	private final TestClock clock = new TestClock();

	private final SimulatedPebble pebble = new SimulatedPebble("web", this.clock);

	@BeforeEach
	void setUp() {
		this.pebble.setFile("/srv", SimulatedFile.directory());
		this.pebble.addExec(ScriptedExec.of("hello\n", "echo", "hello"));
		this.pebble.addExec(new ScriptedExec(List.of("cat"), (call) -> ExecAnswer.of(call.stdin())));
		this.pebble.addExec(ScriptedExec.of(ExecAnswer.of(3, "out\n", "err\n"), "sh", "-c"));
		this.pebble.setStartFailure("failing", "exited quickly with code 2");
	}

	@Override
	protected PebbleClient pebble() {
		return this.pebble;
	}

	@Override
	protected String directory() {
		return "/srv";
	}

	@Test
	void whatCannotBeReachedAnswersNothing() {
		this.pebble.setReachable(false);
		assertThatExceptionOfType(PebbleConnectionException.class).isThrownBy(this.pebble::systemInfo)
			.withMessage("Cannot ask the Pebble of container web for GET /v1/system-info: "
					+ "the simulation says that nobody can connect to it");
		assertThatExceptionOfType(PebbleConnectionException.class)
			.isThrownBy(() -> this.pebble.combineLayer("web", Layer.empty()));
		assertThat(this.pebble.layers()).isEmpty();
		this.pebble.setReachable(true);
		assertThat(this.pebble.systemInfo().version()).isEqualTo(SimulatedPebble.VERSION);
	}

	@Test
	void setVersionIsWhatItSays() {
		this.pebble.setVersion("v1.4.0");
		assertThat(this.pebble.systemInfo().isAtLeast(1, 5)).isFalse();
	}

	@Test
	void setServiceStatusMakesItRunAsInThePlan() {
		this.pebble.setLayer("base", Layer.service("web", ServiceSpec.of("sleep 1")));
		this.pebble.setServiceStatus("web", "active");
		this.pebble.await(this.pebble.replanServices(), Duration.ZERO);
		assertThat(this.pebble.starts("web")).isZero();
		assertThatIllegalArgumentException().isThrownBy(() -> this.pebble.setServiceStatus("zz", "active"))
			.withMessage("The plan has no service 'zz', only [web]");
	}

	@Test
	void serviceWhoseRequirementFailsIsNotStarted() {
		ServiceSpec sleep = ServiceSpec.of("sleep 1");
		this.pebble.setLayer("base",
				Layer.service("failing", sleep).withService("web", sleep.withRequires(List.of("failing"))));
		Change change = this.pebble.waitForChange(this.pebble.startServices(List.of("web")), Duration.ZERO);
		assertThat(change.error()).contains("Start service \"failing\"").doesNotContain("\"web\"");
		assertThat(this.pebble.currentServices()).extracting(ServiceInfo::current)
			.containsExactly("backoff", "inactive");
	}

	@Test
	void restartStartsAgain() {
		this.pebble.setLayer("base", Layer.service("web", ServiceSpec.of("sleep 1")));
		this.pebble.restartServices(List.of("web"));
		this.pebble.restartServices(List.of("web"));
		assertThat(this.pebble.starts("web")).isEqualTo(2);
	}

	@Test
	void signalsAreRemembered() {
		this.pebble.setLayer("base", Layer.service("web", ServiceSpec.of("sleep 1")));
		this.pebble.startServices(List.of("web"));
		this.pebble.sendSignal("SIGHUP", List.of("web"));
		assertThat(this.pebble.signals()).containsExactly(new SentSignal("SIGHUP", "web"));
	}

	@Test
	void checkThatFailsIsDownUntilItSucceeds() {
		this.pebble.setLayer("base", Layer.empty().withCheck("up", CheckSpec.tcp(80).withLevel("ready")));
		String performing = this.pebble.currentChecks().get(0).changeId();
		assertThat(this.pebble.setCheckFailure("up", "connection refused")).isEqualTo(performing);
		CheckInfo down = this.pebble.currentChecks().get(0);
		assertThat(down.status()).isEqualTo("down");
		assertThat(down.failures()).isEqualTo(3);
		assertThat(down.previousChangeId()).isEqualTo(performing);
		assertThat(this.pebble.change(down.changeId()).summary()).isEqualTo("Recover TCP check \"up\"");
		assertThat(this.pebble.isHealthy("ready", List.of())).isFalse();
		assertThat(this.pebble.isHealthy("alive", List.of())).isTrue();
		assertThat(this.pebble.refreshCheck("up").error()).isEqualTo("connection refused");
		assertThat(this.pebble.currentChecks().get(0).failures()).isEqualTo(4);
		this.pebble.setCheckFailure("up", null);
		assertThat(this.pebble.currentChecks().get(0).isUp()).isTrue();
		assertThat(this.pebble.isHealthy(null, List.of())).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> this.pebble.setCheckFailure("zz", "x"));
	}

	@Test
	void checkThatChangesInThePlanBeginsAnew() {
		this.pebble.setLayer("base", Layer.empty().withCheck("up", CheckSpec.tcp(80)));
		this.pebble.setCheckFailure("up", "connection refused");
		this.pebble.combineLayer("base", Layer.empty().withCheck("up", CheckSpec.tcp(81)));
		assertThat(this.pebble.currentChecks().get(0).isUp()).isTrue();
	}

	@Test
	void noticeIsToldAgainAfterItsTimeAndForgottenAfterAWeek() {
		Notice first = this.pebble.recordNotice("custom", "example.com/a", Map.of(), Duration.ofHours(1));
		this.clock.advance(Duration.ofMinutes(59));
		Notice second = this.pebble.recordNotice("custom", "example.com/a", Map.of(), Duration.ofHours(1));
		assertThat(second.lastRepeated()).isEqualTo(first.lastRepeated());
		this.clock.advance(Duration.ofMinutes(2));
		Notice third = this.pebble.recordNotice("custom", "example.com/a", Map.of(), Duration.ofHours(1));
		assertThat(third.lastRepeated()).isAfter(first.lastRepeated());
		assertThat(third.occurrences()).isEqualTo(3);
		this.clock.advance(Duration.ofDays(7));
		assertThat(this.pebble.currentNotices()).isEmpty();
		assertThat(this.pebble.notices(NoticeQuery.all())).isEmpty();
	}

	@Test
	void execIsAnsweredByTheLongestPrefix() {
		this.pebble.addExec(ScriptedExec.of("any"));
		this.pebble.addExec(ScriptedExec.of("ls", "ls"));
		this.pebble.addExec(ScriptedExec.of("ls -l", "ls", "-l"));
		assertThat(output("ls", "-l", "/")).isEqualTo("ls -l");
		assertThat(output("ls", "/")).isEqualTo("ls");
		assertThat(output("lsof")).isEqualTo("any");
	}

	private String output(String... command) {
		try (ExecProcess process = this.pebble.exec(ExecRequest.of(command))) {
			return process.waitForOutput().stdout();
		}
	}

	@Test
	void execRemembersWhatItWasGiven() {
		ExecRequest request = ExecRequest.of("cat", "-").withEnvironment("A", "b");
		try (ExecProcess process = this.pebble.exec(request)) {
			process.waitForOutput("${x}\uD83D\uDE00");
		}
		assertThat(this.pebble.execCalls()).containsExactly(new ExecCall(request, "${x}\uD83D\uDE00"));
	}

	@Test
	void execThatTakesTooLongFailsTheChange() {
		this.pebble.addExec(ScriptedExec.of(ExecAnswer.timedOut("10s"), "slow"));
		try (ExecProcess process = this.pebble.exec(ExecRequest.of("slow"))) {
			assertThatExceptionOfType(PebbleChangeException.class).isThrownBy(process::waitForOutput)
				.withMessageContaining("timed out after 10s: context deadline exceeded");
		}
	}

	@Test
	void execThatNobodyScriptedSaysSo() {
		assertThatExceptionOfType(PebbleApiException.class)
			.isThrownBy(() -> this.pebble.exec(ExecRequest.of("psql", "--version")))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(
					"cannot find executable \"psql\" (this is a simulation, in which no answer is scripted for it)"));
	}

	@Test
	void execExceptionNamesTheCommandOnly() {
		this.pebble.addExec(ScriptedExec.of(ExecAnswer.of(1, "", "denied"), "psql"));
		try (ExecProcess process = this.pebble.exec(ExecRequest.of("psql", "--password=secret"))) {
			assertThatExceptionOfType(ExecException.class).isThrownBy(process::waitForOutput)
				.withMessage("Command 'psql' ended with exit code 1");
		}
	}

	@Test
	void linksAreFollowed() throws IOException {
		this.pebble.setFile("/srv/real/file", SimulatedFile.of("content"));
		this.pebble.setFile("/srv/dir", SimulatedFile.symlink("real"));
		this.pebble.setFile("/srv/link", SimulatedFile.symlink("/srv/dir/file"));
		this.pebble.setFile("/srv/loop", SimulatedFile.symlink("loop"));
		try (InputStream content = this.pebble.pull("/srv/link")) {
			assertThat(content.readAllBytes()).asString().isEqualTo("content");
		}
		assertThat(this.pebble.listFiles("/srv/dir", null)).extracting(FileInfo::path).containsExactly("/srv/dir/file");
		assertThat(this.pebble.listFiles("/srv", "l*")).extracting(FileInfo::type).containsOnly("symlink");
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> this.pebble.pull("/srv/loop"))
			.withMessageContaining("too many levels of symbolic links");
		this.pebble.remove("/srv/dir", true);
		assertThat(this.pebble.files()).containsKey("/srv/real/file").doesNotContainKey("/srv/dir");
	}

	@Test
	void filesBelongToWhomTheyArePushedFor() {
		this.pebble.push("/srv/a/f", content("x"),
				FileOptions.defaults().withParents().withUser("postgres").withGroup("db"));
		SimulatedFile file = this.pebble.files().get("/srv/a/f");
		assertThat(file.owner().user()).isEqualTo("postgres");
		assertThat(file.owner().group()).isEqualTo("db");
		assertThat(this.pebble.files().get("/srv/a").owner()).isEqualTo(file.owner());
		assertThat(file.toString()).isEqualTo("file 644 postgres");
	}

	@Test
	void mountIsADirectoryOfTheMachine(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("there"), "before");
		this.pebble.mount("/data", directory);
		assertThat(this.pebble.listFiles("/data", null)).extracting(FileInfo::path).containsExactly("/data/there");
		this.pebble.push("/data/sub/new", content("after"), FileOptions.defaults().withParents().withPermissions(0600));
		assertThat(directory.resolve("sub/new")).hasContent("after");
		assertThat(this.pebble.fileInfo("/data/sub/new").permissions()).isEqualTo(0600);
		this.pebble.remove("/data/sub", true);
		assertThat(directory.resolve("sub")).doesNotExist();
		assertThatExceptionOfType(PebblePathException.class).isThrownBy(() -> this.pebble.remove("/data", true));
		assertThat(directory.resolve("there")).exists();
		assertThat(this.pebble.files()).containsOnlyKeys("/", "/data", "/srv");
	}

	@Test
	void pathsWithHostileCharactersAreOnlyPaths() {
		String path = "/srv/${x} \uD83D\uDE00 'a'";
		this.pebble.push(path, content("x"), FileOptions.defaults());
		assertThat(this.pebble.fileInfo(path).path()).isEqualTo(path);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.pebble.push("/srv/a\0b", content("x"), FileOptions.defaults()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.pebble.push("/srv/a\nb", content("x"), FileOptions.defaults()));
		assertThatIllegalArgumentException().isThrownBy(() -> this.pebble.setFile("rel", SimulatedFile.of("")))
			.withMessage("The path 'rel' is not absolute: begin it with /");
	}

	private static InputStream content(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A clock in which time passes by a millisecond with each look at it.
	 */
	private static final class TestClock extends Clock {

		private Instant now = Instant.parse("2026-01-01T00:00:00Z");

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			this.now = this.now.plusMillis(1);
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
