package io.opsframework.mapping;

import io.opsframework.juju.Excerpt;

/**
 * Plain values do not make the record they should. The message names the key and what was
 * expected, never the value: it may be a secret.
 */
public class MappingException extends RuntimeException {

	private final String key;

	MappingException(String key, String problem) {
		super("'%s' %s".formatted(Excerpt.of(key), problem));
		this.key = key;
	}

	/**
	 * The key whose value is wrong.
	 * @return the key as it stood in the data, dotted where it is nested
	 */
	public String getKey() {
		return this.key;
	}

}
