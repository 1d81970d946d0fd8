package io.opsframework.scope;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Scope;

/**
 * Puts a bean into the scope of a hook: it is made when a hook first needs it and
 * destroyed at the hook's end. Beans that listen to a charm's events, beans bound to
 * {@code charm.config} and beans that need one of these in their constructor are in this
 * scope without saying so.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Scope(HookBeanScope.NAME)
public @interface HookScope {

}
