package io.opsframework.testing;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.hooktool.HookTools;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Harness} in several threads, and within itself.
 */
class HarnessThreadsTests {

	private static final String CHARMCRAFT = "name: greeter\nconfig: {options: {greeting: {type: string}}}\n";

	@Test
	void threadsShareAContextAndHaveASimulationEach() throws Exception {
		try (TestCharm context = TestCharm.of(CHARMCRAFT, GreetingCharm.class, Meeting.class)) {
			ExecutorService threads = Executors.newFixedThreadPool(2);
			try {
				Future<Status> first = threads.submit(status(context, "Hello"));
				Future<Status> second = threads.submit(status(context, "Hi"));
				assertThat(first.get()).isEqualTo(Status.active("Hello"));
				assertThat(second.get()).isEqualTo(Status.active("Hi"));
			}
			finally {
				threads.shutdownNow();
			}
		}
	}

	@Test
	void harnessUsedInsideOfAHookFails() {
		try (TestCharm context = TestCharm.of(CHARMCRAFT, NestingCharm.class, Inner.class)) {
			Harness inner = context.harness();
			inner.begin();
			context.bean(Inner.class).harness = inner;
			Harness outer = context.harness();
			outer.begin();
			assertThatIllegalStateException().isThrownBy(() -> outer.updateConfig(Map.of()))
				.withMessageContaining("A hook is running already in this thread");
			context.bean(Inner.class).harness = null;
			outer.updateConfig(Map.of());
		}
	}

	private static Callable<Status> status(TestCharm context, String greeting) {
		return () -> {
			Harness harness = context.harness();
			harness.begin();
			harness.updateConfig(Map.of("greeting", greeting));
			return harness.unitStatus();
		};
	}

	/**
	 * Lets two hooks run at the same time.
	 */
	static class Meeting {

		private final CyclicBarrier barrier = new CyclicBarrier(2);

		void await() throws Exception {
			this.barrier.await();
		}

	}

	static class GreetingCharm {

		private final Unit unit;

		private final HookTools tools;

		private final Meeting meeting;

		GreetingCharm(Unit unit, HookTools tools, Meeting meeting) {
			this.unit = unit;
			this.tools = tools;
			this.meeting = meeting;
		}

		@EventListener
		void greet(ConfigChangedEvent event) throws Exception {
			this.meeting.await();
			this.unit.setStatus(Status.active((String) this.tools.configGet().get("greeting")));
			this.meeting.await();
		}

	}

	static class Inner {

		@Nullable Harness harness;

	}

	static class NestingCharm {

		private final Inner inner;

		NestingCharm(Inner inner) {
			this.inner = inner;
		}

		@EventListener
		void configure(ConfigChangedEvent event) {
			if (this.inner.harness != null) {
				this.inner.harness.setLeader(true);
			}
		}

	}

}
