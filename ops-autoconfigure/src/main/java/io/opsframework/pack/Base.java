package io.opsframework.pack;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An operating system that a charm runs on.
 *
 * @param name its name, {@code ubuntu}
 * @param channel its release, {@code 24.04}
 * @param architectures the architectures, by Debian's names; empty if the author does not
 * limit them
 */
record Base(String name, String channel, List<String> architectures) {

	/**
	 * Whether the name of a platform has a base in it: {@code ubuntu@24.04:amd64}.
	 * @param platform the name
	 * @return {@code true} if it has
	 */
	static boolean isIn(String platform) {
		return platform.contains("@") && platform.contains(":");
	}

	/**
	 * Give the bases of a charm, over all its platforms.
	 * @param charmcraft the content of the {@code charmcraft.yaml}
	 * @return the bases
	 */
	static List<Base> listOf(YamlValue charmcraft) {
		YamlValue bases = charmcraft.find("bases");
		return (bases != null) ? ofBases(bases) : ofPlatforms(charmcraft);
	}

	private static List<Base> ofBases(YamlValue bases) {
		return bases.items().stream().flatMap((base) -> {
			YamlValue runOn = base.find("run-on");
			return ((runOn != null) ? runOn.items() : List.of(base)).stream();
		}).map(Base::ofEntry).toList();
	}

	private static Base ofEntry(YamlValue entry) {
		YamlValue architectures = entry.find("architectures");
		return new Base(entry.entries().get("name").text(), entry.entries().get("channel").text(),
				(architectures != null) ? texts(architectures) : List.of());
	}

	private static List<Base> ofPlatforms(YamlValue charmcraft) {
		Map<String, Set<String>> architectures = new LinkedHashMap<>();
		charmcraft.entriesOf("platforms").forEach((platform, value) -> {
			for (String target : targets(platform, value)) {
				architectures.computeIfAbsent(base(charmcraft, target, platform), (base) -> new LinkedHashSet<>())
					.add(target.substring(target.indexOf(':') + 1));
			}
		});
		return architectures.entrySet().stream().map((base) -> of(base.getKey(), base.getValue())).toList();
	}

	private static List<String> targets(String platform, YamlValue value) {
		YamlValue buildFor = value.find("build-for");
		return (buildFor != null) ? texts(buildFor) : List.of(platform);
	}

	private static String base(YamlValue charmcraft, String target, String platform) {
		return Stream.of(target, platform)
			.filter(Base::isIn)
			.map((name) -> name.substring(0, name.indexOf(':')))
			.findFirst()
			.orElseGet(() -> charmcraft.entries().get("base").text());
	}

	private static Base of(String base, Set<String> architectures) {
		int at = base.indexOf('@');
		return new Base(base.substring(0, at), base.substring(at + 1), List.copyOf(architectures));
	}

	private static List<String> texts(YamlValue value) {
		return value.isSequence() ? value.items().stream().map(YamlValue::text).toList() : List.of(value.text());
	}

}
