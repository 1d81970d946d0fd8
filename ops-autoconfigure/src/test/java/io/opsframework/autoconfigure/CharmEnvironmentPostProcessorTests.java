package io.opsframework.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmEnvironmentPostProcessor}.
 */
class CharmEnvironmentPostProcessorTests {

	private final CharmEnvironmentPostProcessor postProcessor = new CharmEnvironmentPostProcessor();

	private final HookEnvironment hook = new HookEnvironment(Map.of("JUJU_CONTEXT_ID", "1"));

	private final HookEnvironment outside = new HookEnvironment(Map.of("JUJU_CONTEXT_ID", ""));

	@Test
	void charmHasNoBannerAndNoWebServer() {
		process(this.outside);
		assertThat(this.outside.getProperty("spring.main.banner-mode")).isEqualTo("off");
		assertThat(this.outside.getProperty("spring.main.web-application-type")).isEqualTo("none");
	}

	@Test
	void hookIsNotLoggedAsStartAndNeedsNoShutdownHook() {
		process(this.hook);
		assertThat(this.hook.getProperty("spring.main.log-startup-info")).isEqualTo("false");
		assertThat(this.hook.getProperty("spring.main.register-shutdown-hook")).isEqualTo("false");
	}

	@Test
	void shutdownHookStaysOutsideOfJuju() {
		process(this.outside);
		assertThat(this.outside.getProperty("spring.main.register-shutdown-hook")).isNull();
	}

	@Test
	void authorWins() {
		Map<String, Object> authors = Map.of("spring.main.banner-mode", "log", "spring.main.web-application-type",
				"servlet", "spring.main.log-startup-info", "true", "spring.main.register-shutdown-hook", "true");
		this.hook.getPropertySources().addLast(new MapPropertySource("application.properties", authors));
		process(this.hook);
		assertThat(authors).allSatisfy((name, value) -> assertThat(this.hook.getProperty(name)).isEqualTo(value));
	}

	@Test
	void authorsDefaultPropertiesWin() {
		Map<String, Object> authors = Map.of("spring.main.bannerMode", "log", "spring.main.web-application-type",
				"servlet", "their.own", "kept");
		this.hook.getPropertySources().addLast(new DefaultPropertiesPropertySource(authors));
		process(this.hook);
		DefaultPropertiesPropertySource.moveToEnd(this.hook);
		Binder binder = Binder.get(this.hook);
		assertThat(binder.bind("spring.main.banner-mode", String.class).get()).isEqualTo("log");
		assertThat(binder.bind("spring.main.web-application-type", String.class).get()).isEqualTo("servlet");
		assertThat(this.hook.getProperty("their.own")).isEqualTo("kept");
		assertThat(this.hook.getProperty("spring.main.log-startup-info")).isEqualTo("false");
	}

	private void process(ConfigurableEnvironment environment) {
		this.postProcessor.postProcessEnvironment(environment, new SpringApplication());
	}

}
