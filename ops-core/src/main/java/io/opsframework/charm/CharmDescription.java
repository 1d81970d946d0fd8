package io.opsframework.charm;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a charm says about itself. Where the charm does not say, texts and lists are
 * empty.
 *
 * @param name the charm's name, never empty
 * @param displayName its name for people
 * @param summary what it is, in one line
 * @param description what it is, at length
 * @param maintainers who maintains it
 * @param links where more about it is found
 * @param tags its tags
 * @param terms the terms a user must agree to
 * @param series the series it runs on, in the old format
 * @param minJujuVersion the oldest version of Juju it runs on, in the old format;
 * {@code null} where the charm does not say
 */
public record CharmDescription(String name, String displayName, String summary, String description,
		List<String> maintainers, MetadataLinks links, List<String> tags, List<String> terms, List<String> series,
		@Nullable String minJujuVersion) {

	static CharmDescription read(Declaration metadata) {
		return new CharmDescription(metadata.get("name").requireText("the charm's name"),
				metadata.get("display-name").or(metadata.get("title")).text(""), metadata.get("summary").text(""),
				metadata.get("description").text(""),
				Declaration.joinTexts(metadata.get("maintainer"), metadata.get("maintainers"),
						metadata.get("links").get("contact")),
				MetadataLinks.read(metadata), metadata.get("tags").texts(), metadata.get("terms").texts(),
				metadata.get("series").texts(), metadata.get("min-juju-version").textOrNumber("a version"));
	}

}
