package io.opsframework.pack;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.opsframework.charm.YamlValue;

/**
 * An operating system that a charm runs on, as its {@code manifest.yaml} names it.
 *
 * @param name its name, {@code ubuntu}
 * @param channel its release, {@code 24.04}
 * @param architectures the architectures, by Debian's names; empty if the author does not
 * limit them
 */
record ManifestBase(String name, String channel, List<String> architectures) {

	private static final String BASE = "(ubuntu@\\d\\d\\.\\d\\d|almalinux@\\d+)";

	private static final String ARCHITECTURE = "amd64|arm64|armhf|i386|ppc64el|riscv64|s390x";

	private static final Pattern RUNNING = Pattern.compile(BASE);

	private static final Pattern BUILDING = Pattern.compile(BASE + "|ubuntu@devel");

	private static final Pattern PLATFORM = Pattern.compile("(" + BASE + ":)?(" + ARCHITECTURE + ")");

	private static final Pattern TARGET = Pattern.compile("(" + BASE + ":)?(" + ARCHITECTURE + "|all)");

	/**
	 * Read the bases of a charm, over all its platforms. Charms for bases up to 22.04 may
	 * list the bases instead.
	 * @param charmcraft the content of the {@code charmcraft.yaml}
	 * @return the bases, at least one
	 */
	static List<ManifestBase> readAll(YamlValue charmcraft) {
		YamlValue platforms = charmcraft.get("platforms");
		YamlValue bases = charmcraft.get("bases");
		if (platforms.isPresent() == bases.isPresent()) {
			throw charmcraft.problem("expected either 'platforms' (with 'base') or 'bases'");
		}
		checkForm(charmcraft.get("base"), RUNNING);
		checkForm(charmcraft.get("build-base"), BUILDING);
		List<ManifestBase> result = bases.isPresent() ? readBases(bases)
				: readPlatforms(platforms, charmcraft.get("base"));
		if (result.isEmpty()) {
			throw platforms.isPresent() ? platforms.problem("'platforms' must have an entry, such as 'amd64:'")
					: bases.problem("'bases' must have an entry");
		}
		return result;
	}

	private static void checkForm(YamlValue base, Pattern form) {
		if (base.isPresent()) {
			base.requireText(form, "a base such as ubuntu@24.04");
		}
	}

	private static List<ManifestBase> readBases(YamlValue bases) {
		return bases.elements().stream().flatMap(ManifestBase::readRunOn).map(ManifestBase::read).toList();
	}

	private static Stream<YamlValue> readRunOn(YamlValue entry) {
		if (!entry.entries().containsKey("build-on")) {
			return Stream.of(entry);
		}
		entry.allowOnly(List.of("build-on", "run-on"));
		CharmcraftRules.require(entry.get("run-on"), "a list");
		entry.get("build-on").elements().forEach(ManifestBase::read);
		return entry.get("run-on").elements().stream();
	}

	private static ManifestBase read(YamlValue base) {
		base.allowOnly(List.of("name", "channel", "architectures"));
		return new ManifestBase(base.get("name").requireText("an operating system such as ubuntu"),
				base.get("channel").requireText("a release such as '22.04'"), base.get("architectures").texts());
	}

	private static List<ManifestBase> readPlatforms(YamlValue platforms, YamlValue base) {
		Map<String, Set<String>> architectures = new LinkedHashMap<>();
		for (YamlValue platform : platforms.entries().values()) {
			String target = readTarget(platform);
			architectures.computeIfAbsent(baseOf(target, platform, base), (any) -> new LinkedHashSet<>())
				.add(target.substring(target.indexOf(':') + 1));
		}
		return architectures.entrySet().stream().map((entry) -> of(entry.getKey(), entry.getValue())).toList();
	}

	private static String readTarget(YamlValue platform) {
		boolean architecture = PLATFORM.matcher(platform.key()).matches();
		if (!platform.isPresent() && !architecture) {
			throw platform.mustBe("a mapping with 'build-on' and 'build-for', "
					+ "or have an architecture such as amd64 as its name");
		}
		if (platform.isPresent()) {
			platform.allowOnly(List.of("build-on", "build-for"));
			CharmcraftRules.require(platform.get("build-on"), "a text or a list of texts");
			platform.get("build-on").textOrTexts();
		}
		YamlValue target = platform.get("build-for");
		return (architecture && !target.isPresent()) ? platform.key() : single(target);
	}

	private static String single(YamlValue target) {
		List<YamlValue> targets = target.isList() ? target.elements() : List.of(target);
		if (targets.size() != 1) {
			throw target.mustBe("one architecture");
		}
		return targets.get(0).requireText(TARGET, "an architecture such as amd64 or arm64");
	}

	private static String baseOf(String target, YamlValue platform, YamlValue base) {
		return Stream.of(target, platform.key())
			.filter((name) -> name.contains("@") && name.contains(":"))
			.map((name) -> name.substring(0, name.indexOf(':')))
			.findFirst()
			.orElseGet(() -> base.requireText("a base such as ubuntu@24.04"));
	}

	private static ManifestBase of(String base, Set<String> architectures) {
		int at = base.indexOf('@');
		return new ManifestBase(base.substring(0, at), base.substring(at + 1),
				architectures.contains("all") ? List.of() : List.copyOf(architectures));
	}

}
