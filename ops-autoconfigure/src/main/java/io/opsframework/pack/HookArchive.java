package io.opsframework.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.juju.DispatchPath;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import io.opsframework.simulation.ModelIdentity;

import org.springframework.boot.loader.jarmode.JarModeErrorException;
import org.springframework.util.FileSystemUtils;

/**
 * What the JVM remembers of one process that ran hooks, so that the next ones start
 * faster: an archive of class data sharing, or from Java 25 an ahead-of-time cache. It
 * belongs to one build of Java and to these jars, with their times. Its name has a hash
 * of what it was made from, since not every JVM notices one that is out of date.
 */
final class HookArchive {

	private static final int MESSAGES = 5;

	private final Path charm;

	private final CharmMetadata metadata;

	private final Jdk jdk;

	HookArchive(Path charm, CharmMetadata metadata, Jdk jdk) {
		this.charm = charm;
		this.metadata = metadata;
		this.jdk = jdk;
	}

	/**
	 * Train the archive, and leave it beside the application.
	 * @param mainClass the application's main class
	 * @return what went wrong in the hooks that it was trained with, a line each: an
	 * archive of a charm that does not do well without its surroundings is one still
	 */
	List<String> train(String mainClass) throws IOException {
		Path workspace = Files.createTempDirectory(this.charm.getParent(), "training");
		try {
			return train(mainClass, workspace);
		}
		finally {
			FileSystemUtils.deleteRecursively(workspace);
		}
	}

	// In a charm directory of its own, since hooks leave files in theirs. An archive has
	// the paths of the jars as they are seen from there.
	private List<String> train(String mainClass, Path workspace) throws IOException {
		Path directory = Files.createDirectories(workspace.resolve("charm"));
		try (Stream<Path> files = Files.list(this.charm)) {
			for (Path file : files.toList()) {
				Files.createSymbolicLink(directory.resolve(file.getFileName()), file);
			}
		}
		Path archive = workspace.resolve(name());
		Command command = new Command(List.of("runtime/bin/java", "@app/" + JavaOptions.FILE,
				(this.jdk.hasAheadOfTimeCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive, "-cp",
				"app/" + this.metadata.name() + ".jar", HookTraining.class.getName(), mainClass), directory,
				withTools(environment(directory), workspace));
		Command.Result result = command.tryToRun();
		if (!Files.isRegularFile(archive)) {
			throw new JarModeErrorException(
					"Java made no archive of the application (--no-archive packs without): " + result.problem());
		}
		Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
		Files.move(archive, this.charm.resolve(CharmDirectory.APPLICATION).resolve(archive.getFileName()));
		return messages(result, workspace.resolve("log"));
	}

	// What a hook logs of its failure: the message, and the exception below it.
	private List<String> messages(Command.Result result, Path log) throws IOException {
		List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
		List<String> errors = IntStream.range(0, lines.size())
			.filter((i) -> lines.get(i).startsWith("ERROR "))
			.limit(MESSAGES)
			.mapToObj((i) -> String.join(": ", lines.subList(i, Math.min(i + 2, lines.size()))))
			.toList();
		return (errors.isEmpty() && result.exitCode() != 0)
				? List.of("exit code %d: %s".formatted(result.exitCode(), result.problem())) : errors;
	}

	private String name() throws IOException {
		MessageDigest digest = sha256();
		digest.update(String.valueOf(this.jdk).getBytes(StandardCharsets.UTF_8));
		try (Stream<Path> files = Files.walk(this.charm.resolve(CharmDirectory.APPLICATION))) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				digest.update(this.charm.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
				try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
					content.transferTo(OutputStream.nullOutputStream());
				}
			}
		}
		String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
		return hash + (this.jdk.hasAheadOfTimeCache() ? ".aot" : ".jsa");
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Map<String, String> withTools(Map<String, String> environment, Path workspace) throws IOException {
		Path tools = new TrainingTools(this.metadata).write(workspace, environment);
		environment.put("PATH", tools + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
		return environment;
	}

	private Map<String, String> environment(Path directory) {
		DispatchPath hook = DispatchPath.of(HookKind.CONFIG_CHANGED);
		String unit = this.metadata.name() + "/0";
		Map<String, String> environment = new TreeMap<>();
		environment.put("LANG", "C.UTF-8");
		environment.put(JujuVariable.CHARM_DIR.name(), directory.toString());
		environment.put(JujuVariable.JUJU_CHARM_DIR.name(), directory.toString());
		environment.put(JujuVariable.JUJU_CONTEXT_ID.name(), unit + "-1");
		environment.put(JujuVariable.JUJU_DISPATCH_PATH.name(), hook.toString());
		environment.put(JujuVariable.JUJU_HOOK_NAME.name(), hook.name());
		environment.put(JujuVariable.JUJU_UNIT_NAME.name(), unit);
		environment.put(JujuVariable.JUJU_MODEL_NAME.name(), "pack");
		environment.put(JujuVariable.JUJU_MODEL_UUID.name(), "00000000-0000-4000-8000-000000000000");
		environment.put(JujuVariable.JUJU_VERSION.name(), ModelIdentity.DEFAULT.jujuVersion());
		return environment;
	}

}
