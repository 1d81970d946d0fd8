package io.opsframework.simulation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import org.jspecify.annotations.Nullable;

/**
 * What the tools about secrets are given: URIs, contents, settings.
 */
final class SecretArguments {

	static final Options OPTIONS = Options.none()
		.value("owner")
		.value("label")
		.value("description")
		.value("rotate")
		.value("expire")
		.value("file");

	private static final Pattern URI = Pattern.compile("(secret:)?(//[0-9a-f-]{36}/)?[0-9a-z]{20}");

	private static final Pattern SCHEME = Pattern.compile("([a-z]+):.*");

	private static final Pattern KEY = Pattern.compile("[a-z](-?[a-z0-9]){2,}");

	private static final Pattern DURATION = Pattern.compile("-?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?");

	private SecretArguments() {
	}

	// What is empty was not given.
	static @Nullable String option(ToolInvocation tool, String name) {
		String value = tool.arguments().option(name);
		return (value != null && !value.isEmpty()) ? value : null;
	}

	static boolean isUri(String text) {
		return URI.matcher(text).matches();
	}

	static SecretUri requireUri(ToolInvocation tool) {
		String text = tool.arguments().get(0);
		if (text == null) {
			throw ToolException.usage("missing secret URI");
		}
		return uri(text);
	}

	static SecretUri uri(String text) {
		Matcher scheme = SCHEME.matcher(text);
		if (scheme.matches() && !scheme.group(1).equals("secret")) {
			throw notValid("secret URI scheme", scheme.group(1));
		}
		if (!isUri(text)) {
			throw notValid("secret URI", text);
		}
		return SecretUri.of(text);
	}

	static SecretOwner owner(ToolInvocation tool) {
		String owner = option(tool, "owner");
		if (owner == null || owner.equals("application")) {
			return SecretOwner.APPLICATION;
		}
		if (!owner.equals("unit")) {
			throw notValid("secret owner", owner);
		}
		return SecretOwner.UNIT;
	}

	static Consumer<SimulatedSecret> settings(ToolInvocation tool) {
		Instant expiry = expiry(option(tool, "expire"));
		SecretRotation rotation = rotation(option(tool, "rotate"));
		String label = option(tool, "label");
		String description = option(tool, "description");
		return (secret) -> {
			secret.setExpiry((expiry != null) ? expiry : secret.expiry());
			secret.setRotation((rotation != null) ? rotation : secret.rotation());
			secret.setLabel((label != null) ? label : secret.label());
			secret.setDescription((description != null) ? description : secret.description());
		};
	}

	private static @Nullable SecretRotation rotation(@Nullable String policy) {
		return (policy != null) ? SecretRotation.of(policy).orElseThrow(() -> notValid("rotate policy", policy)) : null;
	}

	private static @Nullable Instant expiry(@Nullable String text) {
		if (text == null) {
			return null;
		}
		Matcher duration = DURATION.matcher(text);
		if (duration.matches()) {
			return Instant.now().plus(duration(duration));
		}
		try {
			return text.matches(".*(Z|[+-][0-9:]{5})") ? OffsetDateTime.parse(text).toInstant()
					: LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeParseException ex) {
			throw notValid("expire time or duration", text);
		}
	}

	private static Duration duration(Matcher duration) {
		if (duration.group().startsWith("-")) {
			throw notValid("negative expire duration", duration.group());
		}
		return Duration.ofHours(number(duration.group(1)))
			.plusMinutes(number(duration.group(2)))
			.plusSeconds(number(duration.group(3)));
	}

	private static long number(@Nullable String digits) {
		return (digits != null) ? Long.parseLong(digits) : 0;
	}

	static Map<String, String> content(ToolInvocation tool, List<String> pairs) {
		Map<String, String> content = new LinkedHashMap<>();
		String file = option(tool, "file");
		if (file != null) {
			StringMapText.parse(tool.read(absolute(file))).forEach((key, value) -> add(key, value, tool, content));
		}
		pairs.forEach((pair) -> add(pair, tool, content));
		return content;
	}

	// The padding of Base64 at the end does not count.
	private static void add(String pair, ToolInvocation tool, Map<String, String> content) {
		int equals = pair.replaceAll("=+$", "").indexOf('=');
		if (equals < 1) {
			throw notValid("key value", pair);
		}
		add(pair.substring(0, equals), pair.substring(equals + 1), tool, content);
	}

	private static void add(String name, String value, ToolInvocation tool, Map<String, String> content) {
		int suffix = name.indexOf('#');
		String key = (suffix != -1) ? name.substring(0, suffix) : name;
		if (!KEY.matcher(key).matches()) {
			throw notValid("key", key);
		}
		content.put(key, switch (name.substring(key.length())) {
			case "#file" -> tool.read(absolute(value));
			case "#base64" -> decode(value);
			default -> value;
		});
	}

	// Bad Base64 is taken, and found out by who reads it.
	private static String decode(String value) {
		try {
			return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

	// A relative one is relative to the agent's own directory, where there is none.
	private static String absolute(String file) {
		return Path.of("/").resolve(file).toString();
	}

	static ToolException notValid(String what, String value) {
		return ToolException.usage("%s %s not valid".formatted(what, GoText.quote(value)));
	}

}
