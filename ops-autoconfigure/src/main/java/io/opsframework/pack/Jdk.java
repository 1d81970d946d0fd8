package io.opsframework.pack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * A JDK that a runtime can be made of.
 *
 * @param home its directory
 * @param version its feature version, such as 17
 * @param architecture the architecture it is for, by Debian's name
 * @param modules the names of its modules
 */
record Jdk(Path home, int version, String architecture, Set<String> modules) {

	/**
	 * Read what a JDK says of itself.
	 * @param home its directory
	 * @return the JDK
	 * @throws JarModeErrorException if there is none, or one that is too old
	 */
	static Jdk read(Path home) throws IOException {
		Properties release = new Properties();
		try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
			release.load(reader);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new JarModeErrorException("'%s' is no JDK: its file 'release' cannot be read".formatted(home));
		}
		int version = version(value(release, "JAVA_VERSION"));
		if (version < 17) {
			throw new JarModeErrorException("'%s' is Java %d, but hooks need 17 or newer".formatted(home, version));
		}
		return new Jdk(home, version, CharmPlatform.architecture(value(release, "OS_ARCH")),
				new TreeSet<>(Set.of(value(release, "MODULES").split(" "))));
	}

	private static String value(Properties release, String name) {
		return release.getProperty(name, "").replace("\"", "");
	}

	private static int version(String text) {
		String digits = text.replaceFirst("^1\\.", "").replaceFirst("\\D.*", "");
		return digits.isEmpty() ? 0 : Integer.parseInt(digits);
	}

	/**
	 * Whether it makes an ahead-of-time cache in one run.
	 * @return {@code false} if it has archives of class data sharing
	 */
	boolean hasAheadOfTimeCache() {
		return this.version >= 25;
	}

	boolean isOfThisMachine() {
		return this.architecture.equals(CharmPlatform.thisMachine());
	}

	Path program(String name) {
		return this.home.resolve("bin").resolve(name);
	}

}
