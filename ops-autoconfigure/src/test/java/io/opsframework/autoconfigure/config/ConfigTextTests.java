package io.opsframework.autoconfigure.config;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.opsframework.autoconfigure.SimulatedCharm;
import io.opsframework.dispatch.Journal;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that what {@code juju config} says is data, never a placeholder or an expression.
 */
class ConfigTextTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@ParameterizedTest
	@ValueSource(strings = { "${user.home}", "${JUJU_CONTEXT_ID:none}", "\\${user.home}", "\\\\${user.home}",
			"a ${user.home} ${ b", "}{${user.home", "${${user.home}}", "${charm.config.greeting}", "${nothing}", "${}",
			"#{1 + 1}", "#{'a", "'#{1 + 1}' ${user.home}", "$", "{}", "\\", "\\{}", "#{T(java.lang.Runtime)}",
			"{a}${user.home:#{1 + 1}}" })
	void textOfOptionStaysAsItIs(String text) {
		set("greeting", text);
		runner(RecordCharm.class, ValueCharm.class, EnvironmentCharm.class, IndirectCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsOnly("record: " + text, "value: <" + text + ">",
					"environment: " + text, "indirect: " + text);
		});
	}

	@Test
	void textStaysAsItIsWithoutPlaceholderConfigurer() {
		set("greeting", "${user.home} #{1 + 1}");
		this.charm.runner(ValueCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("value: <${user.home} #{1 + 1}>");
		});
	}

	@Test
	void textStaysAsItIsInWhateverItIsConvertedTo() {
		set("greeting", "${user.home},#{1 + 1}");
		runner(TypesCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("[${user.home}, #{1 + 1}]",
					"Optional[${user.home},#{1 + 1}]", "${user.home},#{1 + 1}", "${user.home},#{1 + 1}",
					"${user.home},#{1 + 1}", "${user.home},#{1 + 1}");
		});
	}

	@Test
	void defaultOfRecordIsAsInSpringBoot() {
		runner(DefaultCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("#{1 + 1}");
		});
	}

	@Test
	void textThatDoesNotBindIsShownAsItIs() {
		set("idle-timeout", "${user.home}");
		this.charm.runner(InvalidConfigTests.Charm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.status()).startsWith("blocked: invalid config idle-timeout=${user.home}: ");
		});
	}

	@Test
	void placeholdersAndExpressionsOfAuthorAreResolved() {
		runner(AuthorCharm.class).withPropertyValues("author.sum=#{1 + ${author.two}}", "author.two=2")
			.run((context) -> {
				this.charm.hook(context, "start");
				assertThat(this.charm.journal().take()).containsExactly("3 on 8080");
			});
	}

	@Test
	void expressionReadsOptionAsData() {
		set("greeting", "'a,${user.home}");
		runner(ReadingExpressionCharm.class).run((context) -> {
			this.charm.hook(context, "start");
			assertThat(this.charm.journal().take()).containsExactly("['a, ${user.home}]");
		});
	}

	@Test
	void optionAsPartOfExpressionIsRefused() {
		runner(ExpressionCharm.class)
			.run((context) -> assertThatException().isThrownBy(() -> this.charm.hook(context, "start"))
				.havingRootCause()
				.withMessageContaining("#{'${charm.config.greeting}'.split(',')}")
				.withMessageContaining("environment['charm.config.<option>']"));
	}

	private void set(String option, Object value) {
		this.charm.model().config().set(option, value);
	}

	private ApplicationContextRunner runner(Class<?>... configurations) {
		return this.charm.runner(configurations)
			.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class));
	}

	@ConfigurationProperties("charm.config")
	record Options(String greeting) {
	}

	@EnableConfigurationProperties(Options.class)
	static class RecordCharm {

		@OnHook(StartEvent.class)
		void start(Options options, Journal journal) {
			journal.add("record: " + options.greeting());
		}

	}

	static class ValueCharm {

		@Value("<${charm.config.greeting}>")
		private String greeting;

		@OnHook(StartEvent.class)
		void start(Journal journal) {
			journal.add("value: " + this.greeting);
		}

	}

	static class EnvironmentCharm {

		@OnHook(StartEvent.class)
		void start(Environment environment, Journal journal) {
			journal.add("environment: " + environment.getProperty("charm.config.greeting"));
		}

	}

	static class IndirectCharm {

		@Value("${author.greeting:${charm.config.greeting}}")
		private String greeting;

		@OnHook(StartEvent.class)
		void start(Journal journal) {
			journal.add("indirect: " + this.greeting);
		}

	}

	@ConfigurationProperties("charm.config")
	record ListOptions(List<String> greeting) {
	}

	@ConfigurationProperties("charm.config")
	record OptionalOptions(Optional<String> greeting) {
	}

	@ConfigurationProperties("charm.config")
	record PathOptions(Path greeting) {
	}

	@ConfigurationProperties("charm.config")
	record FileOptions(File greeting) {
	}

	@ConfigurationProperties("charm.config")
	record ResourceOptions(Resource greeting) {
	}

	@EnableConfigurationProperties({ ListOptions.class, OptionalOptions.class, PathOptions.class, FileOptions.class,
			ResourceOptions.class })
	static class TypesCharm {

		@OnHook(StartEvent.class)
		void start(ListOptions list, OptionalOptions optional, PathOptions path, FileOptions file,
				ResourceOptions resource, Environment environment, Journal journal) {
			journal.add(list.greeting());
			journal.add(optional.greeting());
			journal.add(path.greeting());
			journal.add(file.greeting());
			journal.add(resource.greeting().getFilename());
			journal.add(Binder.get(environment)
				.bind("charm.config", Bindable.mapOf(String.class, String.class))
				.get()
				.get("greeting"));
		}

	}

	@ConfigurationProperties("charm.config")
	record DefaultOptions(@DefaultValue("#{1 + 1}") String idleTimeout) {
	}

	@EnableConfigurationProperties(DefaultOptions.class)
	static class DefaultCharm {

		@OnHook(StartEvent.class)
		void start(DefaultOptions options, Journal journal) {
			journal.add(options.idleTimeout());
		}

	}

	static class AuthorCharm {

		@Value("${author.sum} on ${charm.config.port}")
		private String sum;

		@OnHook(StartEvent.class)
		void start(Journal journal) {
			journal.add(this.sum);
		}

	}

	static class ReadingExpressionCharm {

		@Value("#{environment['charm.config.greeting'].split(',')}")
		private List<String> greetings;

		@OnHook(StartEvent.class)
		void start(Journal journal) {
			journal.add(this.greetings);
		}

	}

	static class ExpressionCharm {

		@Value("#{'${charm.config.greeting}'.split(',')}")
		private List<String> greetings;

		@OnHook(StartEvent.class)
		void start(Journal journal) {
			journal.add(this.greetings);
		}

	}

}
