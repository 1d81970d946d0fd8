package io.opsframework.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record whose components stand in a databag as JSON, each for itself under its key, as
 * charms write them with {@code Relation.save} of Python's {@code ops}: a text is in
 * quotes there, and an empty one is not an absent one. Without this annotation a text is
 * itself, and only lists, maps and records are JSON.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface JsonRelationData {

}
