package io.opsframework.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HookConfigFiles}.
 */
class HookConfigFilesTests {

	private static final String LOCATION = "spring.config.location";

	private final HookEnvironment hook = new HookEnvironment(Map.of("JUJU_CONTEXT_ID", "1"));

	@Test
	void hookReadsFilesOfClassPath() {
		assertThat(location(this.hook)).isEqualTo("optional:classpath:/;optional:classpath:/config/");
	}

	@Test
	void authorsOwnPlacesStay() {
		this.hook.getPropertySources()
			.addLast(new DefaultPropertiesPropertySource(Map.of(LOCATION, "file:/etc/greeter/", "their.own", "kept")));
		assertThat(location(this.hook)).isEqualTo("file:/etc/greeter/");
		assertThat(this.hook.getProperty("their.own")).isEqualTo("kept");
	}

	@Test
	void authorsDefaultPropertiesStay() {
		this.hook.getPropertySources().addLast(new DefaultPropertiesPropertySource(Map.of("their.own", "kept")));
		location(this.hook);
		assertThat(this.hook.getProperty("their.own")).isEqualTo("kept");
	}

	@Test
	void outsideOfJujuFilesAreReadAsByAnyApplication() {
		assertThat(location(new HookEnvironment(Map.of()))).isNull();
	}

	@Test
	void testInJujusEnvironmentReadsFilesAsAnyApplication() {
		this.hook.getPropertySources()
			.addFirst(new DefaultPropertiesPropertySource(Map.of("ops.runner.enabled", "false")));
		assertThat(location(this.hook)).isNull();
	}

	@Test
	void filesProfilesAndImportsOfClassPathApply() {
		this.hook.getPropertySources()
			.addLast(new DefaultPropertiesPropertySource(Map.of("spring.config.name", "hook-config-files")));
		location(this.hook);
		ConfigDataEnvironmentPostProcessor.applyTo(this.hook, null, null, "special");
		assertThat(this.hook.getProperty("from.file")).isEqualTo("file");
		assertThat(this.hook.getProperty("from.profile")).isEqualTo("profile");
		assertThat(this.hook.getProperty("from.import")).isEqualTo("import");
	}

	private static String location(ConfigurableEnvironment environment) {
		new HookConfigFiles().postProcessEnvironment(environment, new SpringApplication());
		return environment.getProperty(LOCATION);
	}

}
