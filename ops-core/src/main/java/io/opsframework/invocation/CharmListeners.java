package io.opsframework.invocation;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectStatusEvent;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The charm's listeners by id, in the order in which they are called.
 */
public final class CharmListeners {

	private static final Logger logger = LoggerFactory.getLogger(CharmListeners.class);

	private final CharmConfig config;

	private final ListenerOrder order;

	private final Map<String, CharmListener> byId = new LinkedHashMap<>();

	private final Map<String, CharmListener> byAlias = new HashMap<>();

	private volatile @Nullable Map<CharmListener, Integer> ranks;

	CharmListeners(CharmConfig config, ListenerOrder order) {
		this.config = config;
		this.order = order;
	}

	void register(CharmListener listener) {
		warnOfConfigInConstructor(listener);
		CharmListener same = this.byId.putIfAbsent(listener.id(), listener);
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

	private void registerAlias(String alias, CharmListener listener) {
		CharmListener same = this.byAlias.putIfAbsent(alias, listener);
		if (same != null && !same.equals(listener)) {
			throw new InvalidListenerException(listener.method(), "has the alias '%s' of %s".formatted(alias, same),
					"Leave the alias to the listener that had the id before.");
		}
	}

	// Where the configuration does not bind, such a bean cannot be made for any of its
	// events.
	private void warnOfConfigInConstructor(CharmListener listener) {
		if (listener.events().canWait() || listener.events().takesOnly(CollectStatusEvent.class)) {
			return;
		}
		for (Constructor<?> constructor : listener.beanType().getDeclaredConstructors()) {
			if (Arrays.stream(constructor.getParameterTypes()).anyMatch(this.config::isBoundTo)) {
				logger.warn("{} listens to an event that cannot be deferred, and its bean takes the configuration in "
						+ "its constructor: while that is invalid, it gets the one that was valid last, and where there is none it is not called. "
						+ "Take the configuration as a parameter of the listeners that need it", listener);
			}
		}
	}

	/**
	 * All listeners.
	 * @return the listeners in the order in which they are called
	 */
	public Collection<CharmListener> all() {
		return ranks().keySet();
	}

	/**
	 * A listener by the id, or an earlier one, that events were deferred for.
	 * @param id the id
	 * @return the listener, or {@code null} if there is none
	 */
	public @Nullable CharmListener find(String id) {
		CharmListener listener = this.byId.get(id);
		return (listener != null) ? listener : this.byAlias.get(id);
	}

	/**
	 * Whether a listener takes events of a type.
	 * @param type the type
	 * @return {@code true} if one does, whatever else it asks for
	 */
	public boolean hasOneFor(Class<? extends CharmEvent> type) {
		return this.byId.values().stream().anyMatch((listener) -> listener.acceptsType(type));
	}

	/**
	 * Whether a listener is there for one action.
	 * @param action the action's name
	 * @return {@code false} also if one takes all actions
	 */
	public boolean hasOneForAction(String action) {
		return this.byId.values().stream().anyMatch((listener) -> listener.events().isForAction(action));
	}

	/**
	 * The ids that {@link #find(String)} knows.
	 * @return the ids of all listeners, and their earlier ones, sorted
	 */
	public SortedSet<String> ids() {
		SortedSet<String> ids = new TreeSet<>(this.byId.keySet());
		ids.addAll(this.byAlias.keySet());
		return ids;
	}

	/**
	 * The statuses of all conditions of listeners that do not hold now, whichever
	 * listeners ran.
	 * @return the statuses, each once
	 */
	public Set<Status> unmetStatuses() {
		Set<Status> statuses = new LinkedHashSet<>();
		all().forEach((listener) -> statuses.addAll(listener.unmetStatuses()));
		return statuses;
	}

	int rank(CharmListener listener) {
		return ranks().getOrDefault(listener, listener.order());
	}

	// Spring leaves listeners of the same order as reflection finds them. So each gets an
	// order of its own, as near to the one it asked for as there is room.
	private Map<CharmListener, Integer> ranks() {
		Map<CharmListener, Integer> known = this.ranks;
		if (known == null) {
			known = rank(this.byId.values());
			this.ranks = known;
		}
		return known;
	}

	private Map<CharmListener, Integer> rank(Collection<CharmListener> listeners) {
		List<CharmListener> sorted = new ArrayList<>(listeners);
		sorted.sort(this.order);
		int[] orders = new int[sorted.size()];
		long room = Integer.MAX_VALUE;
		for (int i = orders.length - 1; i >= 0; i--) {
			orders[i] = (int) Math.max(Integer.MIN_VALUE + (long) i, Math.min(sorted.get(i).order(), room));
			room = orders[i] - 1L;
		}
		Map<CharmListener, Integer> ranks = new LinkedHashMap<>();
		for (int i = 0; i < orders.length; i++) {
			ranks.put(sorted.get(i), orders[i]);
		}
		return ranks;
	}

}
