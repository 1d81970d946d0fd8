package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.juju.RelationId;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretRotation;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * The tools about secrets.
 */
final class SecretCommands {

	private SecretCommands() {
	}

	static HookToolCall secretAdd(SecretOwner owner, SecretSettings settings, List<String> content) {
		List<String> arguments = settings(settings);
		arguments.addAll(List.of("--owner", owner.jujuName()));
		arguments.addAll(content);
		return new HookToolCall("secret-add", arguments, null);
	}

	static HookToolCall secretSet(SecretUri secret, SecretOwner owner, SecretSettings settings, List<String> content) {
		List<String> arguments = settings(settings);
		arguments.addAll(List.of("--owner", owner.jujuName(), secret.toString()));
		arguments.addAll(content);
		return new HookToolCall("secret-set", arguments, null);
	}

	static HookToolCall secretRemove(SecretUri secret, @Nullable Integer revision) {
		return (revision != null)
				? HookToolCall.of("secret-remove", secret.toString(), "--revision", revision.toString())
				: HookToolCall.of("secret-remove", secret.toString());
	}

	static HookToolCall secretGrant(SecretUri secret, RelationId relation, @Nullable UnitName unit) {
		return inRelation("secret-grant", secret, relation, unit);
	}

	static HookToolCall secretRevoke(SecretUri secret, RelationId relation, @Nullable UnitName unit) {
		return inRelation("secret-revoke", secret, relation, unit);
	}

	static HookToolCall secretRevoke(SecretUri secret, String application) {
		return HookToolCall.of("secret-revoke", "--app", application, secret.toString());
	}

	static HookToolCall secretRevoke(SecretUri secret, UnitName unit) {
		return HookToolCall.of("secret-revoke", "--unit", unit.toString(), secret.toString());
	}

	private static HookToolCall inRelation(String tool, SecretUri secret, RelationId relation,
			@Nullable UnitName unit) {
		List<String> arguments = new ArrayList<>(List.of("--relation", relation.toString()));
		addOption(arguments, "--unit", unit);
		arguments.add(secret.toString());
		return new HookToolCall(tool, arguments, null);
	}

	private static List<String> settings(SecretSettings settings) {
		List<String> arguments = new ArrayList<>();
		addOption(arguments, "--label", settings.label());
		addOption(arguments, "--description", settings.description());
		addOption(arguments, "--expire", settings.expiry());
		addOption(arguments, "--rotate", (settings.rotation() != null) ? settings.rotation().jujuName() : null);
		return arguments;
	}

	private static void addOption(List<String> arguments, String option, @Nullable Object value) {
		if (value != null) {
			arguments.addAll(List.of(option, value.toString()));
		}
	}

	/**
	 * {@code secret-get}, whose answer is not to be remembered.
	 */
	record SecretGet(@Nullable SecretUri secret, @Nullable String label,
			SecretRead read) implements HookToolQuery<Map<String, String>> {

		@Override
		public HookToolCall call() {
			List<String> arguments = new ArrayList<>(List.of("--format=json"));
			if (this.secret != null) {
				arguments.add(this.secret.toString());
			}
			addOption(arguments, "--label", this.label);
			switch (this.read) {
				case REFRESH -> arguments.add("--refresh");
				case PEEK -> arguments.add("--peek");
				case TRACKED -> {
				}
			}
			return new HookToolCall("secret-get", arguments, null);
		}

		@Override
		public String expected() {
			return "a map of strings";
		}

		@Override
		public Map<String, String> read(@Nullable Object json) {
			return HookToolOutput.strings(json);
		}

	}

	/**
	 * {@code secret-info-get}: by its URI, or by its label.
	 */
	record SecretInfoGet(@Nullable SecretUri secret, @Nullable String label) implements HookToolQuery<SecretInfo> {

		@Override
		public HookToolCall call() {
			return (this.secret != null) ? HookToolCall.of("secret-info-get", "--format=json", this.secret.toString())
					: HookToolCall.of("secret-info-get", "--format=json", "--label", String.valueOf(this.label));
		}

		@Override
		public String expected() {
			return "what is known of a secret";
		}

		@Override
		public SecretInfo read(@Nullable Object json) {
			// Whatever it is asked by, there is one.
			Map.Entry<?, ?> entry = HookToolOutput.map(json)
				.entrySet()
				.stream()
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("none"));
			Map<?, ?> info = HookToolOutput.map(entry.getValue());
			return new SecretInfo(SecretUri.of((String) entry.getKey()),
					Math.toIntExact((Long) HookToolOutput.present(info.get("revision"))), owner(info.get("owner")),
					HookToolOutput.name(info.get("label")), HookToolOutput.name(info.get("description")),
					HookToolOutput.instant(info.get("expiry")), rotation(info.get("rotation")),
					HookToolOutput.instant(info.get("rotates")));
		}

		// Also as a tag, unit-greeter-0.
		private static SecretOwner owner(@Nullable Object owner) {
			return (owner instanceof String name && name.startsWith("unit")) ? SecretOwner.UNIT
					: SecretOwner.APPLICATION;
		}

		private static @Nullable SecretRotation rotation(@Nullable Object rotation) {
			return (rotation instanceof String name) ? SecretRotation.of(name).orElse(null) : null;
		}

	}

	/**
	 * {@code secret-ids}.
	 */
	record SecretIds() implements HookToolQuery<List<SecretUri>> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("secret-ids", "--format=json");
		}

		@Override
		public String expected() {
			return "a list of secrets' ids";
		}

		@Override
		public List<SecretUri> read(@Nullable Object json) {
			return HookToolOutput.texts(json).stream().map(SecretUri::of).toList();
		}

	}

}
