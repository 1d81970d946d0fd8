package io.opsframework.pack;

import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Tag;

/**
 * The shape of a {@code charmcraft.yaml}: what charmcraft 4 refuses is refused here, and
 * so is what Juju would refuse when the charm is deployed.
 */
final class CharmcraftRules {

	/** Juju's rule for charms; charmcraft adds the length. */
	private static final Pattern NAME = Pattern.compile("(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*");

	/** Charmcraft refuses Python's keywords. */
	private static final String KEYWORD = "(and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally"
			+ "|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)";

	/** What charmcraft's and Juju's rules for actions have in common. */
	private static final Pattern ACTION = Pattern
		.compile("(?!juju(-|$))(?!" + KEYWORD + "$)[a-z]([a-z0-9-]*[a-z0-9])?");

	private static final String BASE = "(ubuntu@\\d\\d\\.\\d\\d|almalinux@\\d+)";

	private static final Pattern PLATFORM = Pattern
		.compile("(" + BASE + ":)?(amd64|arm64|armhf|i386|ppc64el|riscv64|s390x)");

	private static final Pattern FEATURE = Pattern
		.compile("juju *(>=|<) *\\d+(\\.\\d+)*(-[a-z]+\\d+)?|[a-z][a-z0-9-]*[a-z0-9]( *(>=|<) *\\d+(\\.\\d+)*)?");

	private static final Pattern URI = Pattern.compile("\\w[\\w+.-]*:\\S+");

	private CharmcraftRules() {
	}

	static Rule charmcraft() {
		MappingRule rules = MappingRule.keys()
			.required("type", Rule.oneOf("charm"))
			.required("name", Rule.matching(NAME, "1 to 40 lower-case letters, digits and dashes, such as 'my-charm'"))
			.required("summary", Rule.text(1, 200))
			.required("description", Rule.text())
			.optional("title", Rule.text(2, 40))
			.optional("base", base(BASE))
			.optional("build-base", base(BASE + "|ubuntu@devel"))
			.optional("platforms", CharmcraftRules::checkPlatforms)
			.optional("bases", Rule.listOf(bases()))
			.optional("parts", Rule.mapOf(Rule.mapOf(Rule.any())))
			.optional("links", links())
			.optional("config", MappingRule.keys().optional("options", Rule.mapOf(option())))
			.optional("actions", Rule.mapOf(ACTION,
					"an action's name: lower-case letters, digits and dashes, and not Juju's own", action()));
		addMetadata(rules);
		for (String key : new String[] { "adopt-info", "package-repositories", "analysis", "charm-libs", "charmhub" }) {
			rules.optional(key, Rule.any());
		}
		return rules.optional("extensions", (value) -> {
			throw value.invalid("'extensions' are expanded by charmcraft only: "
					+ "write out what 'charmcraft expand-extensions' shows");
		});
	}

	private static void addMetadata(MappingRule rules) {
		rules.optional("assumes", Rule.listOf(assumption()))
			.optional("charm-user", Rule.oneOf("root", "sudoer", "non-root"))
			.optional("containers", Rule.mapOf(container()))
			.optional("resources", Rule.mapOf(resource()))
			.optional("storage", Rule.mapOf(storage()))
			.optional("devices", Rule.mapOf(Rule.mapOf(Rule.any())))
			.optional("requires", Rule.mapOf(endpoint()))
			.optional("provides", Rule.mapOf(endpoint()))
			.optional("peers", Rule.mapOf(endpoint()))
			.optional("extra-bindings", Rule.mapOf(Rule.tagged("empty", Tag.NULL)))
			.optional("subordinate", Rule.bool())
			.optional("terms", Rule.listOf(Rule.text()));
	}

	private static Rule base(String pattern) {
		return Rule.matching(Pattern.compile(pattern), "a base such as ubuntu@24.04");
	}

	private static void checkPlatforms(YamlValue platforms) {
		Rule target = Rule.matching(PLATFORM, "an architecture such as amd64 or arm64");
		Rule targets = target.orIfNotScalar(Rule.listOf(target, 1));
		Rule texts = Rule.text().orIfNotScalar(Rule.listOf(Rule.text()));
		Rule named = MappingRule.keys().required("build-on", texts).required("build-for", targets);
		platforms.entries().forEach((name, value) -> {
			if (value.is(Tag.NULL) && !PLATFORM.matcher(name).matches()) {
				throw value.unexpected("'build-on' and 'build-for', or an architecture such as amd64 as its name");
			}
			named.orNothing().check(value);
		});
	}

	private static Rule bases() {
		Rule base = MappingRule.keys()
			.required("name", Rule.text())
			.required("channel", Rule.text())
			.optional("architectures", Rule.listOf(Rule.text()));
		Rule expanded = MappingRule.keys()
			.required("build-on", Rule.listOf(base))
			.required("run-on", Rule.listOf(base));
		return (value) -> ((value.find("name") != null) ? base : expanded).check(value);
	}

	private static Rule links() {
		Rule uri = Rule.matching(URI, "an address such as https://example.com");
		Rule uris = uri.orIfNotScalar(Rule.listOf(uri));
		return MappingRule.keys()
			.optional("contact", Rule.text().orIfNotScalar(Rule.listOf(Rule.text())))
			.optional("documentation", uri)
			.optional("issues", uris)
			.optional("source", uris)
			.optional("website", uris);
	}

	private static Rule option() {
		Rule shape = MappingRule.keys()
			.optional("type", Rule.oneOf("string", "int", "float", "boolean", "secret"))
			.optional("default", Rule.any())
			.optional("description", Rule.text());
		return (value) -> {
			shape.check(value);
			YamlValue type = value.find("type");
			YamlValue defaultValue = value.find("default");
			if (defaultValue != null) {
				valueOf((type != null) ? type.text() : "string").check(defaultValue);
			}
		};
	}

	private static Rule valueOf(String type) {
		return switch (type) {
			case "int" -> Rule.integer();
			case "float" -> Rule.tagged("a number", Tag.FLOAT, Tag.INT);
			case "boolean" -> Rule.bool();
			case "secret" -> Rule.matching(Pattern.compile("|secret:.+"), "a secret's URI or \"\"");
			default -> Rule.text();
		};
	}

	private static Rule action() {
		return MappingRule.keys()
			.optional("description", Rule.text())
			.optional("params", Rule.mapOf(Rule.mapOf(Rule.any())))
			.optional("required", Rule.listOf(Rule.text()))
			.optional("additionalProperties", Rule.bool())
			.optional("parallel", Rule.bool())
			.optional("execution-group", Rule.text())
			.andOthers();
	}

	private static Rule assumption() {
		return Rule.matching(FEATURE, "a feature such as k8s-api or 'juju >= 3.6'")
			.orIfNotScalar(MappingRule.keys()
				.optional("any-of", Rule.listOf(CharmcraftRules::checkAssumption))
				.optional("all-of", Rule.listOf(CharmcraftRules::checkAssumption)));
	}

	private static void checkAssumption(YamlValue value) {
		assumption().check(value);
	}

	private static Rule container() {
		return MappingRule.keys()
			.optional("resource", Rule.text())
			.optional("mounts",
					Rule.listOf(MappingRule.keys().required("storage", Rule.text()).optional("location", Rule.text())))
			.optional("uid", Rule.integer())
			.optional("gid", Rule.integer())
			.optional("bases", Rule.any());
	}

	private static Rule resource() {
		return MappingRule.keys()
			.optional("type", Rule.oneOf("file", "oci-image"))
			.optional("filename", Rule.matching(Pattern.compile("[^/]+"), "a file name without '/'"))
			.optional("description", Rule.text())
			.optional("upstream-source", Rule.text());
	}

	private static Rule storage() {
		return MappingRule.keys().required("type", Rule.oneOf("filesystem", "block")).andOthers();
	}

	private static Rule endpoint() {
		return Rule.text()
			.orIfNotScalar(MappingRule.keys()
				.required("interface", Rule.text())
				.optional("limit", Rule.integer())
				.optional("scope", Rule.oneOf("global", "container"))
				.optional("optional", Rule.bool()));
	}

}
