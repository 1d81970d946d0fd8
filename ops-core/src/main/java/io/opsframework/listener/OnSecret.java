package io.opsframework.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.opsframework.event.SecretEvent;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method that listens to what happens to secrets.
 * <p>
 * Beside its event the method may take what a {@link ListenerArgumentResolver} provides:
 * configuration, relation data, beans.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@EventListener(classes = SecretEvent.class)
public @interface OnSecret {

	/**
	 * The label of the secret.
	 * @return the label; empty for any secret
	 */
	@AliasFor("label")
	String value() default "";

	/**
	 * The label of the secret, by its name.
	 * @return the label; empty for any secret
	 */
	@AliasFor("value")
	String label() default "";

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
