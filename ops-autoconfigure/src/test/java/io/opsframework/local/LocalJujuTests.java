package io.opsframework.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.model.Status;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.ServiceSpec;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LocalJuju}, {@link Commands}, {@link EventPrinter} and
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
	void jujuBeforeCommandMakesNoDifference() {
		assertThat(run("juju config greeter port=80")).contains("\nconfig-changed ");
		assertThat(run("juju config greeter port")).isEqualTo("  80\n").isEqualTo(run("config port"));
		assertThat(run("juju config greeter")).isEqualTo(run("config")).contains("  port=80\n");
		assertThat(run("juju")).isEmpty();
	}

	@Test
	void configResetsListOfOptions() {
		run("config port=80 greeting=Hi");
		assertThat(run("config greeter --reset=port,greeting verbose=true")).containsOnlyOnce("\nconfig-changed ");
		assertThat(run("config")).contains("  greeting=Hello\n  port=8080\n", "  verbose=true\n");
	}

	@Test
	void configReadsFiles(@TempDir Path directory) throws IOException {
		Path options = directory.resolve("options.yaml");
		Path greeting = Files.writeString(directory.resolve("greeting.txt"), "Good morning");
		Files.writeString(options, "greeter:\n  port: 80\n  verbose: yes\n");
		assertThat(run("config greeter --file " + options)).contains("\nconfig-changed ");
		assertThat(run("config greeting=@" + greeting)).contains("\nconfig-changed ");
		assertThat(run("config")).contains("  greeting=Good morning\n  port=80\n", "  verbose=true\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			other: {port: 80}         | has no options under the key 'greeter'
			greeter: {port:}          | has no value for 'port'; config --reset port takes it back
			greeter: {port: many}     | Option 'port'
			greeter: {color: red}     | 'color'
			[port, 80]                | must be a mapping in YAML
			'greeter: [port'          | is not YAML
			1: {port: 80}             | the key '1' is not a string
			""")
	void configRefusesFileOfAnotherForm(String content, String message, @TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("options.yaml"), content);
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("config --file " + file))
			.withMessageContaining(message);
	}

	@Test
	void configOfOtherApplicationIsRefused() {
		run("integrate database postgresql");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("config postgresql port=1"))
			.withMessageContaining("'postgresql' is only simulated, and has no options");
	}

	@ParameterizedTest
	@ValueSource(strings = { "integrate greeter:database postgresql:database",
			"juju integrate postgresql:database greeter:database", "relate greeter:database postgresql",
			"integrate postgresql greeter:database", "integrate database postgresql:database" })
	void integrateTakesSidesAsJujuDoes(String line) {
		assertThat(run(line)).contains("\ndatabase-relation-created ");
		assertThat(run("status")).containsPattern("\ndatabase +postgresql +postgresql/0\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "remove-relation greeter:database postgresql:database",
			"remove-relation postgresql:database greeter:database", "remove-relation greeter postgresql",
			"remove-relation postgresql greeter", "remove-relation greeter:database" })
	void removeRelationTakesSidesAsJujuDoes(String line) {
		run("integrate database postgresql");
		assertThat(run(line)).contains("\ndatabase-relation-broken ");
		assertThat(run("status")).doesNotContain("postgresql");
	}

	@Test
	void removeRelationNeedsTheEndpointAmongSeveral() {
		run("integrate database postgresql");
		run("integrate cache postgresql");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("remove-relation greeter postgresql"))
			.withMessageContaining("'greeter' has several relations to postgresql; name the endpoint");
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

	@ParameterizedTest
	@ValueSource(strings = { "juju run greeter/0 greet who=you loud=y", "run greeter/leader greet who=you loud=y",
			"run greet who=you loud=true" })
	void runTakesUnitAsJujuDoes(String line) {
		assertThat(run(line)).endsWith("  loud: true\n  text: Hello you\n");
	}

	@Test
	void runReadsParametersFromFile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("parameters.yaml"), "who: all\nloud: no\n");
		assertThat(run("run greeter/0 greet --params " + file)).endsWith("  loud: false\n  text: Hello all\n");
		assertThat(run("run greeter/0 greet who=you --params=" + file)).endsWith("  loud: false\n  text: Hello you\n");
	}

	@Test
	void runTakesStringsAsTheyAreTyped() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("run greet who=1000 loud=true"))
			.withMessageContaining("'who'");
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> run("run greet --string-args who=1000 loud=true"))
			.withMessageContaining("'loud'");
	}

	@Test
	void runRefusesUnitThatIsSimulated() {
		run("integrate database postgresql");
		run("leader false");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("run postgresql/0 greet who=you"))
			.withMessageContaining("postgresql/0 is only simulated; greeter/0 runs actions");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("run greeter/leader greet who=you"))
			.withMessageContaining("greeter/0 does not lead");
	}

	@Test
	void unitsThatThereAreAreNamed() {
		run("integrate database postgresql");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("remove-unit postgres/0"))
			.withMessageContaining("There is no unit 'postgres/0'; there are greeter/0, postgresql/0");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("add-unit postgres"))
			.withMessageContaining("There is no application 'postgres'; there are greeter, postgresql");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("relation-get database mysql"))
			.withMessageContaining("'database' is not related to mysql; it is to postgresql");
	}

	@Test
	void actionThatFailsIsNotRunAgain() {
		assertThat(run("run greet who=crash loud=false")).containsSubsequence("  FAILED     ", "out of words",
				"The action failed: Juju would drop what it wrote, and not run it again\n");
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
	void statusAndPebbleShowServicesAndPlan() {
		addLayer();
		assertThat(run("status")).containsPattern("\nweb +started +greeter inactive\n");
		this.harness.pebble("web").startServices(List.of("greeter"));
		assertThat(run("status")).containsPattern("\nweb +started +greeter active\n");
		assertThat(run("pebble services web")).containsPattern("\n  greeter +enabled +active\n");
		assertThat(run("juju pebble plan web")).startsWith("  services:\n").contains("    command: greeter --port 1\n");
		assertThat(complete("pebble")).containsExactly("plan", "services", "checks");
		assertThat(complete("pebble", "plan")).containsExactly("web");
	}

	@Test
	void checksFailAndRecover() {
		addLayer();
		assertThat(run("pebble checks web")).containsPattern("\n  up +up +0/3\n");
		assertThat(run("pebble-check-failed web up")).contains("\nweb-pebble-check-failed ");
		assertThat(run("pebble checks web")).containsPattern("\n  up +down +3/3\n");
		assertThat(run("pebble-check-recovered web up")).contains("\nweb-pebble-check-recovered ");
		assertThat(complete("pebble-check-failed", "web")).containsExactly("up");
	}

	@Test
	void noticeIsSentByWorkloadThatRuns() {
		assertThat(run("pebble-notify web example.com/backup size=3")).contains("\nweb-pebble-custom-notice ");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("pebble-notify web backup"))
			.withMessageContaining("backup");
		this.harness.setCanConnect("web", false);
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("pebble-notify web example.com/backup"))
			.withMessageContaining("nobody can connect to it");
	}

	private void addLayer() {
		this.harness.pebble("web")
			.setLayer("greeter",
					Layer.service("greeter", ServiceSpec.of("greeter --port 1")).withCheck("up", CheckSpec.tcp(1)));
	}

	@Test
	void leaderIsGivenAwayAndTakenBack() {
		assertThat(run("leader false")).isEmpty();
		assertThat(run("status")).contains("\ngreeter/0   ");
		assertThat(run("leader true")).contains("\nleader-elected ");
		assertThat(run("status")).contains("\ngreeter/0*  ");
	}

	@Test
	void trustIsGivenAndTakenBack() {
		assertThat(run("trust greeter")).contains("\nconfig-changed ");
		assertThat(this.harness.state().cloudSpec()).isNotNull();
		assertThat(run("trust --remove")).contains("\nconfig-changed ");
		assertThat(this.harness.state().cloudSpec()).isNull();
		assertThat(complete("trust")).containsExactly("greeter", "--remove");
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

	private Collection<String> complete(String... words) {
		return this.juju.complete(List.of(words));
	}

	@Test
	void completeKnowsCommandsAndWhatTheCharmDeclares() {
		assertThat(complete()).contains("config", "integrate", "run", "exit").doesNotContain("relate");
		assertThat(complete("juju")).isEqualTo(complete());
		assertThat(complete("config")).contains("greeter", "port=", "--reset");
		assertThat(complete("juju", "config", "--reset")).contains("port").doesNotContain("port=");
		assertThat(complete("run")).containsExactly("greet", "greeter/0");
		assertThat(complete("run", "greeter/0")).containsExactly("greet");
		assertThat(complete("run", "greeter/0", "greet")).contains("who=", "loud=", "--params");
		assertThat(complete("pebble-ready")).containsExactly("web");
		assertThat(complete("add-storage")).containsExactly("data", "greeter/0");
		assertThat(complete("add-storage", "greeter/0")).containsExactly("data");
		assertThat(complete("add-storage", "data")).isEmpty();
		assertThat(complete("hook")).contains("update-status", "upgrade-charm");
		assertThat(complete("leader")).containsExactly("true", "false");
		assertThat(complete("leader", "true")).isEmpty();
		assertThat(complete("help")).isEqualTo(complete());
		assertThat(complete("nonsense")).isEmpty();
	}

	@Test
	void completeKnowsWhatIsInTheModel() {
		assertThat(complete("relate")).contains("database", "greeter:database");
		run("integrate database postgresql");
		assertThat(complete("add-unit")).containsExactly("greeter", "postgresql");
		assertThat(complete("remove-unit")).contains("postgresql/0");
		assertThat(complete("remove-relation", "database")).contains("postgresql");
		assertThat(complete("relation-set")).contains("database");
		assertThat(complete("relation-set", "database")).contains("postgresql", "postgresql/0");
		assertThat(complete("relation-set", "database", "postgresql")).isEmpty();
	}

	@Test
	void storageIsAddedDetachedAttachedAndRemoved() {
		assertThat(run("juju add-storage greeter/0 data=2")).containsSubsequence("\ndata-storage-attached ",
				"\ndata-storage-attached ");
		assertThat(run("detach-storage data/0")).contains("\ndata-storage-detaching ");
		assertThat(run("status")).containsSubsequence("\nStorage                  State        Location",
				"\ndata/0                   detached     /var/lib/juju/storage/data/0",
				"\ndata/1                   attached     /var/lib/juju/storage/data/1\n");
		assertThat(complete("detach-storage")).containsExactly("data/1");
		assertThat(complete("attach-storage", "greeter/0")).containsExactly("data/0");
		assertThat(run("attach-storage greeter/0 data/0")).contains("\ndata-storage-attached ");
		assertThat(run("remove-storage data/0")).contains("\ndata-storage-detaching ");
		assertThat(complete("remove-storage")).containsExactly("data/1");
		assertThat(run("add-storage data")).contains("\ndata-storage-attached ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			add-storage|add-storage needs a storage
			add-storage date|The charm has no storage 'date'; it has data
			add-storage data=ebs,1G|Expected how many, and not 'ebs,1G'; pools and sizes are not simulated
			add-storage data=0|Expected how many, and not '0'; pools and sizes are not simulated
			add-storage greeter/1 data|'greeter/1' is not the unit that plays, which is greeter/0
			add-storage data=3|Storage 'data' can have 2 instances and has 0: 3 cannot be added
			detach-storage data|'data' is not a storage id such as 'data/0'
			detach-storage data/7|There is no storage 'data/7', only []
			""")
	void storageCommandsThatCannotBeFollowedSayWhy(String command, String message) {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run(command))
			.withMessageContaining(message)
			.withMessageContaining("Usage: " + command.replaceFirst(" .*", ""));
	}

	@Test
	void helpShowsAllCommandsOrOne() {
		assertThat(run("help")).contains("  integrate [APPLICATION:]ENDPOINT APPLICATION[:ENDPOINT] ", "  exit ")
			.hasLineCount(29);
		assertThat(run("help integrate")).startsWith("  integrate [APPLICATION:]ENDPOINT APPLICATION[:ENDPOINT] ")
			.hasLineCount(1);
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
					config --rest port                 | config does not take '--rest'
					config port=many                   | Option 'port' takes a whole number, and not 'many'
					config ratio=much                  | Option 'ratio' takes
					config verbose=yes                 | Option 'verbose' takes
					trust other                        | 'other' is not the application that is played, 'greeter'
					trust --all                        | trust does not take '--all'
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
					add-unit mysql                     | There is no application 'mysql'; there are greeter; integrate adds one
					remove-unit mysql                  | mysql
					remove-unit mysql/0                | There is no unit 'mysql/0'; there are greeter/0; add-unit adds one
					remove-unit greeter/0              | greeter/0 is the unit that plays
					relation-set database              | relation-set needs an application or a unit
					relation-set database mysql        | relation-set needs a key and its value
					relation-set database mysql a=b    | 'database' is not related to mysql
					relation-set replicas greeter/7 a=b| There is no unit 'greeter/7'; there are greeter/0; add-unit adds one
					config greter port=80              | There is no application 'greter'; there are greeter
					config greter --reset port         | There is no application 'greter'; there are greeter
					config --file                      | config needs a file with options
					config --file=none.yaml            | There is no file 'none.yaml'
					config --file a port=80            | config takes --file or OPTION=VALUE, and not both
					config greeting=@none.txt          | There is no file 'none.txt'
					integrate a:b c:d                  | Neither 'a:b' nor 'c:d' is a side of greeter; one must be, such as greeter:ENDPOINT
					integrate greeter postgresql       | greeter has the endpoints database, cache; name the endpoint, such as greeter:ENDPOINT
					integrate greeter:db postgresql    | The charm has no endpoint 'db'
					integrate greeter:database         | integrate needs an application
					remove-relation greeter            | remove-relation needs an application
					remove-relation greeter postgresql | 'greeter' is not related to postgresql; it is to greeter
					run greeter/0                      | run needs an action
					run greeter/1 greet                | There is no unit 'greeter/1'; there are greeter/0; add-unit adds one
					run greet/ greet                   | 'greet/'
					run greet --wait=1m                | run does not take '--wait=1m'
					run greet --string-args=yes        | run does not take '--string-args=yes'
					run greet --params                 | run needs a file with parameters
					run greet --params none.yaml       | There is no file 'none.yaml'
					run greet who.name=you             | 'who'
					run greet Who=you                  | takes keys of lower-case letters, digits and dashes, and not 'Who'
					run greet who=null                 | Parameter 'who' is null
					run greet who=[                    | The value of 'who' is not YAML
					relation-set replicas greeter a    | Expected key=value, and not 'a'
					relation-get database              | relation-get needs an application or a unit
					relation-get nothing greeter       | The charm has no endpoint 'nothing'
					run                                | run needs an action
					run restore                        | The charm has no action 'restore'; it has greet
					run greet you                      | Expected key=value, and not 'you'
					run greet who=3                    | 'who'
					run greet how=so                   | how
					pebble-ready                       | pebble-ready needs a container
					pebble                             | pebble needs plan, services or checks
					pebble logs web                    | Expected plan, services or checks, and not 'logs'
					pebble plan                        | pebble needs a container
					pebble-notify web                  | pebble-notify needs a key
					pebble-check-failed web            | pebble-check-failed needs a check
					pebble-check-failed web up         | The plan of web has no check 'up'; it has none
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
			.withMessage(
					"integrate needs an application%nUsage: integrate [APPLICATION:]ENDPOINT APPLICATION[:ENDPOINT]"
						.formatted());
	}

}
