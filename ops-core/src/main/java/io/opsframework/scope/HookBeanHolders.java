package io.opsframework.scope;

import java.lang.reflect.AnnotatedElement;
import java.util.Map;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds singletons that would keep a hook bean for later hooks. One that is made with the
 * context fails by itself, since no hook is running then; one that is made later would
 * get the bean of the hook that happens to run.
 */
final class HookBeanHolders {

	private final Map<String, Class<?>> hookBeans;

	HookBeanHolders(Map<String, Class<?>> hookBeans) {
		this.hookBeans = hookBeans;
	}

	/**
	 * Fail if a hook bean is injected into fields or methods of a class.
	 * @param type the class of a singleton that is made late
	 * @throws NoHookException if one is
	 */
	void refuse(Class<?> type) {
		ReflectionUtils.doWithFields(type, (field) -> refuse(field, field.getType()));
		ReflectionUtils.doWithMethods(type, (method) -> refuse(method, method.getParameterTypes()));
	}

	private void refuse(AnnotatedElement element, Class<?>... types) {
		if (AnnotatedElementUtils.hasAnnotation(element, Autowired.class) && !element.isAnnotationPresent(Lazy.class)) {
			for (Class<?> type : types) {
				refuseHookBean(type);
			}
		}
	}

	private void refuseHookBean(Class<?> type) {
		this.hookBeans.forEach((name, hookBean) -> {
			if (type != Object.class && type.isAssignableFrom(hookBean)) {
				throw new NoHookException(name);
			}
		});
	}

}
