package io.opsframework.pack;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ManifestBase}.
 */
class ManifestBaseTests {

	private static final String START = """
			type: charm
			name: greeter
			summary: Greets.
			description: Greets whoever asks.
			parts: {}
			""";

	@Test
	void readAllWhenThereIsOneBaseHasAllPlatforms() {
		assertThat(bases("""
				base: ubuntu@24.04
				platforms: {amd64: , arm64: }
				""")).containsExactly(new ManifestBase("ubuntu", "24.04", List.of("amd64", "arm64")));
	}

	@Test
	void readAllWhenPlatformSaysWhatItIsBuiltForTakesThat() {
		assertThat(bases("""
				base: ubuntu@24.04
				platforms:
				  small: {build-on: [amd64, arm64], build-for: arm64}
				  big: {build-on: amd64, build-for: [s390x]}
				""")).containsExactly(new ManifestBase("ubuntu", "24.04", List.of("arm64", "s390x")));
	}

	@Test
	void readAllWhenPlatformIsNamedForArchitectureNeedsNoTarget() {
		assertThat(bases("""
				base: ubuntu@24.04
				platforms: {arm64: {build-on: [amd64]}}
				""")).containsExactly(new ManifestBase("ubuntu", "24.04", List.of("arm64")));
	}

	@Test
	void readAllWhenPlatformIsBuiltForAllDoesNotLimitArchitectures() {
		assertThat(bases("""
				base: ubuntu@24.04
				platforms: {any-machine: {build-on: [amd64], build-for: [all]}}
				""")).containsExactly(new ManifestBase("ubuntu", "24.04", List.of()));
	}

	@Test
	void readAllWhenPlatformsHaveBasesGroupsByBase() {
		assertThat(bases("""
				platforms:
				  ubuntu@22.04:amd64:
				  ubuntu@24.04:amd64:
				  ubuntu@24.04:arm64: {build-on: amd64, build-for: arm64}
				""")).containsExactly(new ManifestBase("ubuntu", "22.04", List.of("amd64")),
				new ManifestBase("ubuntu", "24.04", List.of("amd64", "arm64")));
	}

	@Test
	void readAllWhenThereAreBasesTakesWhatTheyRunOn() {
		assertThat(bases("""
				bases:
				  - build-on: [{name: ubuntu, channel: "20.04"}]
				    run-on:
				      - {name: ubuntu, channel: "20.04", architectures: [amd64]}
				      - {name: ubuntu, channel: "22.04", architectures: [amd64, arm64]}
				""")).containsExactly(new ManifestBase("ubuntu", "20.04", List.of("amd64")),
				new ManifestBase("ubuntu", "22.04", List.of("amd64", "arm64")));
	}

	@Test
	void readAllWhenBaseIsInShortFormDoesNotLimitArchitectures() {
		CharmcraftFile charmcraft = CharmcraftYaml.parse(START + "bases: [{name: ubuntu, channel: '22.04'}]");
		assertThat(charmcraft.bases()).containsExactly(new ManifestBase("ubuntu", "22.04", List.of()));
		assertThat(CharmFiles.split(charmcraft).get("manifest.yaml")).isEqualTo("""
				bases:
				  - name: ubuntu
				    channel: '22.04'
				""");
	}

	private List<ManifestBase> bases(String content) {
		return CharmcraftYaml.parse(START + content).bases();
	}

}
