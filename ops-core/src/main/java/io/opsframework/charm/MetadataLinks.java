package io.opsframework.charm;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where more about a charm is found.
 *
 * @param websites its web sites
 * @param sources its source code
 * @param issues where problems are reported
 * @param documentation its documentation; {@code null} where the charm does not say
 */
public record MetadataLinks(List<String> websites, List<String> sources, List<String> issues,
		@Nullable String documentation) {

	// charmcraft.yaml has 'links' where metadata.yaml has four keys.
	static MetadataLinks read(Declaration metadata) {
		Declaration links = metadata.get("links");
		return new MetadataLinks(Declaration.joinTexts(metadata.get("website"), links.get("website")),
				Declaration.joinTexts(metadata.get("source"), links.get("source")),
				Declaration.joinTexts(metadata.get("issues"), links.get("issues")),
				metadata.get("docs").or(links.get("documentation")).text());
	}

}
