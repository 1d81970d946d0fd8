package io.opsframework.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.opsframework.dispatch.TestCharm;
import io.opsframework.event.StartEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Model;
import io.opsframework.model.ModelException;
import io.opsframework.model.Unit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the resources of {@link Harness}, {@link Scenario}, {@link State} and
 * {@link Model}.
 */
class HarnessResourcesTests {

	private static TestCharm context;

	@TempDir
	Path directory;

	private Path file;

	@BeforeAll
	static void start() {
		context = TestCharm.of("""
				name: greeter
				resources:
				  site: {type: file, filename: site.txt}
				""", Charm.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void write() throws IOException {
		this.file = Files.writeString(this.directory.resolve("site.txt"), "1.2");
	}

	@Test
	void harnessGivesFile() {
		Harness harness = context.harness();
		harness.begin();
		harness.addResource("site", this.file);
		harness.hook("start");
		assertThat(harness.state().workloadVersion()).isEqualTo("1.2");
		assertThat(harness.state().resources()).containsOnlyKeys("site").isUnmodifiable();
		assertThat(harness.hookTools()).extracting((tool) -> tool.call().tool()).containsOnlyOnce("resource-get");
	}

	@Test
	void addResourceThatIsNotDeclaredIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> context.harness().addResource("page", this.file))
			.withMessage("The charm declares no resource 'page', only [site]");
	}

	@Test
	void scenarioTakesResources() {
		State state = State.initial().withResource("site", this.file);
		assertThat(context.scenario().run(Events.start(), state).state()).isEqualTo(state.withWorkloadVersion("1.2"));
	}

	@Test
	void resourceThatNobodyAttachedCannotBeDownloaded() {
		assertThatExceptionOfType(HookToolException.class)
			.isThrownBy(() -> context.scenario().run(Events.start(), State.initial()))
			.withMessageContaining("could not download resource")
			.withMessageContaining("resource#greeter/site not found");
	}

	@Test
	void resourceThatIsNotDeclaredIsNotAskedFor() {
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> context.scenario().run(Events.upgradeCharm(), State.initial()))
			.withMessage("The charm declares no resource 'page'; it declares [site]");
	}

	static class Charm {

		private final Model model;

		private final Unit unit;

		Charm(Model model, Unit unit) {
			this.model = model;
			this.unit = unit;
		}

		@OnHook
		void start(StartEvent event) throws IOException {
			Path site = this.model.resource("site");
			assertThat(this.model.resource("site")).isEqualTo(site);
			this.unit.setWorkloadVersion(Files.readString(site));
		}

		@OnHook
		void upgrade(UpgradeCharmEvent event) {
			this.model.resource("page");
		}

	}

}
