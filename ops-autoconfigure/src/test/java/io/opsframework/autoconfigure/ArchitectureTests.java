package io.opsframework.autoconfigure;

import java.net.URL;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.opsframework.dispatch.FrameworkConfiguration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListenerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the structure of this module.
 */
class ArchitectureTests {

	private static final String AUTOCONFIGURE = "io.opsframework.autoconfigure..";

	// Each uses only those before it, and all of the framework.
	private static final List<String> PACKAGES = List.of("autoconfigure.logging", "autoconfigure.config",
			"autoconfigure.verification", "local", "autoconfigure", "pack", "test", "test.autoconfigure");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.importUrls(Stream.of(CharmAutoConfiguration.class, FrameworkConfiguration.class)
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation())
			.toList());

	@Test
	void packagesUseOnlyThoseBeforeThem() {
		for (int i = 0; i < PACKAGES.size(); i++) {
			String[] later = PACKAGES.subList(i + 1, PACKAGES.size())
				.stream()
				.map((name) -> "io.opsframework." + name)
				.toArray(String[]::new);
			ArchRuleDefinition.noClasses()
				.that()
				.resideInAPackage("io.opsframework." + PACKAGES.get(i))
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(later)
				.because("a newcomer reads them in this order")
				.check(CLASSES);
		}
	}

	@Test
	void packagesHaveTheirPlaceInTheOrder() {
		URL module = CharmAutoConfiguration.class.getProtectionDomain().getCodeSource().getLocation();
		assertThat(new ClassFileImporter().importUrl(module)).extracting(JavaClass::getPackageName)
			.as("each package has its place in the order of this test")
			.allMatch((name) -> PACKAGES.contains(name.replaceFirst("io\\.opsframework\\.", "")));
	}

	@Test
	void packagesAreNullMarked() {
		for (JavaPackage each : CLASSES.getPackage("io.opsframework").getSubpackagesInTree()) {
			assertThat(each.getClasses().isEmpty() || each.isAnnotatedWith(NullMarked.class))
				.as("package %s says which values may be null", each.getName())
				.isTrue();
		}
	}

	@Test
	void autoConfigurationsAreFinal() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.bePublic()
			.because("Spring Boot names them, and nobody extends them")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsHaveNoPublicMethods() {
		ArchRuleDefinition.methods()
			.that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.because("what is public has users, and @Bean methods have none but Spring")
			.check(CLASSES);
	}

	@Test
	void beanMethodsAreNotPublic() {
		ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.notBePublic()
			.andShould()
			.notBePrivate()
			.because("they are called by Spring only")
			.check(CLASSES);
	}

	@Test
	void beanMethodsHaveNamesOfOurOwn() {
		ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.haveNameStartingWith("juju")
			.because("a charm's own beans have names such as 'application' or 'model'")
			.check(CLASSES);
	}

	@Test
	void earlyBeansAreMadeByStaticMethods() {
		for (Class<?> early : new Class<?>[] { BeanFactoryPostProcessor.class, BeanPostProcessor.class,
				EventListenerFactory.class }) {
			ArchRuleDefinition.methods()
				.that()
				.areAnnotatedWith(Bean.class)
				.and()
				.haveRawReturnType(JavaClass.Predicates.assignableTo(early))
				.should()
				.beStatic()
				.because("they are needed before the configuration class can be made")
				.allowEmptyShould(true)
				.check(CLASSES);
		}
	}

	@Test
	void nobodyPrintsToStandardOutput() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(AUTOCONFIGURE)
			.should()
			.accessField(System.class, "out")
			.because("Juju logs what a hook prints, at a level of its own choosing")
			.check(CLASSES);
	}

	@Test
	void onlyWhatEndsTheProcessPrintsToStandardError() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(AUTOCONFIGURE)
			.and()
			.haveSimpleNameNotStartingWith("CharmExceptionReporter")
			.and()
			.haveSimpleNameNotStartingWith("HookProcess")
			.should()
			.accessField(System.class, "err")
			.because("it is for what Juju's log cannot take any more, and for the person who runs an action")
			.check(CLASSES);
	}

	@Test
	void staticFieldsAreFinalAndHoldNoState() {
		ArchRuleDefinition.fields()
			.that()
			.areStatic()
			.and()
			.doNotHaveModifier(JavaModifier.SYNTHETIC)
			.and()
			.areDeclaredInClassesThat()
			.resideInAnyPackage(PACKAGES.stream().map((name) -> "io.opsframework." + name).toArray(String[]::new))
			.should()
			.beFinal()
			.andShould(holdNoState())
			.because("one JVM may run many hooks, and tests many charms")
			.check(CLASSES);
	}

	private static ArchCondition<JavaField> holdNoState() {
		return new ArchCondition<>("hold no mutable state") {

			@Override
			public void check(JavaField field, ConditionEvents events) {
				boolean mutable = field.getRawType().getPackageName().startsWith("java.util.concurrent")
						|| field.getRawType().isEquivalentTo(ThreadLocal.class)
						|| field.getRawType().isAssignableTo(AbstractMap.class)
						|| field.getRawType().isAssignableTo(AbstractCollection.class);
				events.add(new SimpleConditionEvent(field, !mutable, field.getDescription()));
			}

		};
	}

	@Test
	void failureAnalyzersAreNotPublic() {
		ArchRuleDefinition.classes()
			.that()
			.areAssignableTo(FailureAnalyzer.class)
			.and()
			.resideInAPackage(AUTOCONFIGURE)
			.should()
			.notBePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.because("Spring Boot finds them by name")
			.check(CLASSES);
	}

	@Test
	void ownPropertiesAreNotPublic() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(ConfigurationProperties.class)
			.should()
			.notBePublic()
			.because("authors set properties and do not call them")
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices()
			.matching("io.opsframework.(**)")
			.should()
			.beFreeOfCycles()
			.because("a package uses only those below it")
			.check(CLASSES);
	}

	@Test
	void onlyTheLoggingPackageKnowsLogback() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.opsframework.autoconfigure.logging")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("ch.qos.logback..")
			.because("an author may use another logging system")
			.check(CLASSES);
	}

	@Test
	void onlyTheLineEditorKnowsJLine() {
		ArchRuleDefinition.noClasses()
			.that()
			.haveSimpleNameNotStartingWith("LineEditor")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.jline..")
			.because("it is for people at a terminal, and a hook loads nothing of it")
			.check(CLASSES);
	}

	@Test
	void nobodyNeedsBeanValidation() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAPackage("jakarta.validation..")
			.because("it is there only for authors who add it")
			.check(CLASSES);
	}

}
