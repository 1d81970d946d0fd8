package io.opsframework.local;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolExecution;
import io.opsframework.testing.EventReport;

/**
 * Prints each event with the listeners that were called, the hook tools they used, the
 * time it took and the status after it.
 */
final class EventPrinter implements Consumer<EventReport> {

	private static final int FRAMES = 5;

	private final PrintStream out;

	EventPrinter(PrintStream out) {
		this.out = out;
	}

	@Override
	public void accept(EventReport report) {
		this.out.printf("%n%-48s %7.1f ms%n", report.event(), report.time().toNanos() / 1e6);
		report.listeners().forEach((listener) -> this.out.println("  listener   " + listener));
		for (HookToolExecution execution : report.hookTools()) {
			this.out.println("  hook tool  " + describe(execution));
		}
		Throwable failure = report.failure();
		if (failure != null) {
			print(failure);
		}
		this.out.println("  status     " + report.unitStatus());
	}

	private void print(Throwable failure) {
		this.out.println("  FAILED     " + failure);
		Throwable root = failure;
		for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
			this.out.println("             caused by " + cause);
			root = cause;
		}
		Stream.of(root.getStackTrace()).limit(FRAMES).forEach((frame) -> this.out.println("             at " + frame));
		Stream.of(root.getStackTrace())
			.skip(FRAMES)
			.filter(EventPrinter::isOfCharm)
			.findFirst()
			.ifPresent((frame) -> this.out.println("             in " + frame));
	}

	private static boolean isOfCharm(StackTraceElement frame) {
		return Stream.of("io.opsframework.", "org.springframework.", "java.", "jdk.", "sun.")
			.noneMatch(frame.getClassName()::startsWith);
	}

	private static String describe(HookToolExecution execution) {
		HookToolCall call = execution.call();
		StringBuilder line = new StringBuilder(call.tool());
		call.arguments().forEach((argument) -> line.append(' ').append(argument.isEmpty() ? "''" : argument));
		if (call.input() != null) {
			line.append(" <<< ").append(call.input());
		}
		if (execution.exitCode() != 0) {
			line.append("  (exit code ").append(execution.exitCode()).append(')');
		}
		return line.toString();
	}

}
