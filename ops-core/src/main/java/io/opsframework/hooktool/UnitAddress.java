package io.opsframework.hooktool;

/**
 * Which of its addresses a unit asks for.
 */
public enum UnitAddress {

	/** The one within the cloud. */
	PRIVATE,

	/** The one that others reach it by. */
	PUBLIC;

	String jujuName() {
		return (this == PRIVATE) ? "private-address" : "public-address";
	}

}
