package io.opsframework.charm;

/**
 * The side of a relation that a charm's endpoint is on.
 */
public enum RelationRole {

	/** The charm uses what the other one offers. */
	REQUIRES("requires"),

	/** The charm offers what the other one uses. */
	PROVIDES("provides"),

	/** The units of one application among themselves. */
	PEER("peers");

	private final String section;

	RelationRole(String section) {
		this.section = section;
	}

	/**
	 * The key in the metadata that endpoints of this role stand below.
	 * @return {@code requires}, {@code provides} or {@code peers}
	 */
	public String section() {
		return this.section;
	}

}
