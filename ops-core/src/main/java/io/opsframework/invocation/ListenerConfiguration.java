package io.opsframework.invocation;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.DeferralLimits;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerGate;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Model;
import io.opsframework.observation.CharmObservations;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;

/**
 * The beans that find listeners and call them.
 */
@Configuration(proxyBeanMethods = false)
public final class ListenerConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CharmEventListenerFactory jujuEventListenerFactory(BeanFactory beanFactory) {
		return new CharmEventListenerFactory(beanFactory);
	}

	@Bean
	ListenerParameterFactory jujuListenerParameterFactory(ObjectProvider<ListenerArgumentResolver> added, Model model,
			CharmMetadata metadata, RecordMapper mapper, DefaultListableBeanFactory beanFactory) {
		return new ListenerParameterFactory(added.orderedStream().toList(), model, metadata, mapper, beanFactory);
	}

	@Bean
	ListenerMethodFactory jujuListenerMethodFactory(BeanFactory beanFactory, CharmMetadata metadata,
			ListenerParameterFactory parameters, ObjectProvider<ListenerGate> gates) {
		return new ListenerMethodFactory(beanFactory, metadata, parameters, gates.orderedStream().toList());
	}

	@Bean
	@Lazy
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	ListenerConditionEvaluator jujuListenerConditionEvaluator(BeanFactory beanFactory) {
		return new ListenerConditionEvaluator(beanFactory);
	}

	@Bean
	CharmListeners jujuCharmListeners(ObjectProvider<CharmConfig> config, ConfigurableListableBeanFactory beanFactory) {
		return new CharmListeners(config.getIfAvailable(() -> CharmConfig.NONE), new ListenerOrder(beanFactory));
	}

	@Bean
	LastValidConfig jujuLastValidConfig(CurrentHook currentHook, ObjectProvider<CharmConfig> config) {
		return new LastValidConfig(currentHook, config.getIfAvailable(() -> CharmConfig.NONE));
	}

	@Bean
	ListenerChain jujuListenerChain(CharmObservations observations, BeanFactory beanFactory,
			ObjectProvider<CharmConfig> config, LastValidConfig lastValidConfig, CurrentHook currentHook,
			ApplicationEventPublisher publisher, RecordMapper mapper) {
		return new ListenerChain(new ObserveStep(observations), new IsolateStep(currentHook), new GateStep(),
				new ArgumentsStep(beanFactory, config.getIfAvailable(() -> CharmConfig.NONE), lastValidConfig),
				new BufferWritesStep(currentHook), new InvokeStep(currentHook, publisher, mapper));
	}

	@Bean
	ListenerInvoker jujuListenerInvoker(CurrentHook currentHook, ListenerChain chain, EventSerializer serializer,
			ObjectProvider<DeferralLimits> limits) {
		return new ListenerInvoker(currentHook, chain, serializer,
				() -> limits.getIfAvailable(() -> DeferralLimits.DEFAULT));
	}

}
