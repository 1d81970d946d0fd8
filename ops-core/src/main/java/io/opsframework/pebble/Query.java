package io.opsframework.pebble;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Writes a path with a query.
 */
final class Query {

	private final StringBuilder path;

	private char separator = '?';

	Query(String path) {
		this.path = new StringBuilder(path);
	}

	/**
	 * Write a path of which a part comes from outside.
	 * @param before what stands before it
	 * @param part the part
	 * @param after what stands behind it
	 * @return the path
	 */
	static String path(String before, String part, String after) {
		return before + encode(part).replace("+", "%20") + after;
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	Query with(String name, @Nullable String value) {
		if (value != null) {
			this.path.append(this.separator).append(name).append('=').append(encode(value));
			this.separator = '&';
		}
		return this;
	}

	Query with(String name, Collection<String> values) {
		for (String value : values) {
			with(name, value);
		}
		return this;
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
