package io.opsframework.scope;

/**
 * A bean that lives only as long as a hook was asked for while none is running in this
 * thread.
 */
public class NoHookException extends IllegalStateException {

	private final String beanName;

	NoHookException(String beanName) {
		super("Bean '%s' exists only while a hook is running, and only in the thread that handles it"
			.formatted(beanName));
		this.beanName = beanName;
	}

	/**
	 * The name of the bean.
	 * @return the name
	 */
	public String getBeanName() {
		return this.beanName;
	}

}
