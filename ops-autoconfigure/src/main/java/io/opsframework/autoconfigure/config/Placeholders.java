package io.opsframework.autoconfigure.config;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.core.env.MutablePropertySources;

/**
 * Texts that are no placeholders, also where they look like one. Whoever reads a property
 * resolves the placeholders in its value, but not those that are escaped.
 */
final class Placeholders {

	private static final PropertySourcesPlaceholdersResolver NOTHING = new PropertySourcesPlaceholdersResolver(
			new MutablePropertySources());

	private Placeholders() {
	}

	/**
	 * Write a text so that resolving its placeholders gives the text itself.
	 * @param text the text
	 * @return the text with its placeholders escaped
	 */
	static String escape(String text) {
		return text.contains("${") ? escape(text, placeholders(text)) : text;
	}

	private static String escape(String text, BitSet placeholders) {
		StringBuilder escaped = new StringBuilder(text.length() + placeholders.cardinality());
		for (int i = 0; i < text.length(); i++) {
			escaped.append(placeholders.get(i) ? "\\" : "").append(text.charAt(i));
		}
		return escaped.toString();
	}

	// Where one begins. To Spring, one that is not closed is none, and its escape
	// remains.
	private static BitSet placeholders(String text) {
		BitSet placeholders = new BitSet();
		Deque<Integer> open = new ArrayDeque<>();
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == '{') {
				open.push(i);
			}
			else if (text.charAt(i) == '}' && !open.isEmpty()) {
				int start = open.pop() - 1;
				placeholders.set(Math.max(start, 0), start >= 0 && text.charAt(start) == '$');
			}
		}
		return placeholders;
	}

	/**
	 * The text that was escaped.
	 * @param value an escaped text, or a value of another type
	 * @return the text, or the value
	 */
	static @Nullable Object unescape(@Nullable Object value) {
		return NOTHING.resolvePlaceholders(value);
	}

}
