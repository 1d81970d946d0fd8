package io.opsframework.autoconfigure.verification;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.autoconfigure.FailureAnalyses;
import io.opsframework.autoconfigure.SimulatedCharm;
import io.opsframework.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.convert.converter.Converter;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that configuration records are held against what the charm declares.
 */
class ConfigRecordTests {

	private final SimulatedCharm charm = new SimulatedCharm();

	@Test
	void componentWithoutOptionIsExplained() {
		FailureAnalysis analysis = analysis(Undeclared.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"UndeclaredOptions has the component 'colour', and charmcraft.yaml declares no option 'colour'.");
		assertThat(analysis.getAction()).startsWith("Take it out of " + UndeclaredOptions.class.getName())
			.contains("charmcraft.yaml")
			.endsWith("    colour: {type: string}");
	}

	@Test
	void lineForMissingOptionHasTypeAndDefault() {
		assertThat(analysis(UndeclaredNumber.class).getAction()).endsWith("    max-size: {type: int, default: 7}");
		assertThat(analysis(UndeclaredFlag.class).getAction()).endsWith("    fast: {type: boolean}");
		assertThat(analysis(UndeclaredText.class).getAction())
			.endsWith("    title: {type: string, default: \"Hello, world\"}");
	}

	@Test
	void componentThatCannotHoldItsOptionIsExplained() {
		FailureAnalysis analysis = analysis(FlagForInt.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"FlagForIntOptions takes option 'port' as boolean, which cannot hold what charmcraft.yaml declares, the type int.");
		assertThat(analysis.getAction()).startsWith("Write 'long port' in " + FlagForIntOptions.class.getName())
			.endsWith("    port: {type: boolean}");
	}

	@Test
	void componentOfSecretThatIsSomethingElseIsExplained() {
		assertThat(analysis(IntForSecret.class).getAction()).startsWith("Write 'Secret apiToken' in ");
	}

	@ParameterizedTest
	@ValueSource(classes = { IntForBoolean.class, IntForSecret.class, OptionalIntForBoolean.class, IntForString.class,
			PathForInt.class, SecretForInt.class })
	void componentOfWrongTypeIsRefused(Class<?> configuration) {
		assertThat(analysis(configuration).getDescription()).contains("cannot hold what charmcraft.yaml declares");
	}

	@Test
	void componentWithOtherDefaultIsExplained() {
		FailureAnalysis analysis = analysis(OtherDefault.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"OtherDefaultOptions has the default '9090' for option 'port', and charmcraft.yaml has '8080', which is what Juju says.");
		assertThat(analysis.getAction())
			.startsWith("Write @DefaultValue(\"8080\") in " + OtherDefaultOptions.class.getName())
			.endsWith("    port: {type: int, default: 9090}");
	}

	@Test
	void recordThatFitsStarts() {
		this.charm.runner(Fitting.class, FittingBean.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatConvertersOfTheCharmMakeIsNotKnown() {
		assertThat(analysis(DateForString.class).getDescription()).contains("as LocalDate, which cannot hold");
		this.charm.runner(DateForString.class, DateConverter.class)
			.run((context) -> assertThat(context).hasNotFailed());
		this.charm.runner(IntForString.class, DateConverter.class).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void recordsElsewhereAreNoneOfOurs() {
		this.charm.runner(Elsewhere.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void applicationIsNotProcessedAheadOfTimeWithRecordThatDoesNotFit() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("ops.charm.directory=" + SimulatedCharm.directory()).applyTo(context);
			context.register(io.opsframework.autoconfigure.CharmAutoConfiguration.class, Undeclared.class);
			assertThat(FailureAnalyses
				.of(() -> new ApplicationContextAotGenerator().processAheadOfTime(context, new TestGenerationContext()))
				.getDescription()).contains("no option 'colour'");
		}
	}

	private FailureAnalysis analysis(Class<?> configuration) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.charm.runner(configuration).run((context) -> analysis[0] = FailureAnalyses.of(context));
		return analysis[0];
	}

	@ConfigurationProperties("charm.config")
	record UndeclaredOptions(String greeting, String colour) {
	}

	@EnableConfigurationProperties(UndeclaredOptions.class)
	static class Undeclared {

	}

	@ConfigurationProperties("charm.config")
	record UndeclaredNumberOptions(@DefaultValue("7") int maxSize) {
	}

	@EnableConfigurationProperties(UndeclaredNumberOptions.class)
	static class UndeclaredNumber {

	}

	@ConfigurationProperties("charm.config")
	record UndeclaredFlagOptions(Optional<Boolean> fast) {
	}

	@EnableConfigurationProperties(UndeclaredFlagOptions.class)
	static class UndeclaredFlag {

	}

	@ConfigurationProperties("charm.config")
	record UndeclaredTextOptions(@DefaultValue("Hello, world") String title) {
	}

	@EnableConfigurationProperties(UndeclaredTextOptions.class)
	static class UndeclaredText {

	}

	@ConfigurationProperties("charm.config")
	record DateForStringOptions(LocalDate greeting) {
	}

	@EnableConfigurationProperties(DateForStringOptions.class)
	static class DateForString {

	}

	@ConfigurationPropertiesBinding
	static class DateConverter implements Converter<String, LocalDate> {

		@Override
		public LocalDate convert(String text) {
			return LocalDate.EPOCH;
		}

	}

	@ConfigurationProperties("charm.config")
	record FlagForIntOptions(boolean port) {
	}

	@EnableConfigurationProperties(FlagForIntOptions.class)
	static class FlagForInt {

	}

	@ConfigurationProperties("charm.config")
	record IntForBooleanOptions(int verbose) {
	}

	@EnableConfigurationProperties(IntForBooleanOptions.class)
	static class IntForBoolean {

	}

	@ConfigurationProperties("charm.config")
	record OptionalIntForBooleanOptions(Optional<Integer> verbose) {
	}

	@EnableConfigurationProperties(OptionalIntForBooleanOptions.class)
	static class OptionalIntForBoolean {

	}

	@ConfigurationProperties("charm.config")
	record IntForSecretOptions(int apiToken) {
	}

	@EnableConfigurationProperties(IntForSecretOptions.class)
	static class IntForSecret {

	}

	@ConfigurationProperties("charm.config")
	record SecretForIntOptions(Optional<Secret> port) {
	}

	@EnableConfigurationProperties(SecretForIntOptions.class)
	static class SecretForInt {

	}

	@ConfigurationProperties("charm.config")
	record IntForStringOptions(int greeting) {
	}

	@EnableConfigurationProperties(IntForStringOptions.class)
	static class IntForString {

	}

	@ConfigurationProperties("charm.config")
	record PathForIntOptions(Path port) {
	}

	@EnableConfigurationProperties(PathForIntOptions.class)
	static class PathForInt {

	}

	@ConfigurationProperties("charm.config")
	record OtherDefaultOptions(@DefaultValue("9090") int port) {
	}

	@EnableConfigurationProperties(OtherDefaultOptions.class)
	static class OtherDefault {

	}

	enum LogLevel {

		DEBUG, INFO

	}

	@ConfigurationProperties("charm.config")
	record FittingOptions(@Name("greeting") @DefaultValue("Hello") List<String> words, @DefaultValue("8080") Long port,
			@DefaultValue("INFO") LogLevel logLevel, @DefaultValue("5m") Duration idleTimeout,
			Optional<Boolean> verbose, String apiToken) {
	}

	@ConfigurationProperties("charm.config")
	record OtherFittingOptions(Path greeting, DataSize port, char[] logLevel, Optional<Duration> idleTimeout,
			String verbose) {
	}

	@EnableConfigurationProperties({ FittingOptions.class, OtherFittingOptions.class })
	static class Fitting {

	}

	@ConfigurationProperties("charm.config")
	static class BeanOptions {

		private String greeting = "Good day";

		String getGreeting() {
			return this.greeting;
		}

		void setGreeting(String greeting) {
			this.greeting = greeting;
		}

		String getLength() {
			return String.valueOf(this.greeting.length());
		}

	}

	@EnableConfigurationProperties(BeanOptions.class)
	static class FittingBean {

	}

	@ConfigurationProperties("charm.configuration")
	record ElsewhereOptions(Map<String, String> anything, String colour) {
	}

	@EnableConfigurationProperties(ElsewhereOptions.class)
	static class Elsewhere {

	}

}
