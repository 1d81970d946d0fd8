package io.opsframework.autoconfigure;

import io.opsframework.autoconfigure.config.CharmConfigBinding;
import io.opsframework.autoconfigure.config.JujuConfigRegistrar;
import io.opsframework.autoconfigure.verification.ActionListenerVerifier;
import io.opsframework.autoconfigure.verification.CharmConfigVerifier;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.DeferralLimits;
import io.opsframework.dispatch.FrameworkConfiguration;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Model;
import io.opsframework.scope.CharmConfigDetector;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for charms: Juju's model, the listeners of its events, the charm's
 * configuration, and the framework that runs a hook.
 */
@AutoConfiguration
@Import({ FrameworkConfiguration.class, ContainerRegistrar.class })
public final class CharmAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static JujuConfigRegistrar jujuConfigRegistrar(CurrentHook currentHook, ConfigurableEnvironment environment,
			ResourceLoader resourceLoader) {
		return new JujuConfigRegistrar(currentHook, environment, resourceLoader);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CharmConfigDetector jujuCharmConfigDetector() {
		return CharmConfigBinding::isBound;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CharmConfigVerifier jujuCharmConfigVerifier(ObjectProvider<CharmMetadata> metadata,
			Environment environment) {
		return new CharmConfigVerifier(metadata, JujuEnvironment.isHook(environment), isProcessed(environment));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ActionListenerVerifier jujuActionListenerVerifier(ObjectProvider<CharmMetadata> metadata,
			Environment environment) {
		return new ActionListenerVerifier(metadata, JujuEnvironment.isHook(environment), isProcessed(environment));
	}

	private static boolean isProcessed(Environment environment) {
		return environment.getProperty(AbstractAotProcessor.AOT_PROCESSING, Boolean.class, false);
	}

	@Bean
	CharmMetadata jujuCharmMetadata(Environment environment, ResourceLoader resourceLoader) {
		return new CharmMetadataLocator(environment, resourceLoader).load();
	}

	@Bean
	@ConfigurationPropertiesBinding
	static SecretConverter jujuSecretConverter(ObjectProvider<Model> model) {
		return new SecretConverter(model);
	}

	@Bean(defaultCandidate = false)
	ConversionService jujuConversionService(ConfigurableListableBeanFactory beanFactory) {
		return new CharmConversionService(beanFactory);
	}

	@Bean
	RecordMapper jujuRecordMapper(@Qualifier("jujuConversionService") ConversionService conversion) {
		return new RecordMapper(conversion);
	}

	// Few hooks need it.
	@Bean
	@Lazy
	DeferralLimits jujuDeferralLimits(Environment environment) {
		CharmProperties.Deferral properties = CharmProperties.of(environment).deferral();
		return new DeferralLimits(properties.maxAttempts(), properties.maxEntries());
	}

	@Bean
	CharmConfigBinding jujuCharmConfigBinding(ConfigurableListableBeanFactory beanFactory, CharmMetadata metadata) {
		return new CharmConfigBinding(beanFactory, metadata);
	}

}
