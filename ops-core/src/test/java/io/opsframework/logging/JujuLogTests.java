package io.opsframework.logging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.opsframework.hooktool.HookToolException;
import io.opsframework.json.Json;
import io.opsframework.juju.JujuContext;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link JujuLog} and {@link SecurityEvents}.
 */
class JujuLogTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

	private final JujuLog log = log((line) -> {
	}, LONG, LONG);

	@Test
	void messagesAreSentInOrderWithOneCallForConsecutiveOnesOfOneLevel() {
		this.log.log("INFO", "a");
		this.log.log("INFO", "b\nc");
		this.log.log("ERROR", "d");
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO a\nb\nc", "ERROR d");
		this.log.flush();
		assertThat(this.calls).hasSize(2);
	}

	@Test
	void messageIsSentWhenItIsOldWhateverItsThreadDoes() throws InterruptedException {
		JujuLog aging = log((line) -> {
		}, Duration.ofMillis(10), LONG);
		aging.log("INFO", "a");
		assertThat(this.calls.poll(1, TimeUnit.MINUTES)).isEqualTo("INFO a");
		aging.log("INFO", "b");
		assertThat(this.calls.poll(1, TimeUnit.MINUTES)).isEqualTo("INFO b");
	}

	@Test
	void messageIsNotOldBeforeItsTime() {
		this.log.log("INFO", "a");
		this.log.log("ERROR", "b");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void manyMessagesOfAlternatingLevelsAreFewCalls() {
		int count = 40_000;
		String text = " is a message of the length that they have";
		IntStream.range(0, count).forEach((i) -> this.log.log((i % 2 == 0) ? "DEBUG" : "INFO", i + text));
		this.log.flush();
		assertThat(this.calls).hasSizeLessThan(120);
		for (String level : List.of("DEBUG", "INFO")) {
			assertThat(this.calls.stream()
				.filter((call) -> call.startsWith(level + " "))
				.flatMap((call) -> call.substring(level.length() + 1).lines()))
				.containsExactlyElementsOf(IntStream.range(0, count)
					.filter((i) -> (i % 2 == 0) == level.equals("DEBUG"))
					.mapToObj((i) -> i + text)
					.toList());
		}
	}

	@Test
	void messagesOfManyThreadsAreAllSent() throws InterruptedException {
		List<Thread> threads = IntStream.range(0, 8)
			.mapToObj((thread) -> new Thread(
					() -> IntStream.range(0, 1000).forEach((i) -> this.log.log("INFO", thread + "-" + i))))
			.toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		this.log.flush();
		assertThat(this.calls.stream().flatMap((call) -> call.substring(5).lines())).hasSize(8000)
			.doesNotHaveDuplicates();
	}

	@Test
	void whatIsLoggedByTheCallItselfIsNotLostAndKeepsItsLevel() {
		JujuLog[] self = new JujuLog[1];
		self[0] = log((line) -> {
			if (line.contains("outer")) {
				self[0].log("TRACE", "inner");
			}
		}, LONG, LONG);
		self[0].log("INFO", "outer");
		self[0].log("ERROR", "next");
		self[0].flush();
		assertThat(this.calls).containsExactly("INFO outer", "ERROR next", "TRACE inner");
	}

	@Test
	void callThatAlwaysLogsDoesNotKeepFlushFromEnding() {
		JujuLog[] self = new JujuLog[1];
		self[0] = log((line) -> self[0].log("TRACE", "again"), LONG, LONG);
		self[0].log("INFO", "a");
		self[0].flush();
		assertThat(this.calls).contains("INFO a").hasSizeLessThan(5);
	}

	@Test
	void callThatFailsLosesOnlyItsOwnMessagesAndFailsTheNextFlush() {
		JujuLog failing = log(failingFor("lost"), LONG, LONG);
		failing.log("INFO", "lost");
		failing.log("ERROR", "kept");
		assertThatIllegalStateException().isThrownBy(failing::flush).withMessage("on purpose");
		failing.log("INFO", "kept, too");
		failing.flush();
		assertThat(this.calls).containsExactly("INFO lost", "ERROR kept", "INFO kept, too");
	}

	@Test
	void callThatFailsWhileNobodyWaitsFailsTheNextFlush() throws InterruptedException {
		JujuLog failing = log(failingFor("lost"), Duration.ZERO, LONG);
		failing.log("INFO", "lost");
		assertThat(this.calls.poll(1, TimeUnit.MINUTES)).isEqualTo("INFO lost");
		assertThatIllegalStateException().isThrownBy(failing::flush).withMessage("on purpose");
	}

	@Test
	@Timeout(60)
	void callThatHangsIsInterruptedAndNothingMoreIsSent() {
		CountDownLatch interrupted = new CountDownLatch(1);
		JujuLog hanging = log((line) -> hang(interrupted), LONG, Duration.ofMillis(50));
		hanging.log("INFO", "a");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(hanging::flush)
			.withMessageStartingWith("Hook tool 'juju-log' has failed or hung for too long");
		assertThat(interrupted.getCount()).isZero();
		hanging.log("INFO", "b");
		hanging.flush();
		assertThat(this.calls).containsExactly("INFO a");
	}

	@Test
	@Timeout(60)
	void callThatHangsDoesNotStopWhoLogsMuch() {
		JujuLog hanging = log((line) -> hang(new CountDownLatch(1)), LONG, Duration.ofMillis(50));
		IntStream.range(0, 100).forEach((i) -> hanging.log("INFO", "x".repeat(10_000)));
		assertThatExceptionOfType(HookToolException.class).isThrownBy(hanging::flush);
		assertThat(this.calls).hasSize(1);
	}

	@Test
	void flushOfInterruptedThreadSendsAndStaysInterrupted() {
		this.log.log("INFO", "a");
		Thread.currentThread().interrupt();
		this.log.flush();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.calls).containsExactly("INFO a");
	}

	@Test
	void senderIsDaemonThatEndsWithItsMessages() throws InterruptedException {
		BlockingQueue<Thread> senders = new LinkedBlockingQueue<>();
		JujuLog noting = log((line) -> senders.add(Thread.currentThread()), LONG, LONG);
		noting.log("INFO", "a");
		noting.flush();
		Thread sender = senders.remove();
		assertThat(sender.isDaemon()).isTrue();
		sender.join(60_000);
		assertThat(sender.isAlive()).isFalse();
	}

	private JujuLog log(Consumer<String> call, Duration age, Duration patience) {
		return new JujuLog((level, message) -> {
			this.calls.add(level + " " + message);
			call.accept(level + " " + message);
		}, age, patience);
	}

	private static Consumer<String> failingFor(String text) {
		return (line) -> {
			if (line.endsWith(text)) {
				throw new IllegalStateException("on purpose");
			}
		};
	}

	private static void hang(CountDownLatch interrupted) {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
		}
	}

	@Test
	void crashIsSecurityEventThatNamesOnlyTheClass() {
		JujuContext context = JujuContext.of(Map.of("JUJU_UNIT_NAME", "greeter/0", "JUJU_MODEL_UUID", "cafe"));
		new SecurityEvents(context, this.log::log).crash(new IllegalArgumentException("s3cr3t"));
		this.log.flush();
		assertThat(this.calls).singleElement().asString().startsWith("TRACE {").doesNotContain("s3cr3t");
		assertThat(Json.parse(this.calls.remove().substring("TRACE ".length())))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("level", "WARN")
			.containsEntry("type", "security")
			.containsEntry("appid", "cafe-greeter/0")
			.containsEntry("event", "sys_crash:IllegalArgumentException")
			.hasEntrySatisfying("datetime",
					(time) -> assertThat(time).asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
	}

}
