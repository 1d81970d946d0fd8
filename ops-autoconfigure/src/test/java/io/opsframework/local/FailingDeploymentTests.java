package io.opsframework.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalJuju} with a charm that does not start.
 */
@CharmTest(properties = PlayedApplication.DIRECTORY)
@Import(FailingDeploymentTests.FailingStart.class)
class FailingDeploymentTests {

	@Test
	void sessionGoesOn(Harness harness, @Autowired CharmMetadata metadata) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		LocalJuju juju = new LocalJuju(harness, metadata, new PrintStream(bytes, true, StandardCharsets.UTF_8));
		juju.deploy();
		juju.run("hook install");
		assertThat(bytes.toString(StandardCharsets.UTF_8))
			.containsSubsequence("\nstart ", "  FAILED     ", "IllegalStateException: no place to start\n",
					"The hook failed", "\nUnit ", "\ninstall ")
			.doesNotContain("web-pebble-ready");
		assertThat(juju.failedHooks()).isOne();
	}

	@TestComponent
	static class FailingStart {

		@OnHook
		void start(StartEvent event) {
			throw new IllegalStateException("no place to start");
		}

	}

}
