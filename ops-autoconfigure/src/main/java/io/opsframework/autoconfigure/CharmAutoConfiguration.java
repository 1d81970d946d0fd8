package io.opsframework.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import io.opsframework.autoconfigure.config.CharmConfigBinding;
import io.opsframework.autoconfigure.config.JujuConfigPropertySource;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.dispatch.DeferredEventReplay;
import io.opsframework.dispatch.Framework;
import io.opsframework.dispatch.StatusCollector;
import io.opsframework.event.JujuEvents;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolListener;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.ProcessHookToolBackend;
import io.opsframework.hooktool.RecordingHookToolBackend;
import io.opsframework.invocation.CharmEventListenerFactory;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.juju.JujuContext;
import io.opsframework.local.LocalMode;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Application;
import io.opsframework.model.Container;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Model;
import io.opsframework.model.PebbleSockets;
import io.opsframework.model.StatusAggregator;
import io.opsframework.model.Unit;
import io.opsframework.scope.HookBeanScope;
import io.opsframework.scope.HookScope;
import io.opsframework.scope.HookScopePostProcessor;
import io.opsframework.state.FileStateStore;
import io.opsframework.state.StateStore;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for charms: Juju's model, the listeners of its events, and the
 * framework that runs a hook. No condition looks at Juju, so that the application can be
 * processed ahead of time.
 */
@AutoConfiguration
@EnableConfigurationProperties(CharmProperties.class)
@Import(ContainerRegistrar.class)
public final class CharmAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CurrentHook jujuCurrentHook() {
		return new CurrentHook();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static HookBeanScope jujuHookScope(CurrentHook currentHook) {
		return new HookBeanScope(currentHook);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static HookScopePostProcessor jujuHookScopePostProcessor(HookBeanScope scope, CurrentHook currentHook,
			ConfigurableEnvironment environment) {
		JujuConfigPropertySource.addTo(environment, currentHook);
		return new HookScopePostProcessor(scope, CharmConfigBinding::isBound);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CharmEventListenerFactory jujuEventListenerFactory(BeanFactory beanFactory) {
		return new CharmEventListenerFactory(beanFactory);
	}

	@Bean
	CharmMetadata jujuCharmMetadata(Environment environment, ResourceLoader resourceLoader) {
		return new CharmMetadataLocator(environment, resourceLoader).load();
	}

	@Bean
	@ConditionalOnMissingBean
	PebbleSockets jujuPebbleSockets(CharmProperties properties, ObjectProvider<LocalMode> localMode) {
		LocalMode local = localMode.getIfAvailable();
		return (local != null) ? local.pebbleSockets() : PebbleSockets.in(properties.containers().directory());
	}

	@Bean
	Model jujuModel(CurrentHook currentHook, CharmMetadata metadata, PebbleSockets sockets) {
		return new Model(currentHook,
				metadata.containers().keySet().stream().map((name) -> new Container(name, sockets)).toList());
	}

	@Bean
	Unit jujuUnit(Model model) {
		return model.unit();
	}

	@Bean
	Application jujuApplication(Model model) {
		return model.application();
	}

	@Bean
	@HookScope
	HookTools jujuHookTools(CurrentHook currentHook) {
		return currentHook.get().tools();
	}

	/*
	 * Who answers is found out when the application starts, not by conditions, which are
	 * worked out ahead of time.
	 */

	@Bean
	@ConditionalOnMissingBean
	HookToolBackend jujuHookToolBackend(Environment environment, CharmProperties properties,
			ObjectProvider<LocalMode> localMode) {
		LocalMode local = localMode.getIfAvailable();
		return (local != null) ? local.hookTools() : processes(environment, properties);
	}

	private static HookToolBackend processes(Environment environment, CharmProperties properties) {
		if (!JujuEnvironment.isHook(environment)) {
			return new RefusingHookToolBackend();
		}
		return new ProcessHookToolBackend(JujuEnvironment.variables(environment), Path.of("").toAbsolutePath(),
				properties.hookTools().timeout());
	}

	@Bean
	@ConditionalOnMissingBean
	StateStore jujuStateStore(Environment environment, ObjectProvider<LocalMode> localMode) {
		LocalMode local = localMode.getIfAvailable();
		if (local != null) {
			return local.stateStore();
		}
		Path directory = JujuContext.of(JujuEnvironment.variables(environment)).charmDirectory();
		return new FileStateStore(directory.resolve(".ops-state.json"));
	}

	@Bean
	@ConditionalOnMissingBean
	StatusAggregator jujuStatusAggregator() {
		return StatusAggregator.byUrgency();
	}

	@Bean
	RecordMapper jujuRecordMapper() {
		return new RecordMapper(ApplicationConversionService.getSharedInstance());
	}

	@Bean
	JujuEvents jujuEvents(Model model) {
		return new JujuEvents(model::container);
	}

	@Bean
	EventSerializer jujuEventSerializer(JujuEvents events, CurrentHook currentHook, RecordMapper mapper) {
		return new EventSerializer(events, currentHook, mapper);
	}

	@Bean
	CharmConfigBinding jujuCharmConfigBinding(ConfigurableListableBeanFactory beanFactory, CharmMetadata metadata) {
		return new CharmConfigBinding(beanFactory, metadata);
	}

	@Bean
	CharmListeners jujuCharmListeners(ConfigurableListableBeanFactory beanFactory, CurrentHook currentHook, Model model,
			CharmMetadata metadata, RecordMapper mapper, HookBeanScope scope, ApplicationEventPublisher publisher) {
		return CharmListeners.of(beanFactory, currentHook, model, metadata, mapper, scope, publisher);
	}

	@Bean
	StatusCollector jujuStatusCollector(Model model, ApplicationEventPublisher publisher, StatusAggregator aggregator,
			CharmListeners listeners, CharmConfigBinding config) {
		return new StatusCollector(model, publisher, aggregator, listeners, config);
	}

	@Bean
	Framework jujuFramework(CharmMetadata metadata, CurrentHook currentHook, HookBeanScope scope,
			HookToolBackend backend, ObjectProvider<HookToolListener> toolListeners, StateStore store,
			JujuEvents events, EventSerializer serializer, CharmListeners listeners, StatusCollector statuses,
			ApplicationEventPublisher publisher, ObjectProvider<ObservationRegistry> observations) {
		List<HookToolListener> recorders = toolListeners.orderedStream().toList();
		ObservationRegistry registry = observations.getIfAvailable(() -> ObservationRegistry.NOOP);
		return new Framework(metadata, currentHook, scope,
				(context) -> new HookTools(new RecordingHookToolBackend(backend, recorders, registry)), store, events,
				serializer, new DeferredEventReplay(listeners, serializer), statuses, publisher, registry);
	}

}
