package io.opsframework.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opsframework.json.Json;
import io.opsframework.juju.UnitName;
import org.junit.jupiter.api.Test;

import org.springframework.core.convert.support.DefaultConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ValueWriter}.
 */
class ValueWriterTests {

	private final DefaultConversionService conversion = new DefaultConversionService();

	private final RecordMapper mapper = new RecordMapper(this.conversion);

	@Test
	void convertersToTextAreUsedForValuesElementsAndKeys() {
		this.conversion.addConverter(Address.class, String.class, Address::toText);
		this.conversion.addConverter(String.class, Address.class, Address::parse);
		this.conversion.addConverter(Level.class, String.class, (level) -> "level " + level.ordinal());
		Address address = new Address("h", 1);
		Addresses addresses = new Addresses(address, List.of(address), Map.of(address, Level.HIGH));
		assertThat(this.mapper.write(addresses)).containsExactly(Map.entry("one", "h:1"),
				Map.entry("more", List.of("h:1")), Map.entry("levels", Map.of("h:1", "level 0")));
	}

	@Test
	void recordWithConverterInBothDirectionsIsReadAsItIsWritten() {
		this.conversion.addConverter(Address.class, String.class, Address::toText);
		this.conversion.addConverter(String.class, Address.class, Address::parse);
		Addresses addresses = new Addresses(new Address("h", 1), List.of(), Map.of(new Address("i", 2), Level.HIGH));
		assertThat(this.mapper.read(Addresses.class, this.mapper.write(addresses))).isEqualTo(addresses);
	}

	@Test
	void valueThatContainsItselfIsRefused() {
		List<Object> endless = new ArrayList<>();
		endless.add(Map.of("again", endless));
		assertThatIllegalArgumentException().isThrownBy(() -> this.mapper.writeValue(endless))
			.withMessage("a value has more than 512 levels of nesting: does it contain itself?");
	}

	@Test
	void recordThatIsOnlyReadFromTextIsWrittenAsStructure() {
		this.conversion.addConverter(String.class, Address.class, Address::parse);
		Holder holder = new Holder(new Address("h", 1));
		assertThat(this.mapper.write(holder)).isEqualTo(Map.of("address", Map.of("host", "h", "port", 1)));
		assertThat(this.mapper.read(Holder.class, this.mapper.write(holder))).isEqualTo(holder);
		assertThat(this.mapper.read(Holder.class, Map.of("address", "h:1"))).isEqualTo(holder);
	}

	@Test
	void recordThatIsOnlyWrittenAsTextIsWrittenAsStructure() {
		this.conversion.addConverter(Address.class, String.class, Address::toText);
		Holder holder = new Holder(new Address("h", 1));
		assertThat(this.mapper.read(Holder.class, this.mapper.write(holder))).isEqualTo(holder);
	}

	@Test
	void recordOfOneTextIsWrittenByItsConverter() {
		this.conversion.addConverter(Label.class, String.class, (label) -> "<" + label.text() + ">");
		assertThat(this.mapper.write(new Labelled(new Label("a")))).isEqualTo(Map.of("label", "<a>"));
	}

	@Test
	void recordWithMethodThatReadsTextIsWrittenByItsToString() {
		UnitHolder holder = new UnitHolder(UnitName.of("wiki/0"));
		assertThat(this.mapper.write(holder)).isEqualTo(Map.of("unit", "wiki/0"));
		assertThat(this.mapper.read(UnitHolder.class, Map.of("unit", "wiki/0"))).isEqualTo(holder);
	}

	@Test
	void pathIsNoListOfNames() {
		assertThat(this.mapper.write(new Located(Path.of("a", "b")))).isEqualTo(Map.of("path", Path.of("a", "b") + ""));
	}

	@Test
	void whatHasNoOrderIsWrittenInTheSameOrderAlways() {
		Map<String, Integer> map = new HashMap<>(2048);
		Set<String> set = new HashSet<>(2048);
		for (String key : List.of("zebra", "b", "Aa", "BB", "y", "c")) {
			map.put(key, 1);
			set.add(key);
		}
		Map<String, Object> written = this.mapper.write(new Unordered(map, set));
		assertThat(Json.write(written.get("map"))).isEqualTo("{\"Aa\":1,\"BB\":1,\"b\":1,\"c\":1,\"y\":1,\"zebra\":1}");
		assertThat(written.get("set")).isEqualTo(List.of("Aa", "BB", "b", "c", "y", "zebra"));
	}

	@Test
	void orderOfItsOwnIsKept() {
		Map<String, Integer> map = new LinkedHashMap<>();
		map.put("b", 1);
		map.put("a", 2);
		Map<String, Object> written = this.mapper.write(new Unordered(map, new LinkedHashSet<>(List.of("b", "a"))));
		assertThat(Json.write(written)).isEqualTo("{\"map\":{\"b\":1,\"a\":2},\"set\":[\"b\",\"a\"]}");
	}

	enum Level {

		HIGH

	}

	record Address(String host, int port) {

		static Address parse(String text) {
			String[] parts = text.split(":");
			return new Address(parts[0], Integer.parseInt(parts[1]));
		}

		String toText() {
			return this.host + ":" + this.port;
		}

	}

	record Addresses(Address one, List<Address> more, Map<Address, Level> levels) {
	}

	record Holder(Address address) {
	}

	/**
	 * Public, since only then its constructor makes it from a text.
	 *
	 * @param text the text
	 */
	public record Label(String text) {
	}

	record Labelled(Label label) {
	}

	record UnitHolder(UnitName unit) {
	}

	record Located(Path path) {
	}

	record Unordered(Map<String, Integer> map, Set<String> set) {
	}

}
