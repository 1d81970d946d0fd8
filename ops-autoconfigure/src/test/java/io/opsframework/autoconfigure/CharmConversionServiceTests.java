package io.opsframework.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.opsframework.dispatch.Journal;
import io.opsframework.event.Deferrable;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.simulation.SimulatedAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.format.Formatter;
import org.springframework.format.annotation.DateTimeFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CharmConversionService}, and for a charm's records, which are bound as
 * its configuration is.
 */
class CharmConversionServiceTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	private final ApplicationContextRunner runner = this.charm.runner(Charm.class, Converters.class);

	@BeforeEach
	void relate() {
		this.charm.model().addRelation(RelationId.of("database:1"), "postgresql").addUnit(UnitName.of("postgresql/0"));
	}

	private void remoteData(Map<String, String> data) {
		this.charm.model().relation(1).updateDatabag("postgresql", data);
	}

	@Test
	void converterBeanReachesRelationData() {
		remoteData(Map.of("endpoints", "[\"a:1\",\"b:2\"]"));
		this.runner.run((context) -> {
			this.charm.relationHook(context, "changed", "database:1", "postgresql/0");
			assertThat(this.charm.journal().take()).containsExactly("a:1 b:2 postgres verify");
		});
	}

	@Test
	void nameAndDefaultReachRelationData() {
		remoteData(Map.of("endpoints", "a:1", "DB_NAME", "wiki", "ssl-mode", "off"));
		this.runner.run((context) -> {
			this.charm.relationHook(context, "changed", "database:1", "postgresql/0");
			assertThat(this.charm.journal().take()).containsExactly("a:1 wiki off");
		});
	}

	@Test
	void converterBeansReachParametersAndResultsOfAction() {
		this.runner.run((context) -> {
			SimulatedAction action = this.charm.action(context, "archive", Map.of("to", "s3:443", "zone", "zone-eu"));
			assertThat(action.failure()).isNull();
			assertThat(action.results()).containsEntry("target", "s3:443").containsEntry("in-zone", "zone-eu");
		});
	}

	@Test
	void nameAndDefaultReachParametersOfAction() {
		this.runner.run((context) -> {
			assertThat(this.charm.action(context, "archive", Map.of()).results()).containsEntry("target", "local:1");
			assertThat(this.charm.action(context, "archive", Map.of("target", "x:1")).failure())
				.isEqualTo("Unknown parameter 'target'; the action takes [to, zone]");
			assertThat(this.charm.action(context, "archive", Map.of("to", "nowhere")).failure())
				.isEqualTo("Parameter 'to' is not a Address");
		});
	}

	@Test
	void converterBeansWriteAndReadDeferredEvent() {
		this.runner.run((context) -> {
			this.charm.hook(context, "start");
			assertThat(String.valueOf(this.charm.store().load().get("deferred"))).contains("moved-to=a:1")
				.contains("zone=zone-eu")
				.contains("b:2=1926-01-02T03:04:05")
				.doesNotContain("count");
			this.charm.hook(context, "config-changed");
			String moved = new Moved(new Address("a", 1), Optional.of(new Zone("eu")),
					Map.of(new Address("b", 2), LocalDateTime.of(1926, 1, 2, 3, 4, 5)), 7)
				.toString();
			assertThat(this.charm.journal().take()).containsExactly(moved, moved);
		});
	}

	@Test
	void whenComponentOfDeferredEventIsMissingTakesItsDefault() {
		this.runner.run((context) -> {
			RecordMapper mapper = context.getBean(RecordMapper.class);
			Map<String, Object> stored = Map.of("moved-to", "a:1", "since", Map.of());
			assertThat(mapper.read(Moved.class, stored))
				.isEqualTo(new Moved(new Address("a", 1), Optional.empty(), Map.of(), 7));
		});
	}

	@Test
	void whenThereAreNoConvertersRecordsAreStructures() {
		this.charm.runner(Charm.class).run((context) -> {
			RecordMapper mapper = context.getBean(RecordMapper.class);
			Map<String, Object> written = mapper.write(new Result(new Address("h", 1), null));
			assertThat(written).isEqualTo(Map.of("target", Map.of("host", "h", "port", 1)));
		});
	}

	@Test
	void converterOfHooksConfigIsThatOfTheHook() {
		this.charm.runner(Charm.class, Greeting.class).run((context) -> {
			this.charm.model().config().set("greeting", "hello");
			assertThat(this.charm.action(context, "archive", Map.of("to", "x")).results().get("target"))
				.hasToString("{host=hello, port=1}");
			this.charm.model().config().set("greeting", "bye");
			assertThat(this.charm.action(context, "archive", Map.of("to", "x")).results().get("target"))
				.hasToString("{host=bye, port=1}");
		});
	}

	@Test
	void convertersAreMadeWhenSomethingIsConverted() {
		this.charm.runner(Charm.class, LazyConverter.class).run((context) -> {
			AtomicInteger made = context.getBean("made", AtomicInteger.class);
			this.charm.hook(context, "install");
			assertThat(made).hasValue(0);
			conversion(context).canConvert(String.class, Zone.class);
			assertThat(made).hasPositiveValue();
		});
	}

	@Test
	void conversionServiceOfCharmIsTheOnlyCandidate() {
		this.charm.runner(Charm.class, OwnConversionService.class).run((context) -> {
			ConversionService own = context.getBean("conversionService", ConversionService.class);
			assertThat(context.getBean(Injected.class).service).isSameAs(own);
			assertThat(context.getBean(ConversionService.class)).isSameAs(own);
			assertThat(conversion(context).convert("a", Address.class)).isEqualTo(new Address("own", 1));
			assertThat(conversion(context).convert("5s", Duration.class)).hasSeconds(5);
		});
	}

	@Test
	void isNoCandidateWhereCharmHasNone() {
		this.charm.runner(Injected.class).run((context) -> {
			assertThat(context.getBean(Injected.class).service).isNull();
			assertThat(conversion(context)).isInstanceOf(CharmConversionService.class);
		});
	}

	@Test
	void datesAreWrittenForEveryLocaleUnlessTheyHaveFormat() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.US);
			this.runner.run((context) -> {
				RecordMapper mapper = context.getBean(RecordMapper.class);
				Dates dates = new Dates(LocalDateTime.of(1926, 1, 2, 3, 4, 5), LocalDateTime.of(1926, 1, 2, 3, 4));
				assertThat(mapper.write(dates))
					.isEqualTo(Map.of("at", "1926-01-02T03:04:05", "on", "02.01.1926 03:04"));
				assertThat(mapper.read(Dates.class, mapper.write(dates))).isEqualTo(dates);
			});
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@Test
	void springBootsConvertersWriteToo() {
		this.runner.run((context) -> {
			RecordMapper mapper = context.getBean(RecordMapper.class);
			Host host = new Host(InetAddress.getByAddress("h", new byte[] { 10, 0, 0, 1 }));
			assertThat(mapper.write(host)).isEqualTo(Map.of("address", "10.0.0.1"));
			assertThat(mapper.read(Host.class, mapper.write(host))).isEqualTo(host);
		});
	}

	private static ConversionService conversion(ApplicationContext context) {
		return context.getBean("jujuConversionService", ConversionService.class);
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

	record Zone(String name) {
	}

	record Credentials(List<Address> endpoints, @Name("DB_NAME") @DefaultValue("postgres") String database,
			@DefaultValue("verify") String sslMode) {

		@Override
		public String toString() {
			String addresses = String.join(" ", this.endpoints.stream().map(Address::toText).toList());
			return addresses + " " + this.database + " " + this.sslMode;
		}

	}

	record Parameters(@Name("to") @DefaultValue("local:1") Address target, Optional<Zone> zone) {
	}

	record Result(Address target, @Name("in-zone") @Nullable Zone zone) {
	}

	record Moved(@Name("moved-to") Address target, Optional<Zone> zone, Map<Address, LocalDateTime> since,
			@Name("n") @DefaultValue("7") int count) implements Deferrable {
	}

	record Dates(LocalDateTime at, @DateTimeFormat(pattern = "dd.MM.yyyy HH:mm") LocalDateTime on) {
	}

	record Host(InetAddress address) {
	}

	@ConfigurationProperties("charm.config")
	record Options(String greeting) {
	}

	static class Charm {

		private final Journal journal;

		private final ApplicationEventPublisher publisher;

		Charm(Journal journal, ApplicationEventPublisher publisher) {
			this.journal = journal;
			this.publisher = publisher;
		}

		@OnRelation("database")
		void changed(RelationChangedEvent event, @RemoteAppData Credentials credentials) {
			this.journal.add(credentials);
		}

		@OnAction("archive")
		Result archive(Parameters parameters) {
			return new Result(parameters.target(), parameters.zone().orElse(null));
		}

		@OnHook
		void start(StartEvent event) {
			this.publisher.publishEvent(new Moved(new Address("a", 1), Optional.of(new Zone("eu")),
					Map.of(new Address("b", 2), LocalDateTime.of(1926, 1, 2, 3, 4, 5)), 7));
		}

		@OnHook
		void moved(Moved event) {
			this.journal.add(event);
			event.defer("not yet");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Converters {

		// Its types are known from the method only.
		@Bean
		Converter<String, Address> addressReader() {
			return Address::parse;
		}

		@Bean
		@ConfigurationPropertiesBinding
		GenericConverter addressWriter() {
			return new GenericConverter() {

				@Override
				public Set<ConvertiblePair> getConvertibleTypes() {
					return Set.of(new ConvertiblePair(Address.class, String.class));
				}

				@Override
				public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
					return ((Address) source).toText();
				}

			};
		}

		@Bean
		Formatter<Zone> zoneFormatter() {
			return new Formatter<>() {

				@Override
				public Zone parse(String text, Locale locale) {
					return new Zone(text.substring("zone-".length()));
				}

				@Override
				public String print(Zone zone, Locale locale) {
					return "zone-" + zone.name();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Options.class)
	@Import(GreetingConverter.class)
	static class Greeting {

	}

	static class GreetingConverter implements Converter<String, Address> {

		private final Options options;

		GreetingConverter(Options options) {
			this.options = options;
		}

		@Override
		public Address convert(String source) {
			return new Address(this.options.greeting(), 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConverter {

		@Bean
		AtomicInteger made() {
			return new AtomicInteger();
		}

		@Bean
		@Lazy
		Converter<String, Zone> zoneConverter(AtomicInteger made) {
			made.incrementAndGet();
			return Zone::new;
		}

	}

	static class Injected {

		private final ConversionService service;

		Injected(ObjectProvider<ConversionService> service) {
			this.service = service.getIfAvailable();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Injected.class)
	static class OwnConversionService {

		@Bean
		ConversionService conversionService() {
			DefaultConversionService service = new DefaultConversionService();
			service.addConverter(String.class, Address.class, (text) -> new Address("own", 1));
			return service;
		}

	}

}
