package io.opsframework.autoconfigure.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.opsframework.autoconfigure.CharmAutoConfiguration;
import io.opsframework.autoconfigure.FailureAnalyses;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that listeners of actions are held against what the charm declares.
 */
class ActionListenerVerifierTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void declare() throws IOException {
		Files.writeString(this.directory.resolve("charmcraft.yaml"), """
				name: greeter
				actions:
				  backup:
				    params:
				      depth: {type: integer, default: 3}
				      dry-run: {type: boolean, default: false}
				      target: {type: string}
				    required: [target]
				  prune:
				    params:
				      age: {type: string, default: 60s}
				      ratio: {type: number}
				      tags: {type: array, items: {type: string}, default: [old, small]}
				      ids: {type: array, items: {type: integer}}
				      labels: {type: object}
				      range:
				        type: object
				        properties: {from: {type: integer}, to: {type: integer}}
				        required: [from]
				      steps: {type: array, items: {type: object, properties: {name: {type: string}}}}
				      mode: {enum: [fast, safe]}
				      level: {type: [string, "null"]}
				      db_name: {type: string, default: main}
				  import:
				    additionalProperties: true
				    params:
				      file: {type: string}
				""");
	}

	private ApplicationContextRunner runner(Class<?>... charm) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CharmAutoConfiguration.class))
			.withPropertyValues("ops.charm.directory=" + this.directory)
			.withUserConfiguration(charm);
	}

	private FailureAnalysis analysis(Class<?> charm) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		runner(charm).run((context) -> analysis[0] = FailureAnalyses.of(context));
		return analysis[0];
	}

	@Test
	void componentWithoutParameterIsExplained() {
		FailureAnalysis analysis = analysis(Undeclared.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"Parameters has the component 'retryCount', and charmcraft.yaml declares no parameter 'retry-count' of action 'backup'.");
		assertThat(analysis.getAction()).startsWith("Take it out of " + Undeclared.Parameters.class.getName())
			.contains("charmcraft.yaml, below actions.backup.params:")
			.endsWith("    retry-count: {type: integer, default: 7}");
	}

	@Test
	void parameterWithoutComponentIsExplained() {
		FailureAnalysis analysis = analysis(Incomplete.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"Parameters has no component for parameter 'dry-run' of action 'backup', so that the action fails when it is given.");
		assertThat(analysis.getAction()).startsWith("Take it out of charmcraft.yaml, below actions.backup.params")
			.contains(Incomplete.Parameters.class.getName())
			.endsWith("    boolean dryRun");
	}

	@Test
	void componentThatCannotHoldItsParameterIsExplained() {
		FailureAnalysis analysis = analysis(FlagForInteger.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"Parameters takes parameter 'depth' of action 'backup' as boolean, which cannot hold what charmcraft.yaml declares, the type integer.");
		assertThat(analysis.getAction())
			.startsWith("Write 'long depth' in " + FlagForInteger.Parameters.class.getName())
			.contains("below actions.backup.params:")
			.endsWith("    depth: {type: boolean}");
	}

	@ParameterizedTest
	@ValueSource(classes = { NumberForString.class, IntForNumber.class, StringForList.class, NumbersForStrings.class,
			FlagsForNumbers.class, TextForObject.class, ListForFlag.class, MapForInteger.class })
	void componentOfWrongTypeIsRefused(Class<?> charm) {
		assertThat(analysis(charm).getDescription()).contains("cannot hold what charmcraft.yaml declares");
	}

	@Test
	void componentWithOtherDefaultIsExplained() {
		FailureAnalysis analysis = analysis(OtherDefault.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"Parameters has the default '5' for parameter 'depth' of action 'backup', and charmcraft.yaml has '3', which is what Juju says.");
		assertThat(analysis.getAction())
			.startsWith("Write @DefaultValue(\"3\") in " + OtherDefault.Parameters.class.getName())
			.endsWith("    depth: {type: integer, default: 5}");
	}

	@Test
	void listWithOtherDefaultIsExplained() {
		FailureAnalysis analysis = analysis(OtherDefaultList.class);
		assertThat(analysis.getAction()).startsWith("Write @DefaultValue({ \"old\", \"small\" }) in ")
			.endsWith("    tags: {type: array, default: [old,large]}");
	}

	@Test
	void listWithSameDefaultIsTaken() {
		assertThat(analysis(SameDefaultList.class).getDescription()).contains("has no component for parameter 'age'");
	}

	@Test
	void componentThatMustBeGivenIsExplained() {
		FailureAnalysis analysis = analysis(NotRequired.class);
		assertThat(analysis.getDescription()).isEqualTo(
				"Parameters cannot do without parameter 'ratio' of action 'prune', which charmcraft.yaml does not require.");
		assertThat(analysis.getAction())
			.startsWith("Take an Optional, or write a @DefaultValue, in " + NotRequired.Parameters.class.getName())
			.contains("charmcraft.yaml, below actions.prune:")
			.endsWith("    required: [ratio]");
	}

	@Test
	void componentBelowParameterIsExplained() {
		FailureAnalysis analysis = analysis(UndeclaredBelow.class);
		assertThat(analysis.getDescription()).contains("Range has the component 'step'",
				"no parameter 'range.step' of action 'prune'");
		assertThat(analysis.getAction()).contains("below actions.prune.params.range.properties:")
			.endsWith("    step: {type: integer}");
	}

	@Test
	void componentBelowElementsIsExplained() {
		assertThat(analysis(NotRequiredBelow.class).getAction())
			.contains("charmcraft.yaml, below actions.prune.params.steps.items:")
			.endsWith("    required: [name]");
	}

	@Test
	void listenersThatFitStart() {
		runner(Fitting.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void actionThatTakesOthersIsNotHeldAgainstItsParameters() {
		runner(Open.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whatConvertersOfTheCharmMakeIsNotKnown() {
		assertThat(analysis(Dates.class).getDescription()).contains("parameter 'age' of action 'prune' as LocalDate");
		runner(Dates.class, DateConverter.class)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("has no component for parameter 'ratio'"));
		runner(NumberForString.class, DateConverter.class).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void recordOfArgumentResolverIsNoneOfParameters() {
		runner(Undeclared.class, Resolver.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(classes = { TextResult.class, ListResult.class, OptionalResult.class, NumberResult.class })
	void returnTypeThatIsNoResultsIsRefused(Class<?> charm) {
		FailureAnalysis analysis = analysis(charm);
		assertThat(analysis.getDescription()).startsWith("Listener " + charm.getSimpleName() + ".")
			.contains("the results of a");
		assertThat(analysis.getAction()).contains("Map.of(");
	}

	@Test
	void returnTypeIsExplained() {
		assertThat(analysis(TextResult.class).getDescription()).isEqualTo(
				"Listener TextResult.backup returns a String, and the results of action 'backup' are a record or a map");
	}

	@Test
	void applicationIsNotProcessedAheadOfTimeWithListenerThatDoesNotFit() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("ops.charm.directory=" + this.directory).applyTo(context);
			context.register(CharmAutoConfiguration.class, TextResult.class);
			assertThat(FailureAnalyses
				.of(() -> new ApplicationContextAotGenerator().processAheadOfTime(context, new TestGenerationContext()))
				.getDescription()).contains("returns a String");
		}
	}

	static class Undeclared {

		@OnAction("backup")
		void backup(Parameters parameters) {
		}

		record Parameters(String target, @DefaultValue("7") int retryCount) {
		}

	}

	static class Incomplete {

		@OnAction("backup")
		void backup(Parameters parameters) {
		}

		record Parameters(String target, int depth) {
		}

	}

	static class FlagForInteger {

		@OnAction("backup")
		void backup(Parameters parameters) {
		}

		record Parameters(String target, boolean depth, boolean dryRun) {
		}

	}

	static class NumberForString {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(int age) {
		}

	}

	static class IntForNumber {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(Optional<Integer> ratio) {
		}

	}

	static class StringForList {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(String tags) {
		}

	}

	static class NumbersForStrings {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(@DefaultValue("60s") int[] age) {
		}

	}

	static class FlagsForNumbers {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(Optional<List<Boolean>> ids) {
		}

	}

	static class TextForObject {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(@Nullable String range) {
		}

	}

	static class ListForFlag {

		@OnAction("backup")
		void backup(Parameters parameters) {
		}

		record Parameters(List<String> dryRun) {
		}

	}

	static class MapForInteger {

		@OnAction("backup")
		void backup(Parameters parameters) {
		}

		record Parameters(Map<String, String> depth) {
		}

	}

	static class OtherDefault {

		@OnAction("backup")
		void backup(Parameters parameters) {
		}

		record Parameters(String target, @DefaultValue("5") int depth, boolean dryRun) {
		}

	}

	static class OtherDefaultList {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(List<String> tags) {

			Parameters(@DefaultValue({ "old", "large" }) List<String> tags) {
				this.tags = tags;
			}

		}

	}

	static class SameDefaultList {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(List<String> tags) {

			Parameters(@DefaultValue({ "old", "small" }) List<String> tags) {
				this.tags = tags;
			}

		}

	}

	static class NotRequired {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(double ratio) {
		}

	}

	static class UndeclaredBelow {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(Optional<Range> range) {
		}

		record Range(int from, int step) {
		}

	}

	static class NotRequiredBelow {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(Step @Nullable [] steps) {
		}

		record Step(String name) {
		}

	}

	static class Fitting {

		@OnAction("backup")
		BackupResult backup(BackupParameters parameters, ActionEvent event) {
			return new BackupResult();
		}

		@OnAction("prune")
		Map<String, String> prune(PruneParameters parameters) {
			return Map.of();
		}

		@OnAction
		Result any() {
			return new BackupResult();
		}

		@EventListener
		Object action(ActionEvent event) {
			return new BackupResult();
		}

		@OnHook
		void all(CharmEvent event) {
		}

		interface Result {

		}

		record BackupResult() implements Result {
		}

		record BackupParameters(char[] target, @DefaultValue("3") Long depth, Optional<Boolean> dryRun) {
		}

		enum Mode {

			FAST, SAFE

		}

		record PruneParameters(@DefaultValue("1m") Duration age, Optional<Double> ratio, Set<String> tags,
				@Nullable List<Integer> ids, @Nullable Map<String, Object> labels, Optional<Range> range,
				@Nullable List<Step> steps, @DefaultValue("safe") Mode mode, @Nullable String level,
				@Name("db_name") String database) {
		}

		record Range(int from, Optional<Integer> to) {
		}

		record Step(@Nullable String name) {
		}

	}

	static class Open {

		@OnAction("import")
		void load(Parameters parameters) {
		}

		record Parameters(String anything) {
		}

	}

	static class Resolver implements ListenerArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Undeclared.Parameters.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, ListenerInvocation invocation) {
			return new Undeclared.Parameters("", 0);
		}

	}

	static class Dates {

		@OnAction("prune")
		void prune(Parameters parameters) {
		}

		record Parameters(LocalDate age) {
		}

	}

	static class DateConverter implements Converter<String, LocalDate> {

		@Override
		public LocalDate convert(String age) {
			return LocalDate.EPOCH;
		}

	}

	static class TextResult {

		@OnAction("backup")
		String backup() {
			return "";
		}

	}

	static class ListResult {

		@OnAction
		List<String> any() {
			return List.of();
		}

	}

	static class OptionalResult {

		@EventListener
		Optional<String> action(ActionEvent event) {
			return Optional.empty();
		}

	}

	static class NumberResult {

		@OnHook(ActionEvent.class)
		int action() {
			return 0;
		}

	}

}
