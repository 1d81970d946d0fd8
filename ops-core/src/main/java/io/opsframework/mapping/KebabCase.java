package io.opsframework.mapping;

/**
 * Names in kebab case, as Spring Boot makes them of the names of properties: what is said
 * about options of the configuration holds for keys of records. ({@code ops-core} does
 * not know Spring Boot, whose {@code DataObjectPropertyName} this has to agree with.)
 */
final class KebabCase {

	private KebabCase() {
	}

	static String of(String name) {
		StringBuilder kebab = new StringBuilder(name.length());
		boolean inIndex = false;
		for (char c : name.toCharArray()) {
			inIndex = c == '[' || (inIndex && c != ']');
			append(kebab, c, inIndex || c == ']');
		}
		return kebab.toString();
	}

	// What stands in brackets is an index or a key of a map, and stays as it is.
	private static void append(StringBuilder kebab, char c, boolean literally) {
		if (!literally && Character.isUpperCase(c) && !kebab.isEmpty() && kebab.charAt(kebab.length() - 1) != '-') {
			kebab.append('-');
		}
		kebab.append(literally ? c : lowerCase(c));
	}

	private static char lowerCase(char c) {
		return (c != '_') ? Character.toLowerCase(c) : '-';
	}

}
