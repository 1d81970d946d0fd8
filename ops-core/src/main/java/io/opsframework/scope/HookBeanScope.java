package io.opsframework.scope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * The scope of beans that live as long as a hook. It is to a hook what request scope is
 * to a request.
 */
public final class HookBeanScope implements Scope {

	/**
	 * The scope's name.
	 */
	public static final String NAME = "hook";

	private static final Logger logger = LoggerFactory.getLogger(HookBeanScope.class);

	private final CurrentHook hook;

	private final ThreadLocal<Beans> beans = ThreadLocal.withInitial(Beans::new);

	// What a bean has taken from one configuration must not show where another one is
	// used.
	private final ThreadLocal<Beans> beansWithOtherConfig = ThreadLocal.withInitial(Beans::new);

	HookBeanScope(CurrentHook hook) {
		this.hook = hook;
	}

	@Override
	public Object get(String name, ObjectFactory<?> objectFactory) {
		Hook running = requireHook(name);
		Beans beans = beans(running);
		Object bean = beans.byName.get(name);
		if (bean == null) {
			bean = objectFactory.getObject();
			beans.byName.put(name, bean);
			running.observer().beanCreated(bean);
		}
		return bean;
	}

	private Hook requireHook(String beanName) {
		return this.hook.find().orElseThrow(() -> new NoHookException(beanName));
	}

	private Beans beans(Hook running) {
		return (running.hasOtherConfig() ? this.beansWithOtherConfig : this.beans).get();
	}

	@Override
	public @Nullable Object remove(String name) {
		Beans beans = beans(requireHook(name));
		beans.destruction.remove(name);
		return beans.byName.remove(name);
	}

	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
		beans(requireHook(name)).destruction.put(name, callback);
	}

	@Override
	public @Nullable Object resolveContextualObject(String key) {
		return null;
	}

	@Override
	public @Nullable String getConversationId() {
		return null;
	}

	/**
	 * Destroy the beans of the hook of this thread.
	 */
	public void end() {
		try {
			end(this.beansWithOtherConfig);
		}
		finally {
			end(this.beans);
		}
	}

	private static void end(ThreadLocal<Beans> beans) {
		try {
			beans.get().destroy();
		}
		finally {
			beans.remove();
		}
	}

	/**
	 * The beans of one hook.
	 */
	private static final class Beans {

		private final Map<String, Object> byName = new HashMap<>();

		private final Map<String, Runnable> destruction = new LinkedHashMap<>();

		void destroy() {
			List<Map.Entry<String, Runnable>> callbacks = new ArrayList<>(this.destruction.entrySet());
			Collections.reverse(callbacks);
			for (Map.Entry<String, Runnable> callback : callbacks) {
				try {
					callback.getValue().run();
				}
				catch (RuntimeException | LinkageError | AssertionError ex) {
					logger.warn("Bean '{}' failed at the end of the hook", callback.getKey(), ex);
				}
			}
		}

	}

}
