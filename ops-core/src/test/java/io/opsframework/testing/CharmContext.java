package io.opsframework.testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import io.micrometer.observation.ObservationRegistry;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.dispatch.DeferredEventReplay;
import io.opsframework.dispatch.Framework;
import io.opsframework.dispatch.StatusCollector;
import io.opsframework.event.JujuEvents;
import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookTools;
import io.opsframework.invocation.CharmConfig;
import io.opsframework.invocation.CharmEventListenerFactory;
import io.opsframework.invocation.CharmListeners;
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
import io.opsframework.state.StateStore;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.DefaultConversionService;

/**
 * An application context with a charm, wired as the auto-configuration does it.
 */
final class CharmContext implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	CharmContext(String charmcraft, Class<?>... charm) {
		this.context.registerBean("jujuCharmMetadata", CharmMetadata.class, () -> CharmMetadata
			.fromCharmcraft("charmcraft.yaml", new ByteArrayInputStream(charmcraft.getBytes(StandardCharsets.UTF_8))));
		this.context.register(Wiring.class);
		this.context.register(charm);
		this.context.refresh();
	}

	Scenario scenario() {
		return new Scenario(bean(Framework.class), bean(CharmMetadata.class), bean(SimulatedAgent.class));
	}

	Harness harness() {
		return new Harness(bean(Framework.class), bean(CharmMetadata.class), bean(SimulatedAgent.class));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		static CurrentHook jujuCurrentHook() {
			return new CurrentHook();
		}

		@Bean
		static HookBeanScope jujuHookScope(CurrentHook currentHook) {
			return new HookBeanScope(currentHook);
		}

		@Bean
		static HookScopePostProcessor jujuHookScopePostProcessor(HookBeanScope scope) {
			return new HookScopePostProcessor(scope, (beanFactory, name) -> false);
		}

		@Bean
		static CharmEventListenerFactory jujuEventListenerFactory(BeanFactory beanFactory) {
			return new CharmEventListenerFactory(beanFactory);
		}

		@Bean
		static SimulatedAgent jujuSimulatedAgent() {
			return new SimulatedAgent();
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

		@Bean
		RecordMapper jujuRecordMapper() {
			return new RecordMapper(DefaultConversionService.getSharedInstance());
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
		CharmListeners jujuCharmListeners(ConfigurableListableBeanFactory beanFactory, CurrentHook currentHook,
				Model model, CharmMetadata metadata, RecordMapper mapper, HookBeanScope scope,
				ApplicationEventPublisher publisher) {
			return CharmListeners.of(beanFactory, currentHook, model, metadata, mapper, scope, publisher);
		}

		@Bean
		StatusCollector jujuStatusCollector(Model model, ApplicationEventPublisher publisher,
				CharmListeners listeners) {
			return new StatusCollector(model, publisher, StatusAggregator.byUrgency(), listeners, CharmConfig.NONE);
		}

		@Bean
		Framework jujuFramework(CharmMetadata metadata, CurrentHook currentHook, HookBeanScope scope,
				HookToolBackend backend, StateStore store, JujuEvents events, EventSerializer serializer,
				CharmListeners listeners, StatusCollector statuses, ApplicationEventPublisher publisher) {
			return new Framework(metadata, currentHook, scope, (context) -> new HookTools(backend), store, events,
					serializer, new DeferredEventReplay(listeners, serializer), statuses, publisher,
					ObservationRegistry.NOOP);
		}

	}

}
