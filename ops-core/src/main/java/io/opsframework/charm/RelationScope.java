package io.opsframework.charm;

/**
 * Which units see each other over a relation.
 */
public enum RelationScope {

	/** All units of both applications. */
	GLOBAL,

	/** Only a principal unit and the subordinate unit beside it. */
	CONTAINER

}
