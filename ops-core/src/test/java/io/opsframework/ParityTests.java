package io.opsframework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the table in {@code PARITY.md}: it has its form, and what it names exists.
 */
class ParityTests {

	private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

	private static final Pattern STATUS = Pattern.compile("same(: .+)?|adapted: .+|left out: .+|open");

	private static final String NOTHING = "—";

	private final List<Row> rows = Row.read(MODULE.resolve("PARITY.md"));

	@Test
	void rowsHaveFiveCells() {
		assertNoProblem((row) -> (row.cells().size() == 5 && row.cells().stream().noneMatch(String::isEmpty))
				? List.of() : List.of("has " + row.cells() + ", expected id, rule, Java, status and test"));
	}

	@Test
	void idsAreUniqueAndWithoutGaps() {
		Map<String, Integer> last = new HashMap<>();
		assertNoProblem((row) -> {
			Matcher id = Pattern.compile("([A-Z]{2}|S)-(\\d+)").matcher(row.id());
			if (!id.matches()) {
				return List.of("id is not of the form 'FW-01'");
			}
			int expected = last.merge(id.group(1), 1, Integer::sum);
			return (Integer.parseInt(id.group(2)) == expected) ? List.of()
					: List.of("id is out of order, expected number " + expected);
		});
	}

	@Test
	void statusesAreKnownAndSayWhy() {
		assertNoProblem((row) -> STATUS.matcher(row.status()).matches() ? List.of() : List.of("status is '"
				+ row.status() + "', expected 'same', 'open', or 'adapted: …' or 'left out: …' with the reason"));
	}

	@Test
	void whatIsThereHasCounterpartAndProof() {
		assertNoProblem((row) -> {
			boolean claims = row.status().startsWith("same") || row.status().startsWith("adapted");
			if (claims && (names(row.java()).isEmpty() || names(row.test()).isEmpty())) {
				return List
					.of("is '%s', but Java is '%s' and test is '%s'".formatted(row.status(), row.java(), row.test()));
			}
			boolean open = row.status().equals("open");
			return (open && !(row.java().equals(NOTHING) && row.test().equals(NOTHING)))
					? List.of("is open, but names '%s' and '%s'".formatted(row.java(), row.test())) : List.of();
		});
	}

	@Test
	void classesAndMethodsExist() {
		Sources sources = Sources.read("main");
		assertNoProblem((row) -> names(row.java()).stream()
			.filter((name) -> !sources.declares(name))
			.map((name) -> "Java names '" + name + "', which no main source declares")
			.toList());
	}

	@Test
	void testsExist() throws IOException {
		Sources sources = Sources.read("test");
		List<String> contract = Files
			.readAllLines(MODULE.resolve("src/test/resources/io/opsframework/simulation/hook-tools.txt"));
		assertNoProblem((row) -> names(row.test()).stream()
			.filter((name) -> !(name.startsWith("hook-tools.txt:") ? hasRow(contract, name) : sources.hasTest(name)))
			.map((name) -> "test names '" + name + "', which is no test")
			.toList());
	}

	private static boolean hasRow(List<String> contract, String name) {
		return contract.stream().anyMatch((line) -> line.startsWith(name.substring(name.indexOf(':') + 1) + " "));
	}

	private static List<String> names(String cell) {
		return Pattern.compile("`([^`]*)`").matcher(cell).results().map((match) -> match.group(1)).toList();
	}

	private void assertNoProblem(Function<Row, List<String>> check) {
		List<String> problems = new ArrayList<>();
		this.rows.forEach((row) -> check.apply(row).forEach((problem) -> problems.add(row + ": " + problem)));
		assertThat(problems).isEmpty();
		assertThat(this.rows).isNotEmpty();
	}

	/**
	 * A row of the table.
	 *
	 * @param line the number of its line
	 * @param cells what stands between the bars
	 */
	private record Row(int line, List<String> cells) {

		static List<Row> read(Path file) {
			List<Row> rows = new ArrayList<>();
			List<String> lines = readLines(file);
			for (int i = 0; i < lines.size(); i++) {
				String line = lines.get(i);
				if (line.startsWith("|") && !line.startsWith("| id |") && !line.startsWith("|---")) {
					rows.add(new Row(i + 1, cells(line)));
				}
			}
			return rows;
		}

		private static List<String> cells(String line) {
			String[] parts = line.split("\\|", -1);
			return Arrays.stream(parts, 1, parts.length - 1).map(String::strip).toList();
		}

		private static List<String> readLines(Path file) {
			try {
				return Files.readAllLines(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private String cell(int index) {
			return (index < this.cells.size()) ? this.cells.get(index) : "";
		}

		String id() {
			return cell(0);
		}

		String java() {
			return cell(2);
		}

		String status() {
			return cell(3);
		}

		String test() {
			return cell(4);
		}

		@Override
		public String toString() {
			return "PARITY.md, line %d, row %s".formatted(this.line, id());
		}

	}

	/**
	 * The sources of all modules, by the simple names of their classes.
	 *
	 * @param byClass the texts without comments; classes of two packages may share a name
	 */
	private record Sources(Map<String, List<String>> byClass) {

		private static final Pattern NAME = Pattern.compile("@?([A-Z]\\w*)(?:\\.([A-Z]\\w*))?(?:#(\\w+))?");

		private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");

		static Sources read(String kind) {
			Map<String, List<String>> byClass = new HashMap<>();
			// A module may stand in another one.
			try (Stream<Path> modules = Files.walk(MODULE.getParent(), 2)) {
				modules.map((module) -> module.resolve("src").resolve(kind).resolve("java"))
					.filter(Files::isDirectory)
					.forEach((directory) -> add(directory, byClass));
				return new Sources(byClass);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void add(Path directory, Map<String, List<String>> byClass) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
					byClass
						.computeIfAbsent(file.getFileName().toString().replace(".java", ""), (key) -> new ArrayList<>())
						.add(COMMENT.matcher(Files.readString(file)).replaceAll(""));
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		boolean declares(String name) {
			return find(name,
					(parts, source) -> declaresType(parts.group(2), source) && declaresMember(parts.group(3), source));
		}

		private static boolean declaresType(String nested, String source) {
			return nested == null || matches("(class|record|interface|enum) %s\\b", nested, source);
		}

		// A method, a component of a record, or a constant.
		private static boolean declaresMember(String member, String source) {
			return member == null || matches(
					"(?<!return|new|throw|else|case)[\\s>]\\s*(?<![.\\w])%s(\\s*\\(|[,)]|\\s*[;=])", member, source);
		}

		// A method ends with a blank line.
		boolean hasTest(String name) {
			String test = "(?s)@(Parameterized|Repeated)?Test\\b(?:(?!\\n\\n).)*?\\bvoid %s\\(";
			return name.contains("#") && find(name, (parts, source) -> matches(test, parts.group(3), source));
		}

		private static boolean matches(String pattern, String name, String source) {
			return Pattern.compile(pattern.formatted(name)).matcher(source).find();
		}

		private boolean find(String name, SourceCheck check) {
			Matcher parts = NAME.matcher(name);
			return parts.matches() && this.byClass.getOrDefault(parts.group(1), List.of())
				.stream()
				.anyMatch((source) -> check.test(parts, source));
		}

		/**
		 * What a source must have.
		 */
		@FunctionalInterface
		private interface SourceCheck {

			boolean test(MatchResult name, String source);

		}

	}

}
