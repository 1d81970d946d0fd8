package io.opsframework.pack;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * What {@code pack} is told on its command line.
 *
 * @param directory where to leave the charm unpacked, or {@code null}
 * @param output the directory for the packed charm, or {@code null} if none is wanted
 * @param charmcraft the project's {@code charmcraft.yaml}, or {@code null} for the one of
 * the working directory, or else the jar's
 * @param platform the platform, or {@code null} for this machine's
 * @param runtime the JDK that the runtime is made of, or {@code null} if none is packed
 * @param archive whether an archive is trained for the runtime
 * @param aot whether the application must be processed ahead of time
 * @param consent whether the listeners of a charm without containers may act on this
 * machine
 * @param charmVersion the charm's version, or {@code null} for the jar's
 * @param include further files and directories of the project
 * @param writeConfig whether to write options and actions into the project instead
 */
record PackOptions(@Nullable Path directory, @Nullable Path output, @Nullable Path charmcraft,
		@Nullable String platform, @Nullable Path runtime, boolean archive, boolean aot, boolean consent,
		@Nullable String charmVersion, List<Path> include, boolean writeConfig) {

	static PackOptions parse(List<String> arguments) {
		return new Parser(arguments.iterator()).parse();
	}

	private static final class Parser {

		private final Iterator<String> arguments;

		private @Nullable Path directory;

		private @Nullable Path output;

		private @Nullable Path charmcraft;

		private @Nullable String platform;

		private @Nullable Path runtime = Path.of(System.getProperty("java.home"));

		private boolean archive = true;

		private boolean aot = true;

		private boolean consent;

		private @Nullable String charmVersion;

		private final List<Path> include = new ArrayList<>();

		private boolean writeConfig;

		Parser(Iterator<String> arguments) {
			this.arguments = arguments;
		}

		PackOptions parse() {
			while (this.arguments.hasNext()) {
				parse(this.arguments.next());
			}
			if (this.directory == null && this.output == null) {
				this.output = Path.of("");
			}
			return new PackOptions(this.directory, this.output, this.charmcraft, this.platform, this.runtime,
					this.archive, this.aot, this.consent, this.charmVersion, List.copyOf(this.include),
					this.writeConfig);
		}

		private void parse(String option) {
			switch (option) {
				case "--directory" -> this.directory = path(option);
				case "--output" -> this.output = path(option);
				case "--charmcraft" -> this.charmcraft = path(option);
				case "--platform" -> this.platform = value(option);
				case "--runtime" -> this.runtime = path(option);
				case "--no-runtime" -> this.runtime = null;
				case "--archive" -> this.archive = true;
				case "--no-archive" -> this.archive = false;
				case "--no-aot" -> this.aot = false;
				case "--yes" -> this.consent = true;
				case "--charm-version" -> this.charmVersion = value(option);
				case "--write-config" -> this.writeConfig = true;
				case "--include" -> this.include.add(path(option));
				default -> throw new JarModeErrorException("pack has no option '%s'".formatted(option));
			}
		}

		private String value(String option) {
			String value = this.arguments.hasNext() ? this.arguments.next() : "";
			if (value.isEmpty()) {
				throw new JarModeErrorException("%s needs a value".formatted(option));
			}
			return value;
		}

		private Path path(String option) {
			String value = value(option);
			try {
				return Path.of(value);
			}
			catch (InvalidPathException ex) {
				throw new JarModeErrorException("%s '%s' is not a path: %s".formatted(option, value, ex.getReason()));
			}
		}

	}

}
