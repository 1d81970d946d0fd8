package io.opsframework.test.autoconfigure.charm;

import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.opsframework.model.Status;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmTest @CharmTest} on classes that run at the same time. They meet
 * at a bean, which they can only where they share the context.
 */
class ParallelTests {

	@Test
	void classesShareContextAndNotTheSimulation() {
		Fixtures.runConcurrently(First.class, Second.class);
	}

	private static void greet(Harness harness, String greeting, CyclicBarrier meeting) throws Exception {
		harness.begin();
		meeting.await(30, TimeUnit.SECONDS);
		harness.updateConfig(Map.of("greeting", greeting));
		meeting.await(30, TimeUnit.SECONDS);
		assertThat(harness.unitStatus()).isEqualTo(Status.maintenance(greeting + ", world"));
		assertThat(harness.state().config()).containsOnly(Map.entry("greeting", greeting));
	}

	@CharmTest
	@Import(MeetingPoint.class)
	@ExtendWith(Fixtures.Only.class)
	static class First {

		@Autowired
		private Harness harness;

		@RepeatedTest(10)
		void run(@Autowired CyclicBarrier meeting) throws Exception {
			greet(this.harness, "Good morning", meeting);
		}

	}

	@CharmTest
	@Import(MeetingPoint.class)
	@ExtendWith(Fixtures.Only.class)
	static class Second {

		@RepeatedTest(10)
		void run(Harness harness, @Autowired CyclicBarrier meeting) throws Exception {
			greet(harness, "Good evening", meeting);
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class MeetingPoint {

		@Bean
		CyclicBarrier meeting() {
			return new CyclicBarrier(2);
		}

	}

}
