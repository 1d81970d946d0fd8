package io.opsframework.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.juju.SecretUri;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnSecret;
import io.opsframework.model.Secret;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import io.opsframework.simulation.SimulatedSecret;
import io.opsframework.test.autoconfigure.CharmTest;
import io.opsframework.testing.Harness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LocalSecrets} and its commands in {@link LocalJuju}.
 */
@CharmTest(properties = "ops.charm.directory=src/test/resources/io/opsframework/local/charm")
class LocalSecretsTests {

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

	private String add(String line) {
		return run("add-secret " + line).strip();
	}

	private SimulatedSecret secret(String id) {
		return this.harness.juju().model().secret(SecretUri.of(id));
	}

	@Test
	void addShowsTheIdWhichAnOptionTakes() {
		String id = add("my-token token=s3cr3t --info 'To greet with'");
		assertThat(id).matches("secret:[0-9a-z]{20}");
		assertThat(secret(id).description()).isEqualTo("To greet with");
		run("juju grant-secret my-token greeter");
		assertThat(run("config token=" + id)).contains("\nconfig-changed ", "  status     active: 1 keys\n")
			.doesNotContain("s3cr3t", "FAILED");
	}

	@Test
	void secretThatIsNotGrantedFailsTheHook() {
		String id = add("my-token token=s3cr3t");
		assertThat(run("config token=" + id)).contains("FAILED", "permission denied");
		run("grant-secret " + id + " greeter");
		assertThat(run("hook config-changed")).doesNotContain("FAILED");
		run("revoke-secret my-token greeter");
		assertThat(run("hook config-changed")).contains("permission denied");
	}

	@Test
	void updateMakesRevisionAndTellsTheCharm() {
		String id = add("my-token token=s3cr3t");
		run("grant-secret my-token greeter");
		run("config token=" + id);
		assertThat(run("update-secret my-token token=n3w-s3cr3t user=me"))
			.contains("\nsecret-changed ", "  status     active: 2 keys\n")
			.doesNotContain("n3w-s3cr3t");
		assertThat(run("update-secret my-token --name other --info New")).isEmpty();
		assertThat(secret(id).description()).isEqualTo("New");
		assertThat(run("update-secret " + id.substring(7) + " token=third")).contains("\nsecret-changed ");
		assertThat(this.juju.complete(List.of("update-secret"))).containsExactly("other");
	}

	@Test
	void removeTakesRevisionsOrAll() {
		String id = add("my-token token=s3cr3t");
		run("update-secret my-token token=second");
		run("remove-secret my-token --revision 1");
		assertThat(secret(id).revisions()).containsOnlyKeys(2);
		run("remove-secret " + id);
		assertThat(secret(id)).isNull();
		assertThat(this.juju.complete(List.of("remove-secret"))).isEmpty();
		add("my-token token=again");
		assertThat(this.juju.complete(List.of("grant-secret"))).containsExactly("my-token");
		assertThat(this.juju.complete(List.of("grant-secret", "my-token"))).containsExactly("greeter");
	}

	@Test
	void keysAreReadAsJujuReadsThem(@TempDir Path directory) throws IOException {
		Path value = Files.writeString(directory.resolve("key.pem"), "line 1\nline 2\n");
		Path file = Files.writeString(directory.resolve("keys.yaml"), "user: me\nport: 8080\ncode#base64: aGk=\n");
		String id = add("all token=a=b data#base64=aGVsbG8= key#file=" + value + " --file " + file);
		assertThat(secret(id).revisions().get(1)).isEqualTo(Map.of("token", "a=b", "data", "hello", "key",
				"line 1\nline 2\n", "user", "me", "port", "8080", "code", "hi"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					add-secret                           | add-secret needs a name
					add-secret my-token                  | give it at least one key
					add-secret token=s3cr3t              | A secret needs a name before its keys
					add-secret there token=s3cr3t        | There is a secret 'there' already; update-secret gives it other content
					add-secret my-token s3cr3t           | Expected key=value
					add-secret my-token T=s3cr3t         | 'T' cannot be a key of a secret
					add-secret my-token key#hex=s3cr3t   | A key of a secret ends in #base64 or #file, and not as 'key#hex'
					add-secret my-token key#base64=s3cr! | The value of 'key' is not Base64
					add-secret my-token key#file=none    | There is no file 'none'
					add-secret my-token --file none      | There is no file 'none'
					add-secret my-token --owner unit     | add-secret does not take '--owner'
					update-secret none token=s3cr3t      | There is no secret 'none'; there are there
					update-secret there --name there     | There is a secret 'there' already
					grant-secret there                   | grant-secret needs an application
					grant-secret there mysql             | 'mysql' reads no secrets here; greeter does
					revoke-secret none greeter           | There is no secret 'none'; there are there
					remove-secret there --revision 7     | There is no revision '7' of the secret; there are [1]
					remove-secret                        | remove-secret needs the name or the id of a secret
					config token=s3cr3t                  | Option 'token' takes the id of a secret, 'secret:...', which add-secret shows
					""")
	void commandThatCannotBeFollowedSaysWhyWithoutContent(String line, String message) {
		add("there token=other");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run(line))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getMessage().lines().findFirst())
				.hasValueSatisfying((first) -> assertThat(first).doesNotContain("=s3cr3t", "s3cr!")));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Config.class)
	@Import(Charm.class)
	static class Application {

	}

	@ConfigurationProperties("charm.config")
	record Config(Optional<Secret> token) {

	}

	static class Charm {

		private final Unit unit;

		Charm(Unit unit) {
			this.unit = unit;
		}

		@OnHook(ConfigChangedEvent.class)
		void configure(Config config) {
			config.token().ifPresent((token) -> show(token.refresh()));
		}

		@OnSecret
		void changed(SecretChangedEvent event) {
			show(event.secret().refresh());
		}

		private void show(Map<String, String> content) {
			this.unit.setStatus(Status.active("%d keys".formatted(content.size())));
		}

	}

}
