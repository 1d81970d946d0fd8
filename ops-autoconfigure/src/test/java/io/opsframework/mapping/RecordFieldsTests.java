package io.opsframework.mapping;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.format.annotation.DateTimeFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RecordFields} with Spring Boot's annotations.
 */
class RecordFieldsTests {

	private final RecordMapper mapper = new RecordMapper(ApplicationConversionService.getSharedInstance());

	@Test
	void componentWithDefaultIsNotRequired() {
		assertThat(this.mapper.missingKeys(Defaults.class, Map.of())).containsExactly("required");
		Defaults read = this.mapper.read(Defaults.class, Map.of("required", "x"));
		assertThat(read.port()).isEqualTo(8080);
		assertThat(this.mapper.read(Defaults.class, Map.of("required", "x", "port", 1)).port()).isOne();
	}

	@Test
	void defaultsAreThoseOfSpringBootsBinder() {
		Defaults bound = new Binder(new MapConfigurationPropertySource(Map.of("a.required", "x")))
			.bind("a", Defaults.class)
			.get();
		assertThat(this.mapper.read(Defaults.class, Map.of("required", "x"))).isEqualTo(bound)
			.isEqualTo(new Defaults("x", 8080, Mode.FAST_ONE, Duration.ofSeconds(5), List.of("a,b"), Set.of(7), "",
					new Nested(null, 80, 0), List.of(), Map.of(), Optional.empty()));
	}

	@Test
	void defaultsOfArraysQueuesAndLists() {
		Lists read = this.mapper.read(Lists.class, Map.of());
		assertThat(read.array()).isEmpty();
		assertThat(read.deque()).containsExactly("a");
		assertThat(read.optional()).contains(3);
		assertThat(this.mapper.read(Names.class, Map.of()).names()).containsExactly("a", "b");
	}

	@Test
	void defaultTakesThePlaceOfNull() {
		assertThat(this.mapper.read(Nested.class, Map.of("host", "h", "inner-port", 1)))
			.isEqualTo(new Nested("h", 80, 1));
	}

	@Test
	void defaultOfWrongTypeIsAnErrorOfTheRecord() {
		assertThatIllegalStateException().isThrownBy(() -> this.mapper.read(WrongDefault.class, Map.of()))
			.withMessage("Default of component 'port' of %s: 'port' is not an integer", WrongDefault.class.getName());
		assertThatIllegalStateException().isThrownBy(() -> this.mapper.read(NoDefault.class, Map.of()))
			.withMessage("Default of component 'port' of %s: a int must have one that is not empty",
					NoDefault.class.getName());
	}

	@Test
	void nameIsTheKeyThatIsReadAndWritten() {
		Named named = new Named("u", 1);
		assertThat(this.mapper.keys(Named.class)).containsExactly("DB_URL", "import");
		assertThat(this.mapper.write(named)).isEqualTo(Map.of("DB_URL", "u", "import", 1));
		assertThat(this.mapper.read(Named.class, this.mapper.write(named))).isEqualTo(named);
		assertThat(this.mapper.read(Renamed.class, Map.of("server_host", "h"))).isEqualTo(new Renamed("h"));
		assertThat(this.mapper.missingKeys(Named.class, Map.of("location", "u"))).containsExactly("DB_URL", "import");
	}

	@Test
	void nameOfComponentIsUnknownWhereItHasAnother() {
		assertThat(this.mapper.unknownKeys(Named.class, Map.of("DB_URL", "u", "import", 1))).isEmpty();
		assertThat(this.mapper.unknownKeys(Named.class, Map.of("location", "u", "imported", 1)))
			.containsExactly("imported", "location");
	}

	@Test
	void formatOfComponentIsUsedToReadAndToWrite() {
		Formatted formatted = new Formatted(LocalDate.of(2026, 2, 1), Duration.ofSeconds(5));
		assertThat(this.mapper.read(Formatted.class, Map.of("day", "01.02.2026", "pause", "5"))).isEqualTo(formatted);
		assertThat(this.mapper.write(formatted)).containsEntry("day", "01.02.2026");
	}

	enum Mode {

		SLOW_ONE, FAST_ONE

	}

	record Nested(@Nullable String host, @DefaultValue("80") int port, int innerPort) {
	}

	record Defaults(String required, @DefaultValue("8080") int port, @DefaultValue("fast-one") Mode mode,
			@DefaultValue("5s") Duration pause, @DefaultValue("a,b") List<String> names,
			@DefaultValue("7") Set<Integer> numbers, @DefaultValue("") String empty, @DefaultValue Nested nested,
			@DefaultValue List<String> emptyList, @DefaultValue Map<String, Integer> emptyMap,
			@DefaultValue Optional<String> emptyOptional) {
	}

	record Lists(@DefaultValue int[] array, @DefaultValue("a") Deque<String> deque,
			@DefaultValue("3") Optional<Integer> optional) {
	}

	record Names(List<String> names) {

		Names(@DefaultValue({ "a", "b" }) List<String> names) {
			this.names = names;
		}

	}

	record WrongDefault(@DefaultValue("many") int port) {
	}

	record NoDefault(@DefaultValue int port) {
	}

	record Named(@Name("DB_URL") String location, @Name("import") int imported) {
	}

	record Renamed(@Name("serverHost") String location) {
	}

	record Formatted(@DateTimeFormat(pattern = "dd.MM.yyyy") LocalDate day,
			@DurationUnit(ChronoUnit.SECONDS) Duration pause) {
	}

}
