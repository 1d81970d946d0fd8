package io.opsframework.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * A program that packing needs.
 *
 * @param line the program and its arguments
 * @param directory its working directory, or {@code null} for that of this process
 * @param environment all of its environment, or {@code null} for that of this process
 */
record Command(List<String> line, @Nullable Path directory, @Nullable Map<String, String> environment) {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	static Command of(String... line) {
		return new Command(List.of(line), null, null);
	}

	/**
	 * Run it to its end.
	 * @return what it wrote
	 * @throws JarModeErrorException if it fails
	 */
	String run() throws IOException {
		Result result = tryToRun();
		if (result.exitCode() != 0) {
			throw new JarModeErrorException(
					"%s failed with exit code %d: %s".formatted(this.line.get(0), result.exitCode(), result.problem()));
		}
		return result.output();
	}

	/**
	 * Run it to its end, which may be a failure.
	 * @return how it ended
	 */
	Result tryToRun() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(this.line).redirectErrorStream(true);
		if (this.directory != null) {
			builder.directory(this.directory.toFile());
		}
		if (this.environment != null) {
			builder.environment().clear();
			builder.environment().putAll(this.environment);
		}
		Process process = builder.start();
		try {
			process.getOutputStream().close();
			CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
			if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new JarModeErrorException(
						"%s did not end within %d s".formatted(this.line.get(0), TIMEOUT.toSeconds()));
			}
			return new Result(process.exitValue(), output.get(1, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new JarModeErrorException("interrupted while %s ran".formatted(this.line.get(0)));
		}
		catch (ExecutionException | TimeoutException ex) {
			// A child of it that goes on holds its output open.
			return new Result(process.exitValue(), "");
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	private static String read(Process process) {
		try {
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * How a program ended.
	 *
	 * @param exitCode its exit code
	 * @param output what it wrote to both streams
	 */
	record Result(int exitCode, String output) {

		private static final Pattern NOISE = Pattern
			.compile("\\[\\d.*]\\[(info|warning) *].*|\\s+at .*|\\s*\\.\\.\\. \\d+ more|\\s*");

		/**
		 * What went wrong, in one line.
		 * @return the output, without what a JVM logs that goes on, and without stack
		 * traces
		 */
		String problem() {
			return this.output.lines()
				.filter((line) -> !NOISE.matcher(line).matches())
				.collect(Collectors.joining("; "));
		}

	}

}
