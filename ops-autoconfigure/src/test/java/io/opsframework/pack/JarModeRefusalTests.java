package io.opsframework.pack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JarModeRefusal} and {@link JarModeNotAvailableFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class JarModeRefusalTests {

	@Test
	void runWhenThereIsJarModeFailsAndSaysWhatToDo(CapturedOutput output) {
		System.setProperty("jarmode", "charm");
		try {
			assertThatExceptionOfType(JarModeNotAvailableException.class).isThrownBy(this::run);
		}
		finally {
			System.clearProperty("jarmode");
		}
		assertThat(output).contains("APPLICATION FAILED TO START", "-Djarmode=charm",
				"Use the jar that the build repackaged, or leave -Djarmode away");
	}

	@Test
	void runWhenThereIsNoJarModeStarts() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.isActive()).isTrue();
		}
	}

	private ConfigurableApplicationContext run() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		return application.run();
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
