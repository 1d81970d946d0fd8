package io.opsframework.invocation;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.observation.ObservationRegistry;
import io.opsframework.charm.CharmMetadata;
import io.opsframework.deferral.DeferralQueue;
import io.opsframework.deferral.DeferredEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.EventNames;
import io.opsframework.listener.ListenerArgumentResolver;
import io.opsframework.listener.ListenerGate;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The charm's listeners by id, and the one way to call them.
 */
public final class CharmListeners {

	private static final Logger logger = LoggerFactory.getLogger(CharmListeners.class);

	private final CurrentHook hook;

	private final ListenerChain chain;

	private final ListenerArguments arguments;

	private final List<ListenerGate> gates;

	private final CharmConfig config;

	private final Map<String, ListenerMethod> byId = new LinkedHashMap<>();

	private final Map<String, ListenerMethod> byAlias = new HashMap<>();

	private volatile @Nullable Map<ListenerMethod, Integer> ranks;

	CharmListeners(CurrentHook hook, ListenerChain chain, ListenerArguments arguments, List<ListenerGate> gates,
			CharmConfig config) {
		this.config = config;
		this.hook = hook;
		this.chain = chain;
		this.arguments = arguments;
		this.gates = List.copyOf(gates);
	}

	/**
	 * Create a registry for the listeners of a context. {@link ListenerArgumentResolver},
	 * {@link ListenerGate} and {@link CharmConfig} beans and an
	 * {@link ObservationRegistry} are taken from it.
	 * @param beanFactory the context's bean factory
	 * @param hook the current hook
	 * @param model the model
	 * @param metadata what the charm declares
	 * @param mapper reads and writes records
	 * @param lastValidConfig runs listeners with the configuration that was valid last
	 * @param publisher publishes what listeners return
	 * @return the registry, empty
	 */
	public static CharmListeners of(ConfigurableListableBeanFactory beanFactory, CurrentHook hook, Model model,
			CharmMetadata metadata, RecordMapper mapper, LastValidConfig lastValidConfig,
			ApplicationEventPublisher publisher) {
		RelationDataReader data = new RelationDataReader(model, mapper);
		List<ListenerArgumentResolver> resolvers = new ArrayList<>(
				beanFactory.getBeanProvider(ListenerArgumentResolver.class).orderedStream().toList());
		resolvers.add(new EventArgumentResolver());
		resolvers.add(new RelationDataArgumentResolver(data));
		resolvers.add(new ActionParametersResolver(mapper, metadata, beanFactory));
		resolvers.add(new BeanArgumentResolver(beanFactory));
		List<ListenerGate> gates = new ArrayList<>(List.of(new RelationDataGate(model, data)));
		gates.addAll(beanFactory.getBeanProvider(ListenerGate.class).orderedStream().toList());
		ListenerArguments arguments = new ListenerArguments(resolvers);
		CharmConfig config = beanFactory.getBeanProvider(CharmConfig.class).getIfAvailable(() -> CharmConfig.NONE);
		ObservationRegistry observations = beanFactory.getBeanProvider(ObservationRegistry.class)
			.getIfAvailable(() -> ObservationRegistry.NOOP);
		ListenerChain chain = new ListenerChain(new ObserveStep(observations), new IsolateStep(), new GateStep(gates),
				new ArgumentsStep(beanFactory, arguments, config, lastValidConfig), new BufferWritesStep(),
				new InvokeStep(publisher, mapper));
		return new CharmListeners(hook, chain, arguments, gates, config);
	}

	void register(ListenerMethod listener) {
		this.arguments.validate(listener);
		warnOfConfigInConstructor(listener);
		ListenerMethod same = this.byId.putIfAbsent(listener.id(), listener);
		boolean again = same != null && same.method().equals(listener.method())
				&& same.beanName().equals(listener.beanName());
		if (same != null && !again) {
			throw new InvalidListenerException(listener.method(),
					"of bean '%s' has the id '%s' of %s.%s of bean '%s'".formatted(listener.beanName(), listener.id(),
							same.beanType().getSimpleName(), same.method().getName(), same.beanName()),
					"Give each listener an id of its own, so that deferred events find theirs.");
		}
		listener.aliases().forEach((alias) -> registerAlias(alias, listener));
		this.ranks = null;
	}

	private void registerAlias(String alias, ListenerMethod listener) {
		ListenerMethod same = this.byAlias.putIfAbsent(alias, listener);
		if (same != null && !same.equals(listener)) {
			throw new InvalidListenerException(listener.method(), "has the alias '%s' of %s".formatted(alias, same),
					"Leave the alias to the listener that had the id before.");
		}
	}

	// Where the configuration does not bind, such a bean cannot be made for any of its
	// events.
	private void warnOfConfigInConstructor(ListenerMethod listener) {
		if (listener.canWait() || listener.takesOnly(CollectStatusEvent.class)) {
			return;
		}
		for (Constructor<?> constructor : listener.beanType().getDeclaredConstructors()) {
			if (Arrays.stream(constructor.getParameterTypes()).anyMatch(this.config::isBoundTo)) {
				logger.warn("{} listens to an event that cannot be deferred, and its bean takes the configuration in "
						+ "its constructor: while that is invalid, it gets the one that was valid last, if there is one. "
						+ "Take the configuration as a parameter of the listeners that need it", listener);
			}
		}
	}

	/**
	 * All listeners.
	 * @return the listeners in the order in which they are called
	 */
	public Collection<ListenerMethod> all() {
		return ranks().keySet();
	}

	/**
	 * A listener by the id, or an earlier one, that events were deferred for.
	 * @param id the id
	 * @return the listener, or {@code null} if there is none
	 */
	public @Nullable ListenerMethod find(String id) {
		ListenerMethod listener = this.byId.get(id);
		return (listener != null) ? listener : this.byAlias.get(id);
	}

	/**
	 * The statuses of all conditions that do not hold now, whichever listeners ran.
	 * @return the statuses in the order of the listeners, each once
	 */
	public Set<Status> unmetStatuses() {
		Set<Status> statuses = new LinkedHashSet<>();
		for (ListenerMethod listener : all()) {
			for (ListenerGate gate : this.gates) {
				ListenerGate.Unmet unmet = gate.check(listener, null);
				if (unmet != null && unmet.status() != null) {
					statuses.add(unmet.status());
				}
			}
		}
		return statuses;
	}

	// Where the same event waits for the listener already, it has just been replayed and
	// was deferred again: it is not delivered twice.
	void deliver(ListenerMethod listener, CharmEvent event) {
		Hook current = this.hook.get();
		DeferralQueue queue = DeferralQueue.of(current);
		if (queue.contains(listener.id(), event)) {
			logger.info("{} is deferred for {} already", EventNames.of(event), listener.id());
			return;
		}
		ListenerCall call = new ListenerCall(listener, event, current, null);
		this.chain.call(call);
		String reason = call.deferralReason();
		if (reason != null) {
			logDeferral(call, reason);
			queue.defer(listener.id(), (Deferrable) event, reason);
		}
	}

	private static void logDeferral(ListenerCall call, String reason) {
		logger.info("{} defers {}: {}", call.listener().id(), EventNames.of(call.event()), reason);
	}

	/**
	 * Deliver a deferred event again. Whatever the listener throws is logged and counted,
	 * its writes are dropped, and the hook goes on.
	 * @param listener the listener
	 * @param entry the entry of the queue
	 * @param event the event
	 */
	public void replay(ListenerMethod listener, DeferredEvent entry, CharmEvent event) {
		Hook current = this.hook.get();
		DeferralQueue queue = DeferralQueue.of(current);
		ListenerCall call = new ListenerCall(listener, event, current, entry);
		this.chain.call(call);
		String reason = call.deferralReason();
		if (call.failure() != null) {
			queue.failed(entry, ListenerException.unwrap(call.failure()));
		}
		else if (reason != null) {
			logDeferral(call, reason);
			queue.deferAgain(entry, reason);
		}
		else {
			queue.remove(entry);
		}
	}

	int rank(ListenerMethod listener) {
		return ranks().getOrDefault(listener, listener.order());
	}

	// Spring leaves listeners of the same order as reflection finds them. So each gets an
	// order of its own, as near to the one it asked for as there is room.
	private Map<ListenerMethod, Integer> ranks() {
		Map<ListenerMethod, Integer> known = this.ranks;
		if (known == null) {
			known = rank(this.byId.values());
			this.ranks = known;
		}
		return known;
	}

	private static Map<ListenerMethod, Integer> rank(Collection<ListenerMethod> listeners) {
		List<ListenerMethod> sorted = new ArrayList<>(listeners);
		sorted.sort(Comparator.comparingInt(ListenerMethod::order)
			.thenComparing(ListenerMethod::beanName)
			.thenComparing(ListenerMethod::id));
		int[] orders = new int[sorted.size()];
		long room = Integer.MAX_VALUE;
		for (int i = orders.length - 1; i >= 0; i--) {
			orders[i] = (int) Math.max(Integer.MIN_VALUE + (long) i, Math.min(sorted.get(i).order(), room));
			room = orders[i] - 1L;
		}
		Map<ListenerMethod, Integer> ranks = new LinkedHashMap<>();
		for (int i = 0; i < orders.length; i++) {
			ranks.put(sorted.get(i), orders[i]);
		}
		return ranks;
	}

}
