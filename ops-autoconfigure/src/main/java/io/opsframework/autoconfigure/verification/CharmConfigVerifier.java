package io.opsframework.autoconfigure.verification;

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.opsframework.autoconfigure.config.CharmConfigBinding;
import io.opsframework.charm.CharmMetadata;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Holds the classes that configuration is bound to against what the charm declares, when
 * an application starts outside of Juju: in tests and in local mode. In a hook it would
 * be the operator who reads of the author's mistakes.
 */
public final class CharmConfigVerifier implements BeanFactoryPostProcessor {

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
	public CharmConfigVerifier(ObjectProvider<CharmMetadata> metadata, boolean inHook, boolean processed) {
		this.metadata = metadata;
		this.inHook = inHook;
		this.processed = processed;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (!this.inHook) {
			records(beanFactory, this.metadata::getObject).forEach((record) -> {
				ConfigConstraints.requireValidated(record.type());
				if (!this.processed) {
					record.verify();
				}
			});
		}
	}

	/**
	 * The classes that configuration is bound to.
	 * @param beanFactory the bean factory that has definitions for them
	 * @param metadata what the charm declares
	 * @return the classes
	 */
	static Stream<ConfigRecord> records(ConfigurableListableBeanFactory beanFactory, Supplier<CharmMetadata> metadata) {
		return Stream.of(beanFactory.getBeanDefinitionNames())
			.filter((name) -> CharmConfigBinding.isBound(beanFactory, name) && !beanFactory.containsSingleton(name))
			.flatMap((name) -> {
				ConfigurationProperties annotation = beanFactory.findAnnotationOnBean(name,
						ConfigurationProperties.class, false);
				Class<?> type = beanFactory.getType(name, false);
				return (annotation != null && type != null)
						? Stream.of(new ConfigRecord(type, ConfigurationPropertyName.of(annotation.prefix()),
								metadata.get().options(), ConverterBeans.arePresent(beanFactory)))
						: Stream.empty();
			});
	}

}
