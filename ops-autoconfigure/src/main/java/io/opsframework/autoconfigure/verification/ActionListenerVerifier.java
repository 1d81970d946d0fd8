package io.opsframework.autoconfigure.verification;

import java.util.stream.Stream;

import io.opsframework.charm.ActionMetadata;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.invocation.ActionListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Holds the listeners of actions against what the charm declares, when an application
 * starts outside of Juju: what they take as parameters, and what they return. In a hook
 * it would be the person who runs an action who reads of the author's mistakes.
 */
public final class ActionListenerVerifier implements BeanFactoryPostProcessor {

	private final ObjectProvider<CharmMetadata> metadata;

	private final boolean inHook;

	private final boolean processed;

	/**
	 * Create a new verifier.
	 * @param metadata what the charm declares
	 * @param inHook whether Juju runs the application, which is not looked at then
	 * @param processed whether the application is processed ahead of time: what does not
	 * fit is left to who packs it then, who can also write it
	 */
	public ActionListenerVerifier(ObjectProvider<CharmMetadata> metadata, boolean inHook, boolean processed) {
		this.metadata = metadata;
		this.inHook = inHook;
		this.processed = processed;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (!this.inHook) {
			listeners(beanFactory).forEach((listener) -> verify(listener, beanFactory));
		}
	}

	/**
	 * The listeners of actions that a bean factory has definitions for.
	 * @param beanFactory the bean factory
	 * @return the listeners
	 */
	static Stream<ActionListener> listeners(ConfigurableListableBeanFactory beanFactory) {
		return Stream.of(beanFactory.getBeanDefinitionNames())
			.map((name) -> beanFactory.getType(name, false))
			.flatMap((type) -> (type != null) ? ActionListener.of(type).stream() : Stream.empty());
	}

	private void verify(ActionListener listener, ConfigurableListableBeanFactory beanFactory) {
		listener.requireResults();
		ActionMetadata action = this.metadata.getObject().actions().get(listener.action());
		// One that takes any others can be given whatever the record has.
		if (!this.processed && action != null && !Boolean.TRUE.equals(action.additionalProperties())) {
			for (Class<?> type : listener.parameterRecords(beanFactory)) {
				ActionRecord parameters = new ActionRecord(type,
						ActionParameters.of(action, ConverterBeans.arePresent(beanFactory)));
				parameters.verify();
				parameters.verifyComplete();
			}
		}
	}

}
