package io.opsframework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.Delivery;
import io.opsframework.json.Json;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the structure of this module: which package may use which, and what none may
 * do.
 */
class ArchitectureTests {

	// Each uses only those before it.
	private static final List<String> PACKAGES = List.of("json", "juju", "charm", "mapping", "observation", "hooktool",
			"logging", "pebble", "state", "model", "event", "deferral", "listener", "invocation", "scope", "dispatch",
			"simulation", "testing");

	private static final Path MODULES = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.importUrl(Json.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void packagesUseOnlyThoseBeforeThem() {
		for (int i = 0; i < PACKAGES.size(); i++) {
			String[] later = PACKAGES.subList(i + 1, PACKAGES.size())
				.stream()
				.map((name) -> "io.opsframework." + name + "..")
				.toArray(String[]::new);
			ArchRuleDefinition.noClasses()
				.that()
				.resideInAPackage("io.opsframework." + PACKAGES.get(i) + "..")
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(later)
				.because("what is known about Juju must not depend on what is made of it")
				.check(CLASSES);
		}
	}

	@Test
	void packagesHaveTheirPlaceInTheOrder() {
		assertThat(CLASSES.getPackage("io.opsframework").getSubpackages()).extracting(JavaPackage::getRelativeName)
			.as("each package has its place in the order of this test")
			.containsExactlyInAnyOrderElementsOf(PACKAGES);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices()
			.matching("io.opsframework.(**)")
			.should()
			.beFreeOfCycles()
			.because("packages in a cycle can be understood only together")
			.check(CLASSES);
	}

	@Test
	void eventsDoNotKnowHowTheyAreMade() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("io.opsframework.event")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.opsframework.event.factory")
			.because("authors use the types only; what makes them is machinery")
			.check(CLASSES);
	}

	@Test
	void namesOfHooksAndVariablesStandInJujuOnly() throws IOException {
		Pattern name = Pattern.compile("\"(JUJU_|hooks/|actions/|-(relation|storage|pebble)-)");
		for (String module : List.of("ops-core", "ops-autoconfigure")) {
			try (Stream<Path> files = Files.walk(MODULES.resolve(module).resolve("src/main/java/io/opsframework"))) {
				assertThat(files.filter(Files::isRegularFile).filter((file) -> !file.getParent().endsWith("juju")))
					.as("HookKind, DispatchPath and JujuVariable have the names of hooks and variables")
					.isNotEmpty()
					.noneMatch((file) -> name.matcher(read(file)).find());
			}
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void modelKnowsNoSpring() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(packages("json", "juju", "charm", "observation", "hooktool", "logging", "pebble",
					"state", "model", "event"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.because("Juju is the same whatever listens to it, and a hook pays for each class that it loads")
			.check(CLASSES);
	}

	@Test
	void springBootIsUnknown() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.because("this module knows Juju and spring-context; the other one knows Spring Boot")
			.check(CLASSES);
	}

	@Test
	void yamlIsReadOnlyByCharmLayersAndSimulation() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("io.opsframework.charm..", "io.opsframework.simulation..")
			.and()
			.doNotHaveFullyQualifiedName("io.opsframework.pebble.LayerYaml")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.yaml..", "tools.jackson..", "com.fasterxml..")
			.because("their first use costs a hook more than all of its work")
			.check(CLASSES);
	}

	@Test
	void testingKnowsNoTestFramework() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.junit..", "org.assertj..", "org.springframework.test..")
			.because("the simulated Juju also runs where no test does")
			.check(CLASSES);
	}

	@Test
	void processesAreStartedOnlyForHookToolsAndLegacyHooks() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.opsframework.hooktool..")
			.and()
			.doNotHaveFullyQualifiedName("io.opsframework.dispatch.LegacyHook")
			.should()
			.dependOnClassesThat()
			.belongToAnyOf(ProcessBuilder.class, Process.class, Runtime.class)
			.because("no test can start a process as long as its backend does not")
			.check(CLASSES);
	}

	@Test
	void eventsAreDeliveredOnlyByInvocation() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.opsframework.invocation..")
			.should()
			.callMethod(Delivery.class, "deliver", CharmEvent.class, Runnable.class)
			.because("a deferral belongs to the listener that is being called")
			.check(CLASSES);
	}

	@Test
	void standardStreamsAreNotUsed() {
		GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
			.because("what a hook prints is no log, and what an action prints goes to the person who ran it")
			.check(CLASSES);
	}

	@Test
	void staticStateCannotChange() {
		ArchRuleDefinition.fields()
			.that()
			.areStatic()
			.and(DescribedPredicate.not(currentDelivery()))
			.should()
			.beFinal()
			.andShould(notChange())
			.because("hooks that run in one JVM must not see each other")
			.check(CLASSES);
	}

	@Test
	void packagesAreNullMarked() {
		for (JavaPackage each : CLASSES.getPackage("io.opsframework").getSubpackagesInTree()) {
			assertThat(each.getClasses().isEmpty() || each.isAnnotatedWith(NullMarked.class))
				.as("package %s says which values may be null", each.getName())
				.isTrue();
		}
	}

	private static String[] packages(String... names) {
		return List.of(names).stream().map((name) -> "io.opsframework." + name + "..").toArray(String[]::new);
	}

	private static DescribedPredicate<JavaField> currentDelivery() {
		return DescribedPredicate.describe("the current delivery",
				(field) -> field.getOwner().isEquivalentTo(Delivery.class) && field.getName().equals("CURRENT"));
	}

	private static ArchCondition<JavaField> notChange() {
		return new ArchCondition<>("hold a value that does not change") {

			@Override
			public void check(JavaField field, ConditionEvents events) {
				if (isMutable(field)) {
					events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
				}
			}

		};
	}

	private static boolean isMutable(JavaField field) {
		JavaClass type = field.getRawType();
		if (type.isAssignableTo(Map.class) || type.isAssignableTo(Collection.class)) {
			return !value(field).getClass().getName().matches("java\\.util\\.(Immutable|Collections\\$(Unm|Empty)).*");
		}
		return type.isAssignableTo(ThreadLocal.class) || type.isAssignableTo(StringBuilder.class)
				|| type.getPackageName().equals(AtomicReference.class.getPackageName());
	}

	private static Object value(JavaField field) {
		try {
			Field reflected = field.reflect();
			reflected.setAccessible(true);
			return reflected.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
