package io.opsframework.charm;

import java.util.List;
import java.util.regex.Pattern;

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

	private static final List<String> KEYS = List.of("contact", "documentation", "issues", "source", "website");

	private static final Pattern ADDRESS = Pattern.compile("\\w[\\w+.-]*:\\S+");

	// charmcraft.yaml has 'links' where metadata.yaml has four keys.
	static MetadataLinks read(YamlValue metadata) {
		YamlValue links = metadata.get("links");
		links.allowOnly(KEYS);
		links.entries().values().forEach(MetadataLinks::check);
		return new MetadataLinks(YamlValue.joinTexts(metadata.get("website"), links.get("website")),
				YamlValue.joinTexts(metadata.get("source"), links.get("source")),
				YamlValue.joinTexts(metadata.get("issues"), links.get("issues")),
				metadata.get("docs").or(links.get("documentation")).text());
	}

	private static void check(YamlValue link) {
		if (link.isPresent() && !link.key().equals("contact")) {
			List<YamlValue> addresses = link.isList() ? link.elements() : List.of(link);
			addresses.forEach((address) -> address.requireText(ADDRESS, "an address such as https://example.com"));
		}
	}

}
