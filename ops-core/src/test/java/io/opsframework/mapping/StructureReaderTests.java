package io.opsframework.mapping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

import io.opsframework.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.format.support.DefaultFormattingConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StructureReader}.
 */
class StructureReaderTests {

	private final RecordMapper mapper = new RecordMapper(new DefaultFormattingConversionService());

	@Test
	void readsCollectionsOfEveryKind() {
		Map<String, Object> values = new HashMap<>();
		this.mapper.keys(Collections.class).forEach((key) -> values.put(key, "[3,1,3]"));
		values.put("levels", "HIGH,LOW");
		Collections read = this.mapper.read(Collections.class, values);
		assertThat(read.collection()).isInstanceOf(ArrayList.class).hasToString("[3, 1, 3]");
		assertThat(read.sorted()).hasToString("[1, 3]");
		assertThat(read.navigable()).hasToString("[1, 3]");
		assertThat(read.queue()).hasToString("[3, 1, 3]");
		assertThat(read.deque()).hasToString("[3, 1, 3]");
		assertThat(read.arrayDeque()).hasToString("[3, 1, 3]");
		assertThat(read.treeSet()).hasToString("[1, 3]");
		assertThat(read.levels()).containsExactly(Level.LOW, Level.HIGH);
		assertThat(read.optionals()).containsExactly(Optional.of(3), Optional.of(1), Optional.of(3));
	}

	@Test
	void readsMapsOfEveryKindWithKeysOfTheirTypes() {
		Map<String, Object> values = new HashMap<>();
		this.mapper.keys(Maps.class).forEach((key) -> values.put(key, "{\"443\":\"tls\",\"80\":\"plain\"}"));
		values.put("enums", "{\"HIGH\":1}");
		Maps read = this.mapper.read(Maps.class, values);
		for (SortedMap<Integer, String> map : List.of(read.sorted(), read.navigable(), read.tree())) {
			assertThat(map).hasToString("{80=plain, 443=tls}");
		}
		assertThat(read.concurrent()).containsEntry(80L, "plain");
		assertThat(read.enums()).isEqualTo(Map.of(Level.HIGH, 1));
		assertThat(read.plain()).isExactlyInstanceOf(LinkedHashMap.class).containsEntry("80", "plain");
	}

	@Test
	void readsAndWritesArrays() {
		Map<String, Object> values = Map.of("numbers", "[1,2]", "names", "a,b", "matrix", "[[1],[2,3]]", "inners",
				"[{\"name\":\"x\"}]", "secret", "a,b");
		Arrays read = this.mapper.read(Arrays.class, values);
		assertThat(read.numbers()).containsExactly(1, 2);
		assertThat(read.names()).containsExactly("a", "b");
		assertThat(read.matrix()).isDeepEqualTo(new long[][] { { 1 }, { 2, 3 } });
		assertThat(read.inners()).containsExactly(new Inner("x"));
		assertThat(read.secret()).containsExactly('a', 'b');
		assertThat(Json.write(this.mapper.write(read))).isEqualTo(
				"{\"numbers\":[1,2],\"names\":[\"a\",\"b\"],\"matrix\":[[1],[2,3]],\"inners\":[{\"name\":\"x\"}],\"secret\":\"a,b\"}");
	}

	@Test
	void readsWhatItWrites() {
		Sortable written = new Sortable(new TreeSet<>(List.of("b", "a")), new TreeMap<>(Map.of(80, List.of(Level.LOW))),
				new EnumMap<>(Map.of(Level.HIGH, 1)));
		Map<String, Object> values = this.mapper.write(written);
		assertThat(values).containsEntry("by-level", Map.of("HIGH", 1));
		assertThat(this.mapper.read(Sortable.class, values)).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			numbers   | [1,null]         | 'numbers' cannot be made a int[]
			ports     | {"http":"s3cr3t"} | 'ports' has a key that is not an integer
			by-level  | {"mid":1}        | 'by-level' has a key that is not one of low, high
			sorted    | ["s3cr3t",null]  | 'sorted' cannot be made a SortedSet
			records   | [{"name":"s3cr3t"}] | 'records' cannot be made a NavigableSet
			blocking  | s3cr3t           | 'blocking' cannot be made a BlockingQueue
			""")
	void whatCannotBeMadeIsNamedByItsKeyAndNotShown(String key, String value, String message) {
		assertThatExceptionOfType(MappingException.class)
			.isThrownBy(() -> this.mapper.read(Refusing.class, Map.of(key, value)))
			.withMessage(message);
	}

	enum Level {

		LOW, HIGH;

		@Override
		public String toString() {
			return "level " + ordinal();
		}

	}

	record Inner(String name) {
	}

	record Collections(Collection<Integer> collection, SortedSet<Integer> sorted, NavigableSet<Integer> navigable,
			Queue<Integer> queue, Deque<Integer> deque, ArrayDeque<Integer> arrayDeque, TreeSet<Integer> treeSet,
			EnumSet<Level> levels, List<Optional<Integer>> optionals) {
	}

	record Maps(SortedMap<Integer, String> sorted, NavigableMap<Integer, String> navigable,
			TreeMap<Integer, String> tree, ConcurrentHashMap<Long, String> concurrent, EnumMap<Level, Integer> enums,
			Map<String, String> plain) {
	}

	record Arrays(int[] numbers, String[] names, long[][] matrix, Inner[] inners, char[] secret) {
	}

	record Sortable(SortedSet<String> names, SortedMap<Integer, List<Level>> ports, Map<Level, Integer> byLevel) {
	}

	record Refusing(Optional<int[]> numbers, Optional<Map<Integer, String>> ports,
			Optional<Map<Level, Integer>> byLevel, Optional<SortedSet<String>> sorted,
			Optional<NavigableSet<Inner>> records, Optional<BlockingQueue<String>> blocking) {
	}

}
