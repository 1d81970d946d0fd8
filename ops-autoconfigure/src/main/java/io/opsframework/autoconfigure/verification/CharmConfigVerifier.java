package io.opsframework.autoconfigure.verification;

import io.opsframework.autoconfigure.config.CharmConfigBinding;
import io.opsframework.charm.CharmMetadata;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Holds the classes that configuration is bound to against what the charm declares, when
 * an application starts outside of Juju: in tests, in local mode, and where it is
 * processed ahead of time. In a hook it would be the operator who reads of the author's
 * mistakes.
 */
public final class CharmConfigVerifier implements BeanFactoryPostProcessor {

	private final ObjectProvider<CharmMetadata> metadata;

	private final boolean inHook;

	/**
	 * Create a new verifier.
	 * @param metadata what the charm declares
	 * @param inHook whether Juju runs the application, which is not looked at then
	 */
	public CharmConfigVerifier(ObjectProvider<CharmMetadata> metadata, boolean inHook) {
		this.metadata = metadata;
		this.inHook = inHook;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		for (String name : this.inHook ? new String[0] : beanFactory.getBeanDefinitionNames()) {
			ConfigurationProperties annotation = CharmConfigBinding.isBound(beanFactory, name)
					? beanFactory.findAnnotationOnBean(name, ConfigurationProperties.class, false) : null;
			Class<?> type = beanFactory.getType(name, false);
			if (annotation != null && type != null && !beanFactory.containsSingleton(name)) {
				ConfigConstraints.requireValidated(type);
				new ConfigRecord(type, this.metadata.getObject().options(), ConverterBeans.arePresent(beanFactory))
					.verify(ConfigurationPropertyName.of(annotation.prefix()));
			}
		}
	}

}
