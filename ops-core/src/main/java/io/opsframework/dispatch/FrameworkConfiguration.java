package io.opsframework.dispatch;

import io.micrometer.observation.ObservationRegistry;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.EventSerializer;
import io.opsframework.event.factory.JujuEvents;
import io.opsframework.hooktool.HookToolListener;
import io.opsframework.hooktool.HookTools;
import io.opsframework.invocation.CharmConfig;
import io.opsframework.invocation.CharmListeners;
import io.opsframework.invocation.LastValidConfig;
import io.opsframework.invocation.ListenerConfiguration;
import io.opsframework.invocation.ListenerInvoker;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Application;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Model;
import io.opsframework.model.StatusAggregator;
import io.opsframework.model.StoredValues;
import io.opsframework.model.Unit;
import io.opsframework.observation.CharmObservations;
import io.opsframework.observation.HookObservationConvention;
import io.opsframework.observation.HookToolObservationConvention;
import io.opsframework.observation.ListenerObservationConvention;
import io.opsframework.observation.MicrometerCharmObservations;
import io.opsframework.observation.PebbleObservationConvention;
import io.opsframework.scope.HookBeanScope;
import io.opsframework.scope.HookScope;
import io.opsframework.scope.HookScopeConfiguration;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * The framework's beans, the same in production and in tests. Who imports this gives the
 * {@link CharmMetadata} and a {@link RecordMapper}, and may give a {@link CharmConfig}.
 */
@Configuration(proxyBeanMethods = false)
@Import({ HookScopeConfiguration.class, ListenerConfiguration.class })
public final class FrameworkConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CurrentHook jujuCurrentHook() {
		return new CurrentHook();
	}

	// Conventions as parameters would be loaded in each hook, also where none is
	// observed.
	@Bean
	CharmObservations jujuObservations(ObjectProvider<ObservationRegistry> registries, BeanFactory beanFactory) {
		ObservationRegistry registry = registries.getIfAvailable(() -> ObservationRegistry.NOOP);
		return registry.isNoop() ? CharmObservations.NOOP
				: new MicrometerCharmObservations(registry,
						beanFactory.getBeanProvider(HookObservationConvention.class).getIfAvailable(),
						beanFactory.getBeanProvider(ListenerObservationConvention.class).getIfAvailable(),
						beanFactory.getBeanProvider(HookToolObservationConvention.class).getIfAvailable(),
						beanFactory.getBeanProvider(PebbleObservationConvention.class).getIfAvailable());
	}

	@Bean
	Model jujuModel(CurrentHook currentHook, CharmMetadata metadata) {
		return new Model(currentHook, metadata);
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
	StoredValues jujuStoredValues(CurrentHook currentHook) {
		return new StoredValues(currentHook);
	}

	@Bean
	@HookScope
	HookTools jujuHookTools(CurrentHook currentHook) {
		return currentHook.get().tools();
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
	DeferredEventReplay jujuDeferredEventReplay(CharmListeners listeners, ListenerInvoker invoker,
			EventSerializer serializer, SecretPruner secretPruner) {
		return new DeferredEventReplay(listeners, invoker, serializer, secretPruner);
	}

	@Bean
	SecretPruner jujuSecretPruner(EventSerializer serializer, Environment environment) {
		return new SecretPruner(serializer, () -> environment.getProperty("ops.secrets.prune", Boolean.class, true));
	}

	@Bean
	DeferralActions jujuDeferralActions(CharmListeners listeners, DeferredEventReplay replay) {
		return new DeferralActions(listeners, replay);
	}

	@Bean
	StatusCollector jujuStatusCollector(Model model, ApplicationEventPublisher publisher,
			ObjectProvider<StatusAggregator> aggregator, CharmListeners listeners, LastValidConfig config) {
		return new StatusCollector(model, publisher, aggregator.getIfAvailable(StatusAggregator::byUrgency), listeners,
				config);
	}

	@Bean
	HookLifecycle jujuHookLifecycle(CharmMetadata metadata, RecordMapper mapper, CurrentHook currentHook,
			HookBeanScope scope, ObjectProvider<HookToolListener> toolListeners, CharmObservations observations) {
		return new HookLifecycle(metadata, mapper, currentHook, scope, toolListeners.orderedStream().toList(),
				observations);
	}

	@Bean
	Framework jujuFramework(HookLifecycle lifecycle, JujuEvents events, DeferredEventReplay replay,
			DeferralActions deferralActions, SecretPruner secretPruner, StatusCollector statuses,
			ApplicationEventPublisher publisher, CharmObservations observations) {
		return new Framework(lifecycle, events, replay, deferralActions, secretPruner, statuses, publisher,
				observations);
	}

}
