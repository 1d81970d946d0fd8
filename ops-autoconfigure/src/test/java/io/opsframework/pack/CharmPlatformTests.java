package io.opsframework.pack;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.loader.jarmode.JarModeErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CharmPlatform}.
 */
class CharmPlatformTests {

	private static final String START = """
			type: charm
			name: greeter
			summary: Greets.
			description: Greets whoever asks.
			parts: {}
			""";

	@Test
	void readAllWhenThereIsOneBaseHasItForEachPlatform() {
		assertThat(platforms("""
				base: ubuntu@24.04
				platforms: {amd64: , arm64: }
				""")).containsExactly(platform("amd64", "24.04", "amd64"), platform("arm64", "24.04", "arm64"));
	}

	@Test
	void readAllWhenPlatformSaysWhatItIsBuiltForTakesThat() {
		assertThat(platforms("""
				base: ubuntu@24.04
				platforms:
				  small: {build-on: [amd64, arm64], build-for: arm64}
				  big: {build-on: amd64, build-for: [s390x]}
				""")).containsExactly(platform("small", "24.04", "arm64"), platform("big", "24.04", "s390x"));
	}

	@Test
	void readAllWhenPlatformIsNamedForArchitectureNeedsNoTarget() {
		assertThat(platforms("""
				base: ubuntu@24.04
				platforms: {arm64: {build-on: [amd64]}}
				""")).containsExactly(platform("arm64", "24.04", "arm64"));
	}

	@Test
	void readAllWhenPlatformIsBuiltForAllDoesNotLimitArchitectures() {
		assertThat(platforms("""
				base: ubuntu@24.04
				platforms: {any-machine: {build-on: [amd64], build-for: [all]}}
				""")).containsExactly(platform("any-machine", "24.04"));
	}

	@Test
	void readAllWhenPlatformsHaveBasesTakesThese() {
		assertThat(platforms("""
				platforms:
				  ubuntu@22.04:amd64:
				  ubuntu@24.04:arm64: {build-on: amd64, build-for: arm64}
				""")).containsExactly(platform("ubuntu@22.04:amd64", "22.04", "amd64"),
				platform("ubuntu@24.04:arm64", "24.04", "arm64"));
	}

	@Test
	void readAllWhenThereAreBasesTakesWhatTheyRunOn() {
		assertThat(platforms("""
				bases:
				  - build-on: [{name: ubuntu, channel: "20.04"}]
				    run-on:
				      - {name: ubuntu, channel: "20.04", architectures: [amd64]}
				      - {name: ubuntu, channel: "22.04", architectures: [amd64, arm64]}
				""")).containsExactly(platform("ubuntu-20.04-amd64", "20.04", "amd64"),
				platform("ubuntu-22.04-amd64-arm64", "22.04", "amd64", "arm64"));
	}

	@Test
	void readAllWhenBaseIsInShortFormDoesNotLimitArchitectures() {
		CharmcraftFile charmcraft = CharmcraftYaml.parse(START + "bases: [{name: ubuntu, channel: '22.04'}]");
		CharmPlatform platform = charmcraft.platforms().get(0);
		assertThat(platform).isEqualTo(platform("ubuntu-22.04-all", "22.04"));
		assertThat(CharmFiles.split(charmcraft, platform.base()).get("manifest.yaml")).startsWith("""
				bases:
				  - name: ubuntu
				    channel: '22.04'
				analysis:
				""");
	}

	@Test
	void findWhenNothingIsSaidTakesThisMachines() {
		CharmPlatform here = new CharmPlatform("here",
				new ManifestBase("ubuntu", "24.04", List.of(CharmPlatform.thisMachine())));
		assertThat(CharmPlatform.find(List.of(platform("old", "24.04", "i386"), here), null)).isEqualTo(here);
	}

	@Test
	void findWhenThereIsOnlyOneTakesIt() {
		CharmPlatform only = platform("old", "24.04", "i386");
		assertThat(CharmPlatform.find(List.of(only), null)).isEqualTo(only);
	}

	@Test
	void findWhenSeveralAreOfThisMachineAsksForOne() {
		List<CharmPlatform> platforms = List.of(platform("old", "22.04"), platform("new", "24.04"));
		assertThatExceptionOfType(JarModeErrorException.class).isThrownBy(() -> CharmPlatform.find(platforms, null))
			.withMessage("name the platform to pack for with --platform: old, new");
		assertThat(CharmPlatform.find(platforms, "new")).isEqualTo(platforms.get(1));
	}

	@Test
	void findWhenThereIsNoneOfTheNameSaysWhichThereAre() {
		assertThatExceptionOfType(JarModeErrorException.class)
			.isThrownBy(() -> CharmPlatform.find(List.of(platform("old", "22.04")), "new"))
			.withMessage("the charm has no platform 'new', only old");
	}

	@ParameterizedTest
	@CsvSource({ "amd64, greeter_amd64.charm", "ubuntu@24.04:amd64, greeter_ubuntu-24.04-amd64.charm" })
	void fileNameIsCharmcrafts(String name, String fileName) {
		assertThat(platform(name, "24.04").fileName("greeter")).isEqualTo(fileName);
	}

	private static CharmPlatform platform(String name, String channel, String... architectures) {
		return new CharmPlatform(name, new ManifestBase("ubuntu", channel, List.of(architectures)));
	}

	private static List<CharmPlatform> platforms(String content) {
		return CharmcraftYaml.parse(START + content).platforms();
	}

}
