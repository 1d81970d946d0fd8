package io.opsframework.autoconfigure.logging;

import java.util.Set;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

/**
 * Writes stack traces without the frames of reflection, Spring and this framework that
 * are below the charm's topmost one: how a listener comes to be called is the same for
 * all. What the charm itself has called stays.
 */
final class CharmThrowableConverter extends ThrowableProxyConverter {

	private static final String FRAMEWORK = "io.opsframework.";

	// Beside these there may be a charm's.
	private static final Set<String> FRAMEWORK_PACKAGES = Set.of("autoconfigure", "charm", "deferral", "dispatch",
			"event", "hooktool", "invocation", "json", "juju", "listener", "local", "logging", "mapping", "model",
			"observation", "pack", "pebble", "scope", "simulation", "state", "test", "testing");

	@Override
	protected void subjoinSTEPArray(StringBuilder trace, int indent, IThrowableProxy thrown) {
		StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
		boolean[] filtered = filtered(frames);
		int end = frames.length - thrown.getCommonFrames();
		int start = 0;
		while (start < end) {
			int next = start;
			while (next < end && filtered[next] == filtered[start]) {
				next++;
			}
			append(trace, indent, frames, start, next, filtered[start]);
			start = next;
		}
		appendCount(trace, indent, thrown.getCommonFrames(), "common frames omitted");
	}

	private static void append(StringBuilder trace, int indent, StackTraceElementProxy[] frames, int start, int end,
			boolean filtered) {
		if (filtered) {
			appendCount(trace, indent, end - start, "filtered");
			return;
		}
		for (int i = start; i < end; i++) {
			ThrowableProxyUtil.indent(trace, indent);
			trace.append(frames[i]).append(System.lineSeparator());
		}
	}

	private static void appendCount(StringBuilder trace, int indent, int count, String what) {
		if (count > 0) {
			ThrowableProxyUtil.indent(trace, indent);
			trace.append("... ").append(count).append(' ').append(what).append(System.lineSeparator());
		}
	}

	private static boolean[] filtered(StackTraceElementProxy[] frames) {
		boolean[] filtered = new boolean[frames.length];
		int topmost = frames.length;
		for (int i = frames.length - 1; i >= 0; i--) {
			String type = frames[i].getStackTraceElement().getClassName();
			// Where the JDK is called by what is left out, it is a part of that.
			filtered[i] = isFiltered(type) || (isJdk(type) && i + 1 < frames.length && filtered[i + 1]);
			topmost = (filtered[i] || isJdk(type)) ? topmost : i;
		}
		for (int i = 0; i < topmost; i++) {
			filtered[i] = false;
		}
		return filtered;
	}

	static boolean isFiltered(String type) {
		return type.startsWith("org.springframework.") || type.startsWith("java.lang.reflect.")
				|| type.startsWith("jdk.internal.reflect.") || type.startsWith("java.lang.invoke.")
				|| isFramework(type);
	}

	private static boolean isFramework(String type) {
		int end = type.indexOf('.', FRAMEWORK.length());
		return end != -1 && type.startsWith(FRAMEWORK)
				&& FRAMEWORK_PACKAGES.contains(type.substring(FRAMEWORK.length(), end));
	}

	private static boolean isJdk(String type) {
		return type.startsWith("java.") || type.startsWith("javax.") || type.startsWith("jdk.")
				|| type.startsWith("sun.");
	}

}
