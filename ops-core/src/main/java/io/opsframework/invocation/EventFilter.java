package io.opsframework.invocation;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.SecretEvent;
import io.opsframework.event.StorageEvent;
import io.opsframework.event.WorkloadEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnSecret;
import io.opsframework.listener.OnStorage;

/**
 * Which events a listener takes: those of some types, and of these perhaps only those
 * about one relation, action, container, storage or secret.
 *
 * @param types the types of events
 * @param kind what the name names
 * @param name the name; empty for any
 */
record EventFilter(List<Class<?>> types, Kind kind, String name) {

	boolean accepts(CharmEvent event) {
		return acceptsType(event.getClass()) && (this.name.isEmpty() || this.name.equals(nameIn(event)));
	}

	boolean acceptsType(Class<?> type) {
		for (Class<?> eventType : this.types) {
			if (eventType.isAssignableFrom(type)) {
				return true;
			}
		}
		return false;
	}

	boolean takesOnly(Class<?> type) {
		return this.types.stream().allMatch(type::isAssignableFrom);
	}

	// Then all its events can be deferred, or answered as actions are, and none is lost.
	boolean canWait() {
		return this.types.stream()
			.allMatch((type) -> Deferrable.class.isAssignableFrom(type) || type == ActionEvent.class);
	}

	boolean isForEndpoint(String endpoint) {
		return this.kind == Kind.ENDPOINT && this.name.equals(endpoint);
	}

	boolean isForAction(String action) {
		return this.kind == Kind.ACTION && this.name.equals(action);
	}

	private static String nameIn(CharmEvent event) {
		if (event instanceof RelationEvent relation) {
			return relation.relation().endpoint();
		}
		if (event instanceof ActionEvent action) {
			return action.name();
		}
		if (event instanceof WorkloadEvent workload) {
			return workload.container().name();
		}
		if (event instanceof StorageEvent storage) {
			return storage.storage().name();
		}
		String label = (event instanceof SecretEvent secret) ? secret.label() : null;
		return (label != null) ? label : "";
	}

	/**
	 * What a listener can be restricted to, by which annotation.
	 */
	enum Kind {

		ENDPOINT(OnRelation.class), ACTION(OnAction.class), CONTAINER(OnContainer.class), STORAGE(OnStorage.class),

		/** The secrets with one label, which no metadata declares. */
		SECRET(OnSecret.class),

		/** Nothing in particular. */
		EVENT(OnHook.class);

		private final Class<? extends Annotation> annotation;

		Kind(Class<? extends Annotation> annotation) {
			this.annotation = annotation;
		}

		Class<? extends Annotation> annotation() {
			return this.annotation;
		}

		Set<String> declaredIn(CharmMetadata metadata, String name) {
			return switch (this) {
				case ENDPOINT -> metadata.relations().keySet();
				case ACTION -> metadata.actions().keySet();
				case CONTAINER -> metadata.containers().keySet();
				case STORAGE -> metadata.storages().keySet();
				case EVENT, SECRET -> Set.of(name);
			};
		}

	}

}
