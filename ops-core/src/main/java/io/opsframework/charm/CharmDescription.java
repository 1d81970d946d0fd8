package io.opsframework.charm;

import java.util.List;
import java.util.regex.Pattern;

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

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*");

	static CharmDescription read(YamlValue metadata) {
		return new CharmDescription(
				metadata.get("name")
					.requireText(NAME, "the charm's name: lower-case letters, digits and dashes, such as 'my-charm'"),
				metadata.get("display-name").or(metadata.get("title")).text(""), metadata.get("summary").text(""),
				metadata.get("description").text(""),
				YamlValue.joinTexts(metadata.get("maintainer"), metadata.get("maintainers"),
						metadata.get("links").get("contact")),
				MetadataLinks.read(metadata), metadata.get("tags").texts(), metadata.get("terms").texts(),
				metadata.get("series").texts(), metadata.get("min-juju-version").textOrNumber("a version"));
	}

	// What charmcraft asks of an author, and nobody of a charm that is packed.
	static void checkLengths(CharmSources sources) {
		checkLength(sources.metadata().get("name"), 1, 40);
		checkLength(sources.charmcraft().root().get("title"), 2, 40);
		checkLength(sources.metadata().get("summary"), 0, 200);
	}

	private static void checkLength(YamlValue value, int minimum, int maximum) {
		String text = value.text();
		int length = (text != null) ? text.codePointCount(0, text.length()) : minimum;
		if (length < minimum || length > maximum) {
			throw value.mustBe("a text of %d to %d characters".formatted(minimum, maximum));
		}
	}

}
