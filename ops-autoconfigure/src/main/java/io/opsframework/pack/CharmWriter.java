package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * Fills a charm's directory with all that Juju unpacks.
 */
final class CharmWriter {

	// Archives know the times of the jars. dispatch restores this one, since Juju does
	// not.
	private static final FileTime TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

	private final CharmProject project;

	private final CharmPlatform platform;

	private final @Nullable Jdk jdk;

	private final PackOptions options;

	private final ApplicationExtractor extractor;

	private final PackStep steps;

	CharmWriter(CharmProject project, CharmPlatform platform, @Nullable Jdk jdk, PackOptions options,
			ApplicationExtractor extractor, PackStep steps) {
		this.project = project;
		this.platform = platform;
		this.jdk = jdk;
		this.options = options;
		this.extractor = extractor;
		this.steps = steps;
	}

	void write(Path charm) throws IOException {
		PackedApplication application = this.steps.run("Unpacking the application", () -> writeFiles(charm));
		boolean isTrained = this.options.archive() && isTrainable();
		if (this.jdk != null) {
			writeRuntime(charm, this.jdk, isTrained);
		}
		JavaOptions.check(charm.resolve(CharmDirectory.APPLICATION).resolve(JavaOptions.FILE), java(charm));
		setTimes(charm);
		if (this.jdk != null && isTrained) {
			HookArchive archive = new HookArchive(charm, metadata(), this.jdk);
			this.steps.run("Training an archive with hooks", () -> archive.train(application.mainClass()))
				.forEach((problem) -> this.steps.say("  " + problem));
		}
	}

	private CharmMetadata metadata() {
		return this.project.charmcraft().metadata();
	}

	private PackedApplication writeFiles(Path charm) throws IOException {
		for (Map.Entry<String, String> file : CharmFiles.split(this.project.charmcraft(), this.platform.base())
			.entrySet()) {
			Files.writeString(charm.resolve(file.getKey()), file.getValue());
		}
		writeDispatch(charm.resolve(CharmDirectory.DISPATCH));
		Path jar = charm.resolve(CharmDirectory.APPLICATION).resolve(metadata().name() + ".jar");
		PackedApplication application = PackedApplication.extract(jar, this.extractor);
		requireAheadOfTime(application);
		JavaOptions.write(jar.resolveSibling(JavaOptions.FILE), this.options.aot(), this.project.javaOptions());
		writeVersion(charm, application.version());
		this.project.copyTo(charm, this.options.include());
		CharmMetadata.loadAndKeep(charm);
		return application;
	}

	private static void writeDispatch(Path file) throws IOException {
		try (InputStream script = CharmWriter.class.getResourceAsStream(CharmDirectory.DISPATCH)) {
			if (script == null) {
				throw new IllegalStateException("the framework's jar has lost its dispatch script");
			}
			Files.copy(script, file);
		}
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private void requireAheadOfTime(PackedApplication application) {
		if (this.options.aot() && !application.isProcessedAheadOfTime()) {
			throw new JarModeErrorException("the application was not processed ahead of time, without which "
					+ "hooks are slow: let the build run process-aot, or pack with --no-aot");
		}
	}

	private void writeVersion(Path charm, @Nullable String ofJar) throws IOException {
		String version = (this.options.charmVersion() != null) ? this.options.charmVersion() : ofJar;
		if (version != null) {
			Files.writeString(charm.resolve("version"), version + "\n");
		}
	}

	private boolean isTrainable() {
		if (this.jdk == null) {
			this.steps.say("No archive: it belongs to one build of Java, and the charm has none of its own");
			return false;
		}
		if (!this.jdk.isOfThisMachine()) {
			this.steps.say("No archive: this machine cannot run hooks for %s".formatted(this.jdk.architecture()));
			return false;
		}
		if (metadata().containers().isEmpty() && !this.options.consent()) {
			this.steps.say("No archive: it is trained with hooks, and the listeners of a charm without containers "
					+ "act on this machine. --yes where they may");
			return false;
		}
		return true;
	}

	// An ahead-of-time cache does not build on the archive that Java has for itself.
	// Java 17 never makes the same one twice.
	private void writeRuntime(Path charm, Jdk jdk, boolean isTrained) throws IOException {
		boolean baseArchive = this.options.archive() && (!isTrained || !jdk.hasAheadOfTimeCache());
		this.steps.run("Making a runtime of Java " + jdk.version(), () -> {
			new CharmRuntime(jdk).write(charm.resolve(CharmRuntime.DIRECTORY), baseArchive);
			return jdk;
		});
	}

	private Path java(Path charm) {
		Path home = (this.jdk != null && this.jdk.isOfThisMachine()) ? charm.resolve(CharmRuntime.DIRECTORY)
				: Path.of(System.getProperty("java.home"));
		return home.resolve("bin/java");
	}

	private static void setTimes(Path charm) throws IOException {
		try (Stream<Path> files = Files.walk(charm)) {
			for (Path file : files.filter((path) -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
				Files.setLastModifiedTime(file, TIME);
			}
		}
	}

}
