package io.opsframework.test.autoconfigure.charm;

import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.model.Unit;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for a {@code @SpringBootTest} without a harness, which must not reach Juju.
 */
@SpringBootTest
class PlainSpringBootTestTests {

	@Autowired
	private ApplicationContext context;

	@Test
	void runsNothing() {
		assertThat(this.context.getEnvironment().getProperty("ops.runner.enabled")).isEqualTo("false");
		assertThat(this.context.containsBean("jujuRunner")).isFalse();
		assertThat(this.context.getBeansOfType(Harness.class)).isEmpty();
	}

	@Test
	void jujuIsNotAskedOutsideOfHooks() {
		assertThat(this.context.getBeansOfType(HookToolBackend.class)).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> this.context.getBean(Unit.class).isLeader())
			.withMessageContaining("@CharmTest")
			.withMessageContaining("@AutoConfigureHarness");
	}

}
