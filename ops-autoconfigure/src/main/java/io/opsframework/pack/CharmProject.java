package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * The author's project: what it declares, and the files in it that become part of the
 * charm beside the application.
 *
 * @param charmcraft what it declares
 * @param directory its directory, or {@code null} if only the jar is there
 */
record CharmProject(CharmcraftFile charmcraft, @Nullable Path directory) {

	private static final String LOCATION = "META-INF/charm/" + CharmcraftFile.NAME;

	/** What Juju and Charmhub know beside the files that are made. */
	private static final List<Path> FILES = Stream.of("icon.svg", "README.md", "LICENSE", LxdProfile.NAME, "lib")
		.map(Path::of)
		.toList();

	/**
	 * Find the project of an application.
	 * @param file its {@code charmcraft.yaml}, or {@code null} to look for that in the
	 * working directory
	 * @param classLoader finds what is in the jar
	 * @return the project
	 */
	static CharmProject find(@Nullable Path file, ClassLoader classLoader) throws IOException {
		URL packed = classLoader.getResource(LOCATION);
		if (packed == null) {
			throw new JarModeErrorException(
					"the jar has no %s: let the build copy the project's charmcraft.yaml there as a resource"
						.formatted(LOCATION));
		}
		Path found = (file != null) ? file.toAbsolutePath() : Path.of(CharmcraftFile.NAME).toAbsolutePath();
		if (!Files.isRegularFile(found)) {
			if (file != null) {
				throw new JarModeErrorException("--charmcraft '%s' is not a file".formatted(file));
			}
			return new CharmProject(CharmcraftFile.read(packed), null);
		}
		requireSame(found, packed);
		return new CharmProject(CharmcraftFile.read(found), found.getParent());
	}

	// What the build knew of the charm it knew from the packed one.
	private static void requireSame(Path file, URL packed) throws IOException {
		try (InputStream content = packed.openStream()) {
			if (!Arrays.equals(content.readAllBytes(), Files.readAllBytes(file))) {
				throw new JarModeErrorException(("'%s' is not the one in the jar: build the jar again, "
						+ "or name the project's with --charmcraft FILE")
					.formatted(file));
			}
		}
	}

	/**
	 * Refuse a project that declares other options or actions than its code has.
	 * @param code what the code has
	 */
	void requireAgreementWith(DeclaredByCode code) {
		String diff = code.diff(this.charmcraft);
		if (!diff.isEmpty()) {
			throw new JarModeErrorException("the charm's classes have other options or actions than are declared. "
					+ "Change them, or have 'pack --write-config' make this change:\n" + diff);
		}
	}

	/**
	 * Declare what the code has.
	 * @param code what it has, or {@code null} if that is not known
	 */
	void write(@Nullable DeclaredByCode code) throws IOException {
		if (code == null) {
			throw new JarModeErrorException(
					"--write-config needs to know the charm's classes: let the build run process-aot");
		}
		if (this.directory == null) {
			throw new JarModeErrorException("--write-config needs the project: name it with --charmcraft FILE");
		}
		code.writeTo(this.directory.resolve(CharmcraftFile.NAME));
	}

	/**
	 * The author's options for the JVM.
	 * @return the file, or {@code null} if there is none
	 */
	@Nullable Path javaOptions() {
		Path file = (this.directory != null) ? this.directory.resolve(JavaOptions.FILE) : null;
		return (file != null && Files.isRegularFile(file)) ? file : null;
	}

	/**
	 * Copy the project's files.
	 * @param include further files and directories
	 * @param charm where to
	 */
	void copyTo(Path charm, List<Path> include) throws IOException {
		if (this.directory == null) {
			if (!include.isEmpty()) {
				throw new JarModeErrorException("--include needs the project: name it with --charmcraft FILE");
			}
			return;
		}
		for (Path file : FILES) {
			if (Files.exists(this.directory.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
				if (file.equals(Path.of(LxdProfile.NAME))) {
					LxdProfile.check(this.directory.resolve(file));
				}
				copy(this.directory, file, charm);
			}
		}
		for (Path file : include) {
			Path relative = this.directory.relativize(this.directory.resolve(file).normalize());
			if (relative.toString().isEmpty() || relative.startsWith("..")
					|| !Files.exists(this.directory.resolve(relative), LinkOption.NOFOLLOW_LINKS)) {
				throw new JarModeErrorException("--include '%s' is no file in '%s'".formatted(file, this.directory));
			}
			if (Files.exists(charm.resolve(relative), LinkOption.NOFOLLOW_LINKS)) {
				throw new JarModeErrorException("--include '%s' is in the charm already".formatted(file));
			}
			copy(this.directory, relative, charm);
		}
	}

	private static void copy(Path project, Path file, Path charm) throws IOException {
		try (Stream<Path> files = Files.walk(project.resolve(file))) {
			for (Path each : files.toList()) {
				Path target = charm.resolve(project.relativize(each).toString());
				if (Files.isSymbolicLink(each)) {
					checkLink(each, project.resolve(file));
				}
				Files.createDirectories(target.getParent());
				Files.copy(each, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
	}

	// Juju refuses all others.
	private static void checkLink(Path link, Path included) throws IOException {
		Path target = Files.readSymbolicLink(link);
		Path root = Files.isDirectory(included, LinkOption.NOFOLLOW_LINKS) ? included : included.getParent();
		if (target.isAbsolute() || !link.resolveSibling(target).normalize().startsWith(root)) {
			throw new JarModeErrorException(
					"the link '%s' leads out of what is packed with it, to '%s'".formatted(link, target));
		}
	}

}
