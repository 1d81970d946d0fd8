package io.opsframework.test.autoconfigure.charm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.event.StartEvent;
import io.opsframework.local.LocalMode;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.test.CharmAssertions;
import io.opsframework.test.autoconfigure.AutoConfigureHarness;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.test.autoconfigure.library.LibraryAutoConfiguration;
import io.opsframework.test.autoconfigure.library.LibraryAutoConfiguration.Library;
import io.opsframework.testing.Events;
import io.opsframework.testing.Harness;
import io.opsframework.testing.Outcome;
import io.opsframework.testing.Scenario;
import io.opsframework.testing.State;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmTest @CharmTest} and {@link AutoConfigureHarness}.
 */
class CharmTestTests {

	@Test
	void sliceHasTheCharmAndItsCollaborators() {
		Fixtures.run(Slice.class);
	}

	@Test
	void sliceHasNoRunner() {
		Fixtures.run(SliceWithoutRunner.class);
	}

	@Test
	void eachTestHasItsOwnHarness() {
		Fixtures.run(PerMethod.class);
	}

	@Test
	void eachTestHasItsOwnHarnessWhenInstanceServesSeveral() {
		Fixtures.run(PerClass.class);
	}

	@Test
	void eachTestHasItsOwnHarnessWhenNested() {
		Fixtures.run(WithNested.class, PerClassWithNested.class);
	}

	@Test
	void constructorTakesHarness() {
		Fixtures.run(WithConstructor.class);
	}

	@Test
	void propertiesAreInTheEnvironment() {
		Fixtures.run(WithProperties.class);
	}

	@Test
	void excludedComponentsAreNotInTheSlice() {
		Fixtures.run(WithExcludeFilter.class);
	}

	@Test
	void onlyIncludedComponentsAreInTheSliceWithoutDefaultFilters() {
		Fixtures.run(WithIncludeFilter.class);
	}

	@Test
	void libraryExtendsTheSliceByFile() {
		Fixtures.run(WithLibrary.class);
	}

	@Test
	void excludedAutoConfigurationIsNotInTheSlice() {
		Fixtures.run(WithoutLibrary.class);
	}

	@Test
	void simulatedJujuIsOfTheVersion() {
		Fixtures.run(OldJuju.class, OldJujuInSpringBootTest.class);
	}

	@Test
	void simulatedJujuIsCurrentByDefault() {
		Fixtures.run(CurrentJuju.class);
	}

	@Test
	void logIsSeenWhicheverContextsWereClosedBefore() {
		Fixtures.run(Greeting.class);
		Fixtures.run(ClosingItsContext.class);
		Fixtures.run(WithProperties.class);
		Fixtures.run(Greeting.class);
	}

	@Test
	void springBootTestHasHarness() {
		Fixtures.run(InSpringBootTest.class);
	}

	@CharmTest
	static class Slice {

		@Test
		void run(Harness harness) {
			harness.begin();
			harness.hook("start");
			assertThat(harness.unitStatus()).isEqualTo(Status.maintenance("Hello, world"));
			assertThat(harness.charm(GreeterCharm.class, StartEvent.class)).isNotNull();
			assertThat(harness.juju().model().workloadVersion().current()).isEqualTo("1.0");
		}

	}

	@CharmTest
	static class SliceWithoutRunner {

		@Test
		void run(@Autowired ApplicationContext context) {
			assertThat(context.getEnvironment().getProperty("ops.runner.enabled")).isEqualTo("false");
			assertThat(context.containsBean("jujuRunner")).isFalse();
			assertThat(context.getBeansOfType(LocalMode.class)).isEmpty();
		}

	}

	@CharmTest
	static class PerMethod {

		@Autowired
		private Harness harness;

		@Autowired
		private Scenario scenario;

		@Autowired
		private SimulatedJuju juju;

		@Autowired
		private Model model;

		@RepeatedTest(3)
		void run(Harness harness, Scenario scenario, SimulatedJuju juju, Model model) {
			assertThat(harness).isSameAs(this.harness);
			assertThat(scenario).isSameAs(this.scenario);
			assertThat(juju).isSameAs(this.juju).isSameAs(harness.juju());
			assertThat(model).isSameAs(this.model);
			harness.begin();
			assertThat(harness.state().leader()).isFalse();
			harness.setLeader(true);
		}

	}

	@CharmTest
	@TestInstance(Lifecycle.PER_CLASS)
	static class PerClass {

		private final List<Harness> before = new ArrayList<>();

		@Autowired
		private Harness harness;

		@Autowired
		private SimulatedJuju juju;

		@RepeatedTest(3)
		void run(Harness harness, SimulatedJuju juju) {
			assertThat(harness).isSameAs(this.harness);
			assertThat(juju).isSameAs(this.juju).isSameAs(harness.juju());
			assertThat(this.before).doesNotContain(harness);
			this.before.add(harness);
		}

	}

	@CharmTest
	static class WithNested {

		@Autowired
		private Harness harness;

		@Test
		void run(Harness harness) {
			assertThat(harness).isSameAs(this.harness);
			harness.begin();
		}

		@Nested
		class Inner {

			@Autowired
			private Harness inner;

			@RepeatedTest(2)
			void run(Harness harness) {
				assertThat(harness).isSameAs(this.inner).isSameAs(WithNested.this.harness);
				harness.begin();
			}

		}

	}

	@CharmTest
	@TestInstance(Lifecycle.PER_CLASS)
	static class PerClassWithNested {

		@Autowired
		private Harness harness;

		@Test
		void run(Harness harness) {
			assertThat(harness).isSameAs(this.harness);
			harness.begin();
		}

		@Nested
		@TestInstance(Lifecycle.PER_CLASS)
		class Inner {

			@Autowired
			private Harness inner;

			@RepeatedTest(2)
			void run(Harness harness) {
				assertThat(harness).isSameAs(this.inner).isSameAs(PerClassWithNested.this.harness);
				harness.begin();
			}

		}

	}

	@CharmTest
	static class WithConstructor {

		private final Harness harness;

		@Autowired
		WithConstructor(Harness harness, Phrasebook phrasebook) {
			this.harness = harness;
		}

		@Test
		void run(Harness harness) {
			assertThat(harness).isSameAs(this.harness);
		}

	}

	@CharmTest(properties = "greeter.mood=sunny")
	static class WithProperties {

		@Test
		void run(@Autowired ApplicationContext context) {
			assertThat(context.getEnvironment().getProperty("greeter.mood")).isEqualTo("sunny");
		}

	}

	@CharmTest(excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = GreeterCharm.class))
	static class WithExcludeFilter {

		@Test
		void run(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(GreeterCharm.class)).isEmpty();
			assertThat(context.getBeanNamesForType(Phrasebook.class)).hasSize(1);
		}

	}

	@CharmTest(useDefaultFilters = false,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Phrasebook.class))
	static class WithIncludeFilter {

		@Test
		void run(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(GreeterCharm.class)).isEmpty();
			assertThat(context.getBeanNamesForType(Phrasebook.class)).hasSize(1);
		}

	}

	@CharmTest
	static class WithLibrary {

		@Test
		void run(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(Library.class)).hasSize(1);
		}

	}

	@CharmTest(excludeAutoConfiguration = LibraryAutoConfiguration.class)
	static class WithoutLibrary {

		@Test
		void run(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(Library.class)).isEmpty();
		}

	}

	@CharmTest(jujuVersion = "3.4.6")
	static class OldJuju {

		@Test
		void run(Harness harness, Scenario scenario) {
			assertThat(harness.juju().model().identity().jujuVersion()).isEqualTo("3.4.6");
			Outcome outcome = scenario.run(Events.start(), State.initial());
			assertThat(outcome.state().model().jujuVersion()).isEqualTo("3.4.6");
		}

		@Test
		void stateThatNamesModelKeepsIt(Scenario scenario) {
			State state = State.initial();
			Outcome outcome = scenario.run(Events.start(), state.withModel(state.model().withJujuVersion("4.0.1")));
			assertThat(outcome.state().model().jujuVersion()).isEqualTo("4.0.1");
		}

	}

	@SpringBootTest
	@AutoConfigureHarness(jujuVersion = "3.4.6")
	static class OldJujuInSpringBootTest {

		@Test
		void run(Harness harness) {
			assertThat(harness.juju().model().identity().jujuVersion()).isEqualTo("3.4.6");
		}

	}

	@CharmTest
	static class CurrentJuju {

		@Test
		void run(Harness harness, Scenario scenario) {
			State state = State.initial();
			assertThat(harness.state().model()).isEqualTo(state.model());
			assertThat(scenario.run(Events.start(), state).state().model()).isEqualTo(state.model());
		}

	}

	@CharmTest
	static class Greeting {

		@Test
		void run(Harness harness) {
			harness.runAction("greet", Map.of("who", "you"));
			CharmAssertions.assertThat(harness).logged("INFO", "Greeting you").actionSucceeded();
		}

		@Test
		void run(Scenario scenario) {
			Outcome outcome = scenario.run(Events.action("greet", Map.of("who", "you")), State.initial());
			CharmAssertions.assertThat(outcome).logged("INFO", "Greeting you").actionSucceeded();
		}

	}

	@CharmTest(properties = "greeter.mood=tired")
	@DirtiesContext
	static class ClosingItsContext {

		@Test
		void run(Harness harness) {
			harness.begin();
			assertThat(harness.events()).isEmpty();
		}

	}

	@SpringBootTest
	@AutoConfigureHarness
	static class InSpringBootTest {

		@Autowired
		private Harness harness;

		@RepeatedTest(2)
		void run(Harness harness) {
			assertThat(harness).isSameAs(this.harness);
			harness.begin();
			harness.hook("start");
			assertThat(harness.unitStatus()).isEqualTo(Status.maintenance("Hello, world"));
		}

	}

}
