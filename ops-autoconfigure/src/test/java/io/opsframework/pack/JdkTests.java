package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Jdk} and the {@link CharmRuntime} that is made of one.
 */
class JdkTests {

	@TempDir
	private Path temporary;

	@Test
	void readOfTheJdkThatRunsTheTests() throws IOException {
		Jdk jdk = Jdk.read(Path.of(System.getProperty("java.home")));
		assertThat(jdk.version()).isEqualTo(Runtime.version().feature());
		assertThat(jdk.isOfThisMachine()).isTrue();
		assertThat(jdk.modules()).contains("java.base", "java.se");
	}

	@Test
	void readWhenThereIsNoJdkSaysSo() {
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> Jdk.read(this.temporary))
			.withMessage("'%s' is no JDK: its file 'release' cannot be read", this.temporary);
	}

	@Test
	void readWhenItIsTooOldSaysSo() throws IOException {
		release("1.8.0_442", "amd64");
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> Jdk.read(this.temporary))
			.withMessage("'%s' is Java 8, but hooks need 17 or newer", this.temporary);
	}

	@Test
	void writeRuntimeWhenThereIsNoJlinkSaysWhatToDo() throws IOException {
		release("17.0.15", System.getProperty("os.arch"));
		CharmRuntime runtime = new CharmRuntime(Jdk.read(this.temporary));
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> runtime.write(this.temporary.resolve("runtime"), true))
			.withMessage("%s is missing, which makes the charm's runtime: use a JDK, "
					+ "or --no-runtime, and see to a Java on the machine", this.temporary.resolve("bin/jlink"));
	}

	@Test
	void writeRuntimeForAnotherArchitectureOfAnotherVersionSaysWhatItTakes() throws IOException {
		release("99", "riscv64");
		CharmRuntime runtime = new CharmRuntime(Jdk.read(this.temporary));
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> runtime.write(this.temporary.resolve("runtime"), true))
			.withMessage("a runtime of Java 99 for riscv64 is made by a JDK 99 of this machine, not by %d",
					Runtime.version().feature());
	}

	private void release(String version, String architecture) throws IOException {
		Files.writeString(this.temporary.resolve("release"), """
				JAVA_VERSION="%s"
				OS_ARCH="%s"
				MODULES="java.base java.se"
				""".formatted(version, architecture));
	}

}
