package io.opsframework.local;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.opsframework.juju.SecretUri;
import io.opsframework.simulation.SimulatedSecret;
import io.opsframework.testing.Harness;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that a person adds to the model, for options of type secret.
 */
final class LocalSecrets {

	static final Map<String, String> ADD_OPTIONS = Map.of("info", "a description", "file", "a file with keys");

	static final Map<String, String> UPDATE_OPTIONS = Map.of("info", "a description", "file", "a file with keys",
			"name", "a new name");

	static final Map<String, String> REMOVE_OPTIONS = Map.of("revision", "a revision");

	private final Harness harness;

	private final String application;

	private final Map<String, String> ids = new TreeMap<>();

	LocalSecrets(Harness harness, String application) {
		this.harness = harness;
		this.application = application;
	}

	Set<String> names() {
		return this.ids.keySet();
	}

	/**
	 * Add a secret.
	 * @param options the command's options; the rest is a name, keys and values
	 * @return the secret's id
	 */
	String add(CommandOptions options) {
		String name = options.rest().require(0, "a name");
		requireNew(name);
		String id = this.harness.addUserSecret(content(options));
		this.ids.put(name, id);
		describe(id, options);
		return id;
	}

	void update(CommandOptions options) {
		String id = find(options.rest());
		options.all("name").forEach((name) -> rename(id, name));
		describe(id, options);
		Map<String, String> content = content(options);
		if (!content.isEmpty()) {
			this.harness.setSecretContent(id, content);
		}
	}

	void grant(CommandLine line) {
		this.harness.grantSecret(forApplication(line));
	}

	void revoke(CommandLine line) {
		this.harness.revokeSecret(forApplication(line));
	}

	// Applications that are only simulated read none.
	private String forApplication(CommandLine line) {
		line.requireAtMost(2);
		String id = find(line);
		String other = line.require(1, "an application");
		if (!other.equals(this.application)) {
			throw new CommandException("'%s' reads no secrets here; %s does".formatted(other, this.application));
		}
		return id;
	}

	void remove(CommandOptions options) {
		options.rest().requireAtMost(1);
		String id = find(options.rest());
		if (!options.has("revision")) {
			this.harness.removeSecret(id);
			this.ids.values().remove(id);
			return;
		}
		SimulatedSecret secret = secret(id);
		options.all("revision").forEach((revision) -> secret.removeRevision(existing(secret, revision)));
	}

	private static int existing(SimulatedSecret secret, String revision) {
		return secret.revisions()
			.keySet()
			.stream()
			.filter((number) -> revision.equals(number.toString()))
			.findFirst()
			.orElseThrow(() -> new CommandException("There is no revision '%s' of the secret; there are %s"
				.formatted(revision, secret.revisions().keySet())));
	}

	private void describe(String id, CommandOptions options) {
		options.all("info").forEach(secret(id)::setDescription);
	}

	private void rename(String id, String name) {
		requireNew(name);
		this.ids.values().remove(id);
		this.ids.put(name, id);
	}

	private void requireNew(String name) {
		if (name.indexOf('=') >= 0) {
			throw new CommandException("A secret needs a name before its keys");
		}
		if (this.ids.containsKey(name)) {
			throw new CommandException(
					"There is a secret '%s' already; update-secret gives it other content".formatted(name));
		}
	}

	// By its name, or its id with or without what stands before the colon.
	private String find(CommandLine line) {
		String text = line.require(0, "the name or the id of a secret");
		String id = this.ids.get(text);
		return (id != null) ? id
				: this.ids.values()
					.stream()
					.filter((known) -> known.equals(text) || known.equals("secret:" + text))
					.findFirst()
					.orElseThrow(() -> new CommandException("There is no secret '%s'; there are %s".formatted(text,
							this.ids.isEmpty() ? "none" : String.join(", ", this.ids.keySet()))));
	}

	private SimulatedSecret secret(String id) {
		return Objects.requireNonNull(this.harness.juju().model().secret(SecretUri.of(id)));
	}

	private static Map<String, String> content(CommandOptions options) {
		Map<String, String> content = new LinkedHashMap<>();
		options.all("file")
			.forEach(
					(file) -> TextFile.read(file).toMap().forEach((key, value) -> put(content, key, text(key, value))));
		List<String> pairs = options.rest().arguments();
		if (!pairs.isEmpty()) {
			options.rest().pairs(1).forEach((key, value) -> put(content, key, value));
		}
		return content;
	}

	private static String text(String key, @Nullable Object value) {
		if (value instanceof Map || value instanceof List || value == null) {
			throw new CommandException("The key '%s' of the file must have a text".formatted(key));
		}
		return value.toString();
	}

	private static void put(Map<String, String> content, String key, String value) {
		int end = key.indexOf('#');
		String name = (end < 0) ? key : key.substring(0, end);
		content.put(name, switch ((end < 0) ? "" : key.substring(end + 1)) {
			case "" -> value;
			case "base64" -> decode(name, value);
			case "file" -> TextFile.read(value).content();
			default -> throw new CommandException(
					"A key of a secret ends in #base64 or #file, and not as '%s'".formatted(key));
		});
	}

	private static String decode(String key, String value) {
		try {
			return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandException("The value of '%s' is not Base64".formatted(key));
		}
	}

}
