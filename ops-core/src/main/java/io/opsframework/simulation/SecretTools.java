package io.opsframework.simulation;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import org.jspecify.annotations.Nullable;

/**
 * The tools that read secrets, and the table of those that change them.
 */
final class SecretTools {

	private static final String BASE64 = "#base64";

	private SecretTools() {
	}

	static void addTo(ToolTable table) {
		add(table, "secret-get", Options.ofOutput().value("label").flag("peek").flag("refresh"),
				SecretTools::secretGet);
		add(table, "secret-info-get", Options.ofOutput().value("label"), SecretTools::secretInfoGet);
		add(table, "secret-ids", Options.ofOutput(), SecretTools::secretIds);
		add(table, "secret-add", SecretArguments.OPTIONS, SecretChanges::secretAdd);
		add(table, "secret-set", SecretArguments.OPTIONS, SecretChanges::secretSet);
		add(table, "secret-remove", Options.none().value("revision"), SecretChanges::secretRemove);
		add(table, "secret-grant", Options.none().relation().value("unit"), SecretChanges::secretGrant);
		add(table, "secret-revoke", Options.none().relation().value("app", "application").value("unit"),
				SecretChanges::secretRevoke);
	}

	private static void add(ToolTable table, String name, Options options, SimulatedTool.Handler handler) {
		table.add(name, VersionRange.from("3.0.2"), options, handler);
	}

	private static void secretGet(ToolInvocation tool) {
		List<String> words = tool.arguments().positional();
		String label = SecretArguments.option(tool, "label");
		boolean named = !words.isEmpty() && (label == null || SecretArguments.isUri(words.get(0)));
		SecretUri uri = named ? SecretArguments.uri(words.get(0)) : null;
		if (uri == null && label == null) {
			throw ToolException.usage("require either a secret URI or label");
		}
		boolean peek = tool.arguments().flag("peek");
		boolean refresh = tool.arguments().flag("refresh");
		if (peek && refresh) {
			throw ToolException.usage("specify one of --peek or --refresh but not both");
		}
		tool.arguments().requireAtMost(named ? 2 : 1);
		SimulatedSecret secret = readable(tool, uri, label);
		HookSecrets secrets = tool.hook().secrets();
		Map<String, String> content = peek ? secrets.content(secret, secret.latestRevision())
				: secrets.readTracked(secret, refresh);
		tool.writeYaml(value(content, tool.arguments().get(named ? 1 : 0)));
	}

	private static SimulatedSecret readable(ToolInvocation tool, @Nullable SecretUri uri, @Nullable String label) {
		HookSecrets secrets = tool.hook().secrets();
		SimulatedSecret secret = (uri != null) ? secrets.find(uri) : secrets.findByLabel(String.valueOf(label));
		if (secret == null) {
			throw notFound((uri != null) ? uri.identifier() : String.valueOf(label));
		}
		if (!secret.isReadableBy(tool.hook().model().unit())) {
			throw ToolException.failure("permission denied");
		}
		if (uri != null && label != null && !secret.isOwnedBy(tool.hook().model().unit())) {
			secrets.label(secret, label);
		}
		return secret;
	}

	private static Object value(Map<String, String> content, @Nullable String key) {
		if (key == null) {
			return content;
		}
		boolean encoded = key.endsWith(BASE64);
		String name = encoded ? key.substring(0, key.length() - BASE64.length()) : key;
		String value = content.get(name);
		if (value == null) {
			throw ToolException.failure("secret key value %s not found".formatted(GoText.quote(name)));
		}
		return encoded ? Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) : value;
	}

	private static void secretInfoGet(ToolInvocation tool) {
		String id = tool.arguments().get(0);
		String label = SecretArguments.option(tool, "label");
		if (id == null && label == null) {
			throw ToolException.usage("require either a secret URI or label");
		}
		if (id != null && label != null) {
			throw ToolException.usage("specify either a secret URI or label but not both");
		}
		SecretUri uri = (id != null) ? SecretArguments.uri(id) : null;
		tool.arguments().requireAtMost(1);
		SimulatedSecret secret = tool.hook()
			.secrets()
			.managed()
			.stream()
			.filter((managed) -> (uri != null) ? managed.uri().identifier().equals(uri.identifier())
					: String.valueOf(label).equals(managed.label()))
			.findFirst()
			.orElseThrow(() -> notFound((uri != null) ? uri.identifier() : String.valueOf(label)));
		tool.writeYaml(Map.of(secret.uri().identifier(), info(secret, tool)));
	}

	private static Map<String, Object> info(SimulatedSecret secret, ToolInvocation tool) {
		Map<String, Object> info = new TreeMap<>();
		boolean unit = secret.isOwnedByUnit(tool.hook().model().unit());
		info.put("revision", (long) secret.latestRevision());
		info.put("owner", (unit ? SecretOwner.UNIT : SecretOwner.APPLICATION).jujuName());
		info.put("rotation", secret.rotation().jujuName());
		if (secret.label() != null) {
			info.put("label", secret.label());
		}
		if (!secret.description().isEmpty()) {
			info.put("description", secret.description());
		}
		if (secret.expiry() != null) {
			info.put("expiry", secret.expiry().truncatedTo(ChronoUnit.SECONDS).toString());
		}
		return info;
	}

	private static void secretIds(ToolInvocation tool) {
		tool.arguments().requireAtMost(0);
		List<String> ids = tool.hook().secrets().managed().stream().map((secret) -> secret.uri().identifier()).toList();
		tool.write(ids.isEmpty() ? null : new OutputFormat.Strings(ids));
	}

	static ToolException notFound(String name) {
		return ToolException.failure("secret %s not found".formatted(GoText.quote(name)));
	}

}
