package io.opsframework.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.opsframework.charm.YamlValue;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

/**
 * A platform that a charm is packed for: there is one packed charm for each.
 *
 * @param name the author's name for it, such as {@code amd64} or
 * {@code ubuntu@24.04:amd64}
 * @param base what it is
 */
record CharmPlatform(String name, ManifestBase base) {

	private static final String ARCHITECTURE = "amd64|arm64|armhf|i386|ppc64el|riscv64|s390x";

	private static final Pattern NAME = Pattern.compile("(" + ManifestBase.FORM + ":)?(" + ARCHITECTURE + ")");

	private static final Pattern TARGET = Pattern.compile("(" + ManifestBase.FORM + ":)?(" + ARCHITECTURE + "|all)");

	private static final Pattern BASE = Pattern.compile(ManifestBase.FORM);

	private static final Pattern BUILD_BASE = Pattern.compile(ManifestBase.FORM + "|ubuntu@devel");

	private static final Map<String, String> JAVA_NAMES = Map.of("x86_64", "amd64", "aarch64", "arm64", "arm", "armhf",
			"ppc64le", "ppc64el");

	/**
	 * Read the platforms of a charm. Charms for bases up to 22.04 may list the bases
	 * instead.
	 * @param charmcraft the content of the {@code charmcraft.yaml}
	 * @return the platforms, at least one
	 */
	static List<CharmPlatform> readAll(YamlValue charmcraft) {
		YamlValue platforms = charmcraft.get("platforms");
		YamlValue bases = charmcraft.get("bases");
		if (platforms.isPresent() == bases.isPresent()) {
			throw charmcraft.problem("expected either 'platforms' (with 'base') or 'bases'");
		}
		checkForm(charmcraft.get("base"), BASE);
		checkForm(charmcraft.get("build-base"), BUILD_BASE);
		List<CharmPlatform> result = bases.isPresent() ? readBases(bases)
				: readPlatforms(platforms, charmcraft.get("base"));
		if (result.isEmpty()) {
			throw platforms.isPresent() ? platforms.problem("'platforms' must have an entry, such as 'amd64:'")
					: bases.problem("'bases' must have an entry");
		}
		return result;
	}

	/**
	 * Find the platform to pack for.
	 * @param platforms those of the charm
	 * @param name the name of the one that is wanted, or {@code null} for the one of this
	 * machine
	 * @return the platform
	 * @throws JarModeErrorException if there is none, or more than one
	 */
	static CharmPlatform find(List<CharmPlatform> platforms, @Nullable String name) {
		List<CharmPlatform> found = platforms.stream()
			.filter((platform) -> (name != null) ? platform.name().equals(name) : platform.isFor(thisMachine()))
			.toList();
		if (found.isEmpty() && name == null && platforms.size() == 1) {
			return platforms.get(0);
		}
		if (found.size() == 1) {
			return found.get(0);
		}
		String names = String.join(", ", platforms.stream().map(CharmPlatform::name).toList());
		throw new JarModeErrorException(
				(name != null) ? "the charm has no platform '%s', only %s".formatted(name, names)
						: "name the platform to pack for with --platform: %s".formatted(names));
	}

	/**
	 * The architecture of this machine.
	 * @return its name, as Debian has it
	 */
	static String thisMachine() {
		return architecture(System.getProperty("os.arch"));
	}

	/**
	 * An architecture by the name that Java has for it.
	 * @param javaName the name
	 * @return the one that Debian has
	 */
	static String architecture(String javaName) {
		return JAVA_NAMES.getOrDefault(javaName, javaName);
	}

	/**
	 * The name of the packed charm, as charmcraft makes it.
	 * @param charm the charm's name
	 * @return the file's name
	 */
	String fileName(String charm) {
		return charm + "_" + this.name.replace('@', '-').replace(':', '-') + ".charm";
	}

	boolean isFor(String architecture) {
		return this.base.architectures().isEmpty() || this.base.architectures().contains(architecture);
	}

	private static void checkForm(YamlValue base, Pattern form) {
		if (base.isPresent()) {
			base.requireText(form, "a base such as ubuntu@24.04");
		}
	}

	// Charmcraft makes a charm for each entry.
	private static List<CharmPlatform> readBases(YamlValue bases) {
		List<CharmPlatform> platforms = new ArrayList<>();
		for (YamlValue entry : bases.elements()) {
			readRunOn(entry).map(ManifestBase::read).map(CharmPlatform::of).forEach(platforms::add);
		}
		return platforms;
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

	private static CharmPlatform of(ManifestBase base) {
		String architectures = base.architectures().isEmpty() ? "all" : String.join("-", base.architectures());
		return new CharmPlatform("%s-%s-%s".formatted(base.name(), base.channel(), architectures), base);
	}

	private static List<CharmPlatform> readPlatforms(YamlValue platforms, YamlValue base) {
		Map<String, CharmPlatform> result = new LinkedHashMap<>();
		for (YamlValue platform : platforms.entries().values()) {
			String target = readTarget(platform);
			String architecture = target.substring(target.indexOf(':') + 1);
			result.put(platform.key(), new CharmPlatform(platform.key(), ManifestBase.of(baseOf(target, platform, base),
					architecture.equals("all") ? Set.of() : Set.of(architecture))));
		}
		return List.copyOf(result.values());
	}

	private static String readTarget(YamlValue platform) {
		boolean architecture = NAME.matcher(platform.key()).matches();
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

}
