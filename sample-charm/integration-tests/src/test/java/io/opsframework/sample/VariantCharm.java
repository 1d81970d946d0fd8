package io.opsframework.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another charm than the greeter, in its jar: with classes of the tests in the place of
 * its own, and the {@code charmcraft.yaml} beside them.
 *
 * @param application the class that starts it
 */
record VariantCharm(Class<?> application) {

	/**
	 * Pack it, without beans that are worked out ahead of time and without a runtime.
	 * @param directory where to; what is unpacked is in its directory {@code charm}
	 * @return the unpacked charm
	 */
	Path packIn(Path directory) throws IOException {
		PackProcess.Result result = PackProcess.in(directory)
			.run(jarIn(directory), "pack", "--no-aot", "--no-runtime", "--no-archive", "--directory", "charm");
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
		return directory.resolve("charm");
	}

	private Path jarIn(Path directory) throws IOException {
		Path jar = Files.copy(PackProcess.JAR, directory.resolve("variant.jar"));
		try (FileSystem files = FileSystems.newFileSystem(jar)) {
			for (String own : List.of("BOOT-INF/classes", "META-INF/charm", "META-INF/native-image")) {
				delete(files.getPath(own));
			}
			Path classes = Path.of(URI.create(this.application.getResource("").toString()));
			copy(classes,
					files.getPath("BOOT-INF/classes", ClassUtils.getPackageName(this.application).replace('.', '/')));
			Files.createDirectories(files.getPath("META-INF/charm"));
			try (InputStream charmcraft = this.application.getResourceAsStream("charmcraft.yaml")) {
				Files.copy(charmcraft, files.getPath("META-INF/charm/charmcraft.yaml"));
			}
			startWithApplication(files.getPath("META-INF/MANIFEST.MF"));
		}
		return jar;
	}

	private void startWithApplication(Path file) throws IOException {
		Manifest manifest;
		try (InputStream content = Files.newInputStream(file)) {
			manifest = new Manifest(content);
		}
		manifest.getMainAttributes().putValue("Start-Class", this.application.getName());
		try (OutputStream content = Files.newOutputStream(file)) {
			manifest.write(content);
		}
	}

	private static void copy(Path classes, Path target) throws IOException {
		Files.createDirectories(target);
		try (Stream<Path> files = Files.list(classes)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".class")).toList()) {
				Files.copy(file, target.resolve(file.getFileName().toString()));
			}
		}
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
