package io.opsframework.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A listener's parameter: a record with the relation data of this application. Only the
 * leader may read it, but for peers. While keys are missing the listener is not called,
 * unless the parameter is an {@code Optional} or {@code @Nullable}. Where an endpoint can
 * have several relations, take a {@code Map} from {@link io.opsframework.model.Relation}
 * to the record.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface LocalAppData {

	/**
	 * The endpoint.
	 * @return the name; empty for the relation of the event
	 */
	String value() default "";

}
