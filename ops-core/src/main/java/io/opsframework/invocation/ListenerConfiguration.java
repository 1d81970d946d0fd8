package io.opsframework.invocation;

import java.util.ArrayList;
import java.util.List;

import io.opsframework.charm.CharmMetadata;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
	RelationDataReader jujuRelationDataReader(Model model, RecordMapper mapper) {
		return new RelationDataReader(model, mapper);
	}

	@Bean
	ListenerArguments jujuListenerArguments(ObjectProvider<ListenerArgumentResolver> added, RelationDataReader data,
			RecordMapper mapper, CharmMetadata metadata, ConfigurableListableBeanFactory beanFactory) {
		List<ListenerArgumentResolver> resolvers = new ArrayList<>(added.orderedStream().toList());
		resolvers.add(new EventArgumentResolver());
		resolvers.add(new RelationDataArgumentResolver(data));
		resolvers.add(new ActionParametersResolver(mapper, metadata, beanFactory));
		resolvers.add(new BeanArgumentResolver(beanFactory));
		return new ListenerArguments(resolvers);
	}

	@Bean
	ListenerGates jujuListenerGates(ObjectProvider<ListenerGate> added, Model model, RelationDataReader data) {
		List<ListenerGate> gates = new ArrayList<>();
		gates.add(new RelationDataGate(model, data));
		added.orderedStream().forEach(gates::add);
		return new ListenerGates(gates);
	}

	@Bean
	CharmListeners jujuCharmListeners(ListenerArguments arguments, ListenerGates gates,
			ObjectProvider<CharmConfig> config) {
		return new CharmListeners(arguments, gates, config.getIfAvailable(() -> CharmConfig.NONE));
	}

	@Bean
	LastValidConfig jujuLastValidConfig(CurrentHook currentHook, ObjectProvider<CharmConfig> config) {
		return new LastValidConfig(currentHook, config.getIfAvailable(() -> CharmConfig.NONE));
	}

	@Bean
	ArgumentsStep jujuArgumentsStep(BeanFactory beanFactory, ListenerArguments arguments,
			ObjectProvider<CharmConfig> config, LastValidConfig lastValidConfig) {
		return new ArgumentsStep(beanFactory, arguments, config.getIfAvailable(() -> CharmConfig.NONE),
				lastValidConfig);
	}

	@Bean
	ListenerChain jujuListenerChain(CharmObservations observations, ListenerGates gates, ArgumentsStep arguments,
			CurrentHook currentHook, ApplicationEventPublisher publisher, RecordMapper mapper) {
		return new ListenerChain(new ObserveStep(observations), new IsolateStep(), new GateStep(gates), arguments,
				new BufferWritesStep(currentHook), new InvokeStep(currentHook, publisher, mapper));
	}

	@Bean
	ListenerInvoker jujuListenerInvoker(CurrentHook currentHook, ListenerChain chain, EventSerializer serializer) {
		return new ListenerInvoker(currentHook, chain, serializer);
	}

}
