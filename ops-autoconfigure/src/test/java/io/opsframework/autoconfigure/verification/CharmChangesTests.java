package io.opsframework.autoconfigure.verification;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.opsframework.autoconfigure.CharmAutoConfiguration;
import io.opsframework.listener.OnAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmChanges}, as they are left where an application is processed
 * ahead of time.
 */
class CharmChangesTests {

	private static final String NONE = "{\"options\":{},\"actions\":{}}";

	@TempDir
	private Path directory;

	@Test
	void ofClassesThatFitThereAreNone() throws IOException {
		assertThat(changes("""
				config:
				  options:
				    port: {type: int, default: 9090}
				    title: {type: string, default: "Hello, world"}
				    fast: {type: boolean, default: true, description: Sooner.}
				    pause: {type: string, default: 1m}
				    log: {type: string}
				""", OptionsConfiguration.class)).isEqualTo(NONE);
	}

	@Test
	void optionsGetTypesAndDefaults() throws IOException {
		assertThat(changes("""
				config:
				  options:
				    port: {type: int, default: 8080}
				    fast: {type: int, default: 1}
				    pause: {type: string}
				""", OptionsConfiguration.class)).isEqualTo("{\"options\":{\"port\":{\"default\":9090},"
				+ "\"title\":{\"type\":\"string\",\"default\":\"Hello, world\"},"
				+ "\"fast\":{\"type\":\"boolean\",\"default\":null},\"pause\":{\"default\":\"60s\"}},\"actions\":{}}");
	}

	@Test
	void optionsGetDescriptionsThatTheConfigurationProcessorFound() throws IOException {
		Files.writeString(Files.createDirectories(this.directory.resolve("META-INF"))
			.resolve("spring-configuration-metadata.json"), """
					{"properties": [
					{"name": "charm.config.port", "sourceType": "%1$s", "description": "Where it listens."},
					{"name": "charm.config.title", "sourceType": "%1$s", "description": "What it says."},
					{"name": "charm.config.fast", "sourceType": "%1$s"},
					{"name": "charm.config.pause", "sourceType": "another", "description": "Not this one."}]}
					""".formatted(Options.class.getName()));
		assertThat(changes("""
				config:
				  options:
				    port: {type: int, default: 9090, description: Which port.}
				    title:
				      type: string
				      default: "Hello, world"
				      description: |
				        What it
				        says.
				    fast: {type: boolean, description: Sooner.}
				    pause: {type: string, default: 60s}
				""", OptionsConfiguration.class))
			.isEqualTo("{\"options\":{\"port\":{\"description\":\"Where it listens.\"}},\"actions\":{}}");
	}

	@Test
	void actionsGetParameters() throws IOException {
		assertThat(changes("""
				actions:
				  backup:
				    params:
				      depth: {type: integer, default: 3}
				      old: {type: string}
				      range: {type: object, properties: {from: {type: boolean}}}
				    required: [old]
				  prune:
				""", Charm.class)).isEqualTo("{\"options\":{},\"actions\":{\"backup\":{\"params\":{"
				+ "\"depth\":{\"default\":5},\"target\":{\"type\":\"string\"},"
				+ "\"range\":{\"properties\":{\"from\":{\"type\":\"integer\"}}},"
				+ "\"old\":null},\"required\":[\"target\"]}}}");
	}

	@Test
	void actionsThatAreNotDeclaredAreAdded() throws IOException {
		assertThat(changes("", Restoring.class)).isEqualTo("{\"options\":{},\"actions\":{"
				+ "\"restore\":{\"params\":{\"from\":{\"type\":\"string\"}},\"required\":[\"from\"]}}}");
	}

	@Test
	void actionsThatTakeAnythingStayAsTheyAre() throws IOException {
		assertThat(changes("actions: {backup: {additionalProperties: true}, prune: {}}", Charm.class)).isEqualTo(NONE);
	}

	private String changes(String declared, Class<?> charm) throws IOException {
		Files.writeString(this.directory.resolve("charmcraft.yaml"), "name: greeter\n" + declared);
		TestGenerationContext generation = new TestGenerationContext();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
				URLClassLoader classes = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
						getClass().getClassLoader())) {
			context.setClassLoader(classes);
			TestPropertyValues.of("ops.charm.directory=" + this.directory, "spring.aot.processing=true")
				.applyTo(context);
			context.register(CharmAutoConfiguration.class, charm);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		return generation.getGeneratedFiles().getGeneratedFileContent(Kind.RESOURCE, "META-INF/charm/declared.json");
	}

	@ConfigurationProperties("charm.config")
	record Options(@DefaultValue("9090") int port, @DefaultValue("Hello, world") String title, boolean fast,
			@DefaultValue("60s") Duration pause) {
	}

	@EnableConfigurationProperties(Options.class)
	static class OptionsConfiguration {

	}

	static class Charm {

		@OnAction("backup")
		void backup(Parameters parameters) {
		}

		@OnAction("prune")
		void prune() {
		}

		record Parameters(@DefaultValue("5") int depth, String target, Optional<Range> range) {
		}

		record Range(Optional<Integer> from) {
		}

	}

	static class Restoring {

		@OnAction("restore")
		void restore(Parameters parameters) {
		}

		record Parameters(String from) {
		}

	}

}
