package io.opsframework.hooktool;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the resources of {@link HookTools}.
 */
class ResourceGetTests {

	private final FakeHookToolBackend backend = new FakeHookToolBackend();

	private final HookTools tools = new HookTools(this.backend);

	@Test
	void resourceGetReturnsPathAndAsksOnce() {
		this.backend.answers("/var/lib/juju/agents/unit-app-0/resources/site/site.zip\n");
		Path file = this.tools.resourceGet("site");
		assertThat(file).hasToString("/var/lib/juju/agents/unit-app-0/resources/site/site.zip")
			.isSameAs(this.tools.resourceGet("site"));
		assertThat(this.backend.calls).containsExactly(HookToolCall.of("resource-get", "site"));
	}

	@Test
	void resourceGetThatAnswersNothingFails() {
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(() -> this.tools.resourceGet("site"))
			.withMessage("Hook tool 'resource-get' answered nothing, and not the path of resource 'site'");
	}

	@Test
	void resourceGetThatAnswersNoPathFails() {
		this.backend.answers("/site\0.zip\n");
		assertThatExceptionOfType(HookToolOutputException.class).isThrownBy(() -> this.tools.resourceGet("site"))
			.withMessage("Hook tool 'resource-get' answered no path of resource 'site'");
	}

	@Test
	void resourceGetThatFailsIsAskedAgain() {
		this.backend.fails(1, "ERROR could not download resource: HTTP request failed\n");
		assertThatExceptionOfType(HookToolException.class).isThrownBy(() -> this.tools.resourceGet("site"))
			.withMessageContaining("could not download resource");
		this.backend.answers("/site.zip");
		assertThat(this.tools.resourceGet("site")).hasToString("/site.zip");
	}

}
