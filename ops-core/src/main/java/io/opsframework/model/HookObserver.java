package io.opsframework.model;

/**
 * Sees what a hook does, in the hook's thread. Does nothing by default.
 */
public interface HookObserver {

	/** Looks away. */
	HookObserver NONE = new HookObserver() {
	};

	/**
	 * A listener is about to be called.
	 * @param id the listener's id
	 */
	default void listenerCalled(String id) {
	}

	/**
	 * An event was published.
	 * @param event the event
	 */
	default void eventPublished(Object event) {
	}

	/**
	 * A bean was made that lives as long as the hook.
	 * @param bean the bean
	 */
	default void beanCreated(Object bean) {
	}

}
