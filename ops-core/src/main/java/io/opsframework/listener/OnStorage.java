package io.opsframework.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.opsframework.event.StorageEvent;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method that listens to a storage being attached or detaching: to both, or to
 * the one of its event parameter.
 * <p>
 * Beside its event the method may take the {@link io.opsframework.model.Storage Storage}
 * that it is about, and what a {@link ListenerArgumentResolver} provides: configuration,
 * relation data, beans.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@EventListener(classes = StorageEvent.class)
public @interface OnStorage {

	/**
	 * The storage.
	 * @return the name; empty for any
	 */
	String value() default "";

	/**
	 * The listener's id, under which events are deferred for it. Give one to a method
	 * whose name, class or parameters may change.
	 * @return the id; empty for the bean's name, the method's and its parameters
	 */
	@AliasFor(annotation = EventListener.class, attribute = "id")
	String id() default "";

	/**
	 * Ids that this listener had in earlier versions of the charm.
	 * @return the ids
	 */
	String[] aliases() default {};

	/**
	 * A SpEL expression: the listener is called only where it is true. It sees the event
	 * as {@code event} and as the name of its parameter.
	 * @return the expression; empty for always
	 */
	@AliasFor(annotation = EventListener.class, attribute = "condition")
	String condition() default "";

}
