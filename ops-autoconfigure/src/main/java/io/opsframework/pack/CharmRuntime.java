package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * The charm's own Java: neither Juju nor its base images have one. It has all of Java SE,
 * since what an application needs shows only when it runs; the modules that this one does
 * not need make a packed charm 1.8 MiB larger.
 */
final class CharmRuntime {

	static final String DIRECTORY = "runtime";

	/** Beside Java SE: TLS, names, a debugger, and what libraries expect of a JDK. */
	private static final List<String> MODULES = List.of("java.se", "jdk.crypto.ec", "jdk.httpserver", "jdk.jdwp.agent",
			"jdk.jfr", "jdk.management", "jdk.naming.dns", "jdk.net", "jdk.security.auth", "jdk.security.jgss",
			"jdk.unsupported", "jdk.xml.dom", "jdk.zipfs");

	private final Jdk jdk;

	CharmRuntime(Jdk jdk) {
		this.jdk = jdk;
	}

	/**
	 * Make the runtime.
	 * @param directory where to; does not exist yet
	 * @param baseArchive whether it gets an archive of what Java itself loads at each
	 * start
	 * @throws JarModeErrorException if the JDK has no jlink, or that fails
	 */
	void write(Path directory, boolean baseArchive) throws IOException {
		// The second compiler costs jlink more than it gains: half of its time.
		List<String> line = new ArrayList<>(List.of(jlink().toString(), "-J-XX:TieredStopAtLevel=1", "--add-modules",
				String.join(",", MODULES.stream().filter(this.jdk.modules()::contains).toList()),
				"--strip-java-debug-attributes", "--no-man-pages", "--no-header-files", "--output",
				directory.toString()));
		Path modules = this.jdk.home().resolve("jmods");
		if (Files.isDirectory(modules)) {
			line.addAll(List.of("--module-path", modules.toString()));
		}
		new Command(line, null, null).run();
		if (baseArchive && this.jdk.isOfThisMachine()) {
			Command.of(directory.resolve("bin/java").toString(), "-Xshare:dump").run();
		}
	}

	private Path jlink() {
		Path own = this.jdk.program("jlink");
		Path jlink = this.jdk.isOfThisMachine() ? own : Path.of(System.getProperty("java.home"), "bin", "jlink");
		if (!Files.isExecutable(jlink)) {
			throw new JarModeErrorException(
					"%s is missing, which makes the charm's runtime: use a JDK, ".formatted(jlink)
							+ "or --no-runtime, and see to a Java on the machine");
		}
		if (!jlink.equals(own) && this.jdk.version() != Runtime.version().feature()) {
			throw new JarModeErrorException("a runtime of Java %d for %s is made by a JDK %d of this machine, not by %d"
				.formatted(this.jdk.version(), this.jdk.architecture(), this.jdk.version(),
						Runtime.version().feature()));
		}
		return jlink;
	}

}
