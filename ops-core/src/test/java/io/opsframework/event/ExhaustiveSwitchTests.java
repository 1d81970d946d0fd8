package io.opsframework.event;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a {@code switch} over the types of events needs no {@code default}, and that
 * the compiler finds the one that is missing. Java 17 has such a {@code switch} as a
 * preview, of which no more than the compiler is used.
 */
class ExhaustiveSwitchTests {

	private static final int JAVA = Runtime.version().feature();

	@ParameterizedTest
	@ValueSource(classes = { JujuEvent.class, RelationEvent.class, StorageEvent.class, SecretEvent.class,
			WorkloadEvent.class, CollectStatusEvent.class })
	void switchOverAllEventsNeedsNoDefault(Class<?> type) {
		List<Class<?>> events = leaves(type).toList();
		assertThat(compile(type, events)).isEmpty();
		for (Class<?> missing : events) {
			List<Class<?>> others = new ArrayList<>(events);
			others.remove(missing);
			assertThat(compile(type, others)).singleElement().asString().contains("does not cover all possible");
		}
	}

	@Test
	void switchOverGroupsOfEventsNeedsNoDefault() {
		assertThat(compile(JujuEvent.class, List.of(JujuEvent.class.getPermittedSubclasses()))).isEmpty();
	}

	private static List<String> compile(Class<?> type, List<Class<?>> cases) {
		String source = """
				class Events {
					@SuppressWarnings("deprecation")
					int number(%s event) {
						return switch (event) {
							%s
						};
					}
				}
				""".formatted(type.getName(),
				cases.stream()
					.map((event) -> "case %s e -> %d;".formatted(event.getName(), cases.indexOf(event)))
					.collect(Collectors.joining("\n")));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		List<String> options = new ArrayList<>(List.of("-proc:none", "-Xlint:none", "-classpath",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "--release",
				String.valueOf(JAVA)));
		if (JAVA < 21) {
			options.add("--enable-preview");
		}
		// Checked, and not written: -XDshould-stop leaves out what comes after the flow.
		options.add("-XDshould-stop.ifNoError=FLOW");
		compiler.getTask(null, null, diagnostics, options, null, List.of(new Source(source))).call();
		return diagnostics.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map(Object::toString)
			.toList();
	}

	private static Stream<Class<?>> leaves(Class<?> type) {
		return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ExhaustiveSwitchTests::leaves)
				: Stream.of(type);
	}

	/**
	 * A source file that is nowhere but in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String text) {
			super(URI.create("string:///Events.java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
