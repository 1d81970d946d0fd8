package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * Makes a charm of the application on a class path.
 */
final class Packer {

	private final ClassLoader classLoader;

	private final ApplicationExtractor extractor;

	private final PackStep steps;

	Packer(ClassLoader classLoader, ApplicationExtractor extractor, PackStep steps) {
		this.classLoader = classLoader;
		this.extractor = extractor;
		this.steps = steps;
	}

	/**
	 * Write the charm.
	 * @param options what is wanted
	 * @throws IOException if it cannot be written; what was there before is then still
	 * there
	 */
	void pack(PackOptions options) throws IOException {
		CharmProject project = CharmProject.find(options.charmcraft(), this.classLoader);
		DeclaredByCode declared = DeclaredByCode.read(this.classLoader).orElse(null);
		if (options.writeConfig()) {
			project.write(declared);
			this.steps.say("Wrote the options and actions into %s: build the application again"
				.formatted(project.directory()));
			return;
		}
		if (declared != null) {
			project.requireAgreementWith(declared);
		}
		CharmPlatform platform = CharmPlatform.find(project.charmcraft().platforms(), options.platform());
		Jdk jdk = (options.runtime() != null) ? Jdk.read(options.runtime()) : null;
		checkRuntime(platform, jdk);
		CharmWriter writer = new CharmWriter(project, platform, jdk, options, this.extractor, this.steps);
		Path output = (options.output() != null) ? options.output()
			.toAbsolutePath()
			.normalize()
			.resolve(platform.fileName(project.charmcraft().metadata().name())) : null;
		if (options.directory() != null) {
			new CharmDirectory(options.directory()).replace((charm) -> {
				writer.write(charm);
				if (output != null) {
					zip(charm, output);
				}
			});
		}
		else if (output != null) {
			try (Workspace workspace = Workspace.of(output)) {
				Path charm = Files.createDirectory(workspace.resolve("charm"));
				writer.write(charm);
				zip(charm, output);
			}
		}
	}

	private static void checkRuntime(CharmPlatform platform, @Nullable Jdk jdk) {
		if (jdk != null && !platform.base().architectures().equals(List.of(jdk.architecture()))) {
			String architectures = platform.base().architectures().isEmpty() ? "all architectures"
					: String.join(", ", platform.base().architectures());
			throw new JarModeErrorException(("the platform '%s' is for %s, but the JDK '%s' is for %s: "
					+ "name one with --runtime JAVA_HOME, or pack with --no-runtime")
				.formatted(platform.name(), architectures, jdk.home(), jdk.architecture()));
		}
	}

	private void zip(Path charm, Path output) throws IOException {
		try (Workspace workspace = Workspace.of(output)) {
			Path file = workspace.resolve(output.getFileName().toString());
			this.steps.run("Writing " + output.getFileName(), () -> CharmZip.write(charm, file));
			workspace.publish(file);
			this.steps.say("%s, %.1f MiB".formatted(output, Files.size(output) / 1024.0 / 1024.0));
		}
	}

}
