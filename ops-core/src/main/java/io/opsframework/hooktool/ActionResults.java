package io.opsframework.hooktool;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes the flat keys and text values of {@code action-set} from nested results, and
 * holds them to Juju's rules.
 */
final class ActionResults {

	private final Map<String, String> flat = new LinkedHashMap<>();

	private ActionResults() {
	}

	static String[] arguments(Map<String, ?> results) {
		ActionResults flattened = new ActionResults();
		flattened.add("", results);
		flattened.checkParents();
		String[] arguments = new String[flattened.flat.size()];
		int i = 0;
		for (Map.Entry<String, String> result : flattened.flat.entrySet()) {
			arguments[i++] = result.getKey() + '=' + result.getValue();
		}
		return arguments;
	}

	private void add(String prefix, Map<?, ?> results) {
		for (Map.Entry<?, ?> result : results.entrySet()) {
			String key = prefix + result.getKey();
			checkKey(key);
			Object value = result.getValue();
			if (value instanceof Map<?, ?> nested) {
				add(key + '.', nested);
			}
			else {
				addValue(key, value);
			}
		}
	}

	private void addValue(String key, @Nullable Object value) {
		if (value == null) {
			throw refused(key, "has no value");
		}
		if (this.flat.put(key, value.toString()) != null) {
			throw refused(key, "is given twice, nested and with dots");
		}
	}

	private void checkParents() {
		for (String key : this.flat.keySet()) {
			for (int dot = key.indexOf('.'); dot != -1; dot = key.indexOf('.', dot + 1)) {
				if (this.flat.containsKey(key.substring(0, dot))) {
					throw refused(key, "collides with '" + key.substring(0, dot) + "', which has a value of its own");
				}
			}
		}
	}

	private static void checkKey(String key) {
		int start = 0;
		while (start <= key.length()) {
			int dot = key.indexOf('.', start);
			int end = (dot != -1) ? dot : key.length();
			if (!isSegment(key, start, end)) {
				throw refused(key, "must consist of lower-case letters, digits and inner hyphens, "
						+ "with dots between the keys of nested results");
			}
			start = end + 1;
		}
		if (isReserved(key)) {
			throw refused(key, "is reserved: Juju itself sets stdout, stderr and their encodings");
		}
	}

	private static boolean isSegment(String key, int start, int end) {
		for (int i = start; i < end; i++) {
			char character = key.charAt(i);
			boolean inner = i > start && i < end - 1;
			boolean alphanumeric = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
			if (!alphanumeric && !(inner && character == '-')) {
				return false;
			}
		}
		return end > start;
	}

	private static boolean isReserved(String key) {
		int dot = key.indexOf('.');
		return switch ((dot != -1) ? key.substring(0, dot) : key) {
			case "stdout", "stdout-encoding", "stderr", "stderr-encoding" -> true;
			default -> false;
		};
	}

	private static IllegalArgumentException refused(String key, String rule) {
		return new IllegalArgumentException("Action result '" + key + "' " + rule);
	}

}
