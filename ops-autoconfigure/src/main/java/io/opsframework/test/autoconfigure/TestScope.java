package io.opsframework.test.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * The scope of beans that each test has of its own, bound to the test's thread.
 */
final class TestScope implements Scope {

	static final String NAME = "charmTest";

	private final ThreadLocal<Map<String, Object>> beans = ThreadLocal.withInitial(HashMap::new);

	@Override
	public Object get(String name, ObjectFactory<?> objectFactory) {
		Map<String, Object> current = this.beans.get();
		Object bean = current.get(name);
		if (bean == null) {
			bean = objectFactory.getObject();
			current.put(name, bean);
		}
		return bean;
	}

	@Override
	public @Nullable Object remove(String name) {
		return this.beans.get().remove(name);
	}

	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
		// A test's beans hold nothing that must be released.
	}

	@Override
	public @Nullable Object resolveContextualObject(String key) {
		return null;
	}

	@Override
	public @Nullable String getConversationId() {
		return null;
	}

	void end() {
		this.beans.remove();
	}

}
