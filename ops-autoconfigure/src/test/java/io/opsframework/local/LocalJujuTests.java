package io.opsframework.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.model.Status;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LocalJuju}, {@link CommandTable}, {@link EventPrinter} and
 * {@link StatusTable}.
 */
@CharmTest(properties = PlayedApplication.DIRECTORY)
class LocalJujuTests {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	@Autowired
	private Harness harness;

	private LocalJuju juju;

	@BeforeEach
	void deploy(@Autowired CharmMetadata metadata) {
		this.juju = new LocalJuju(this.harness, metadata, new PrintStream(this.bytes, true, StandardCharsets.UTF_8));
		this.juju.deploy();
	}

	private String run(String line) {
		this.bytes.reset();
		this.juju.run(line);
		return this.bytes.toString(StandardCharsets.UTF_8);
	}

	@Test
	void deployShowsEachEventOfTheUnitAndTheStatus() {
		assertThat(this.bytes.toString(StandardCharsets.UTF_8)).startsWith("Deploying greeter")
			.containsSubsequence("\ninstall ", "\nreplicas-relation-created ", "\nleader-elected ", "\nconfig-changed ",
					"\nstart ", "\nweb-pebble-ready ", "\nUnit ",
					"\ngreeter/0*               blocked      no database");
	}

	@Test
	void statusOfApplicationThatNoLeaderSetIsThatOfItsUnit() {
		assertThat(run("status")).containsSubsequence("App ", "\ngreeter                  blocked      no database\n",
				"\nUnit ");
	}

	@Test
	void eventShowsListenersHookToolsTimeAndStatus() {
		assertThat(run("hook start")).containsPattern("\nstart +\\d+\\.\\d ms\n")
			.containsSubsequence("  listener   playedCharm#status(CollectUnitStatusEvent)\n",
					"  hook tool  relation-ids database --format=json\n",
					"  hook tool  status-set --application=False blocked -- no database\n",
					"  status     blocked: no database\n");
	}

	@Test
	void eventShowsInputAndEmptyArgumentsOfHookTools() {
		assertThat(run("integrate database postgresql"))
			.contains("  hook tool  relation-set -r database:1 --app --file - <<< {\"database\":\"greeter\"}\n")
			.contains("  hook tool  status-set --application=False active -- ''\n");
	}

	@Test
	void emptyLineDoesNothing() {
		assertThat(run("")).isEmpty();
	}

	@Test
	void configSetsOptionsOfEachType() {
		assertThat(run("config greeting='Good morning' port=80 ratio=0.25 verbose=TRUE")).contains("\nconfig-changed ");
		assertThat(run("config")).isEqualTo("""
				  greeting=Good morning
				  port=80
				  ratio=0.25
				  verbose=true
				""");
	}

	@Test
	void configResetsOptions() {
		run("config port=80 greeting=Hi");
		assertThat(run("config --reset port")).contains("\nconfig-changed ");
		assertThat(run("config port")).isEqualTo("  8080\n");
		assertThat(run("config greeting")).isEqualTo("  Hi\n");
	}

	@Test
	void integrateAddsRelationWithUnit() {
		assertThat(run("integrate database postgresql")).containsSubsequence("\ndatabase-relation-created ",
				"\ndatabase-relation-joined ", "  status     active\n");
		assertThat(run("status")).containsPattern("\ndatabase +postgresql +postgresql/0\n");
	}

	@Test
	void applicationHasTheSameUnitsInAllRelations() {
		run("integrate database postgresql");
		run("add-unit postgresql");
		run("integrate cache postgresql");
		assertThat(run("status")).containsPattern("\ncache +postgresql +postgresql/0, postgresql/1\n");
	}

	@Test
	void unitsComeAndGo() {
		run("integrate database postgresql");
		assertThat(run("add-unit postgresql")).contains("\ndatabase-relation-joined ");
		assertThat(run("remove-unit postgresql/0")).contains("\ndatabase-relation-departed ");
		assertThat(run("add-unit postgresql")).contains("\ndatabase-relation-joined ");
		assertThat(run("status")).containsPattern("\ndatabase +postgresql +postgresql/1, postgresql/2\n");
	}

	@Test
	void peersComeAndGo() {
		assertThat(run("add-unit greeter")).contains("\nreplicas-relation-joined ");
		assertThat(run("status")).containsPattern("\nreplicas +greeter +greeter/1\n");
		assertThat(run("remove-unit greeter/1")).contains("\nreplicas-relation-departed ");
	}

	@Test
	void removeRelationEndsIt() {
		run("integrate database postgresql");
		assertThat(run("remove-relation database")).containsSubsequence("\ndatabase-relation-departed ",
				"\ndatabase-relation-broken ", "  status     blocked: no database\n");
		assertThat(run("status")).doesNotContain("postgresql");
	}

	@Test
	void removeRelationNeedsTheApplicationAmongSeveral() {
		run("integrate database postgresql");
		run("integrate database mysql");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("remove-relation database"))
			.withMessageContaining("'database' has several relations; name the application");
		run("remove-relation database mysql");
		assertThat(run("status")).contains("postgresql").doesNotContain("mysql");
	}

	@Test
	void relationSetWritesTheOtherSide() {
		run("integrate database postgresql");
		assertThat(run("relation-set database postgresql url=a user=b")).contains("\ndatabase-relation-changed ");
		assertThat(run("relation-set database postgresql/0 address=c")).contains("\ndatabase-relation-changed ");
		assertThat(run("relation-get database postgresql")).isEqualTo("  url=a\n  user=b\n");
		assertThat(run("relation-get database postgresql/0"))
			.isEqualTo("  address=c\n  egress-subnets=10.0.0.10/32\n  ingress-address=10.0.0.10\n"
					+ "  private-address=10.0.0.10\n");
		assertThat(run("relation-get database greeter/0"))
			.isEqualTo("  egress-subnets=192.0.2.0/32\n  ingress-address=192.0.2.0\n  private-address=192.0.2.0\n");
		assertThat(run("relation-get database greeter")).isEqualTo("  database=greeter\n");
	}

	@Test
	void runShowsResultsAndLogOfAction() {
		assertThat(run("run greet who=you loud=true")).contains("\ngreet ").endsWith("""
				  loud: true
				  text: Hello you
				""");
		assertThat(run("debug-log")).contains("  INFO PlayedCharm: Somebody asks for you\n");
	}

	@Test
	void runShowsWhyActionFailed() {
		assertThat(run("run greet who='' loud=false")).endsWith("  The action failed: nobody to greet\n");
		assertThat(this.juju.failedHooks()).isZero();
	}

	@Test
	void pebbleReadyStartsContainer() {
		this.harness.setCanConnect("web", false);
		assertThat(run("status")).containsPattern("\nweb +not started\n");
		assertThat(run("pebble-ready web")).contains("\nweb-pebble-ready ");
		assertThat(run("status")).containsPattern("\nweb +started\n");
	}

	@Test
	void leaderIsGivenAwayAndTakenBack() {
		assertThat(run("leader false")).isEmpty();
		assertThat(run("status")).contains("\ngreeter/0   ");
		assertThat(run("leader true")).contains("\nleader-elected ");
		assertThat(run("status")).contains("\ngreeter/0*  ");
	}

	@Test
	void failingHookEndsTheCommandAndNotTheSession() {
		assertThat(run("hook update-status")).containsSubsequence("\nupdate-status ", "  FAILED     ",
				"IllegalStateException: out of order\n",
				"             at io.opsframework.local.PlayedCharm.fail(PlayedCharm.java:", "The hook failed");
		assertThat(run("hook start")).contains("\nstart ");
		assertThat(this.juju.failedHooks()).isOne();
		assertThat(this.juju.isOver()).isFalse();
	}

	@Test
	void failureOfHookIsNotTakenForWrongCommand() {
		assertThat(run("hook upgrade-charm")).contains("no such thing", "The hook failed");
	}

	@Test
	void helpShowsAllCommandsOrOne() {
		assertThat(run("help")).contains("  integrate ENDPOINT APPLICATION ", "  exit ").hasLineCount(15);
		assertThat(run("help integrate")).startsWith("  integrate ENDPOINT APPLICATION ").hasLineCount(1);
	}

	@Test
	void exitEndsTheSession() {
		run("exit");
		assertThat(this.juju.isOver()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					deploy                             | Unknown command 'deploy'; there are config, integrate,
					help deploy                        | Unknown command 'deploy'
					config color=red                   | The charm has no option 'color'; it has greeting, port, ratio, verbose
					config color                       | The charm has no option 'color'
					config --reset color               | The charm has no option 'color'
					config --reset                     | config needs an option to reset
					config --rest port                 | Expected key=value, and not '--rest'
					config port=many                   | Option 'port' takes a whole number, and not 'many'
					config ratio=much                  | Option 'ratio' takes
					config verbose=yes                 | Option 'verbose' takes
					integrate                          | integrate needs an endpoint
					integrate database                 | integrate needs an application
					integrate database a b             | integrate does not take 'b'
					integrate db postgresql            | The charm has no endpoint 'db'; it has database, cache, replicas
					integrate database a/b             | 'a/b' is not the name of an application
					integrate database greeter         | greeter
					integrate replicas greeter         | 'replicas' is for peers; add one with add-unit greeter
					integrate replicas other           | 'replicas' is for peers; add one with add-unit greeter
					remove-relation                    | remove-relation needs an endpoint
					remove-relation database           | 'database' is not related
					remove-relation database mysql     | 'database' is not related to mysql
					remove-relation db                 | The charm has no endpoint 'db'
					add-unit                           | add-unit needs an application
					add-unit mysql                     | Nothing is related to 'mysql'
					remove-unit mysql                  | mysql
					remove-unit mysql/0                | Nothing is related to 'mysql'
					remove-unit greeter/0              | greeter/0 is the unit that plays
					relation-set database              | relation-set needs an application or a unit
					relation-set database mysql        | relation-set needs a key and its value
					relation-set database mysql a=b    | 'database' is not related to mysql
					relation-set replicas greeter/7 a=b| There is no unit greeter/7; add-unit greeter adds one
					relation-set replicas greeter a    | Expected key=value, and not 'a'
					relation-get database              | relation-get needs an application or a unit
					relation-get nothing greeter       | The charm has no endpoint 'nothing'
					run                                | run needs an action
					run restore                        | The charm has no action 'restore'; it has greet
					run greet you                      | Expected key=value, and not 'you'
					run greet who=3                    | 'who'
					run greet how=so                   | how
					pebble-ready                       | pebble-ready needs a container
					pebble-ready db                    | The charm has no container 'db'; it has web
					leader                             | leader needs true or false
					leader maybe                       | Expected true or false, and not 'maybe'
					hook                               | hook needs a hook
					hook web-pebble-ready              | 'web-pebble-ready' is not one of collect-metrics, config-changed, install,
					status now                         | status does not take 'now'
					debug-log all                      | debug-log does not take 'all'
					exit now                           | exit does not take 'now'
					config greeting="                  | A quote " is not closed
					""")
	void commandThatCannotBeFollowedSaysWhy(String line, String message) {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run(line)).withMessageContaining(message);
		assertThat(this.juju.isOver()).isFalse();
		assertThat(this.harness.unitStatus()).isEqualTo(Status.blocked("no database"));
	}

	@Test
	void commandThatCannotBeFollowedShowsItsUsage() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("integrate database"))
			.withMessage("integrate needs an application%nUsage: integrate ENDPOINT APPLICATION".formatted());
	}

}
