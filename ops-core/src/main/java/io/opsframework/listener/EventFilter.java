package io.opsframework.listener;

import java.util.Set;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.SecretEvent;
import io.opsframework.event.StorageEvent;
import io.opsframework.event.WorkloadEvent;

/**
 * Which events of its types a listener takes: those about one relation, action,
 * container, storage or secret.
 *
 * @param kind what the name names
 * @param name the name; empty for any
 */
public record EventFilter(Kind kind, String name) {

	/** Takes every event. */
	public static final EventFilter ANY = new EventFilter(Kind.EVENT, "");

	/**
	 * Whether an event is about what the listener is restricted to.
	 * @param event the event
	 * @return {@code true} if it is
	 */
	public boolean accepts(CharmEvent event) {
		return this.name.isEmpty() || this.name.equals(nameIn(event));
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
			return storage.storage().storage();
		}
		String label = (event instanceof SecretEvent secret) ? secret.label() : null;
		return (label != null) ? label : "";
	}

	/**
	 * What a listener can be restricted to.
	 */
	public enum Kind {

		/** Nothing in particular. */
		EVENT,

		/** The relations of one endpoint. */
		ENDPOINT,

		/** One action. */
		ACTION,

		/** One container. */
		CONTAINER,

		/** One storage. */
		STORAGE,

		/** The secrets with one label, which no metadata declares. */
		SECRET;

		/**
		 * The names of this kind that a charm declares.
		 * @param metadata what the charm declares
		 * @param name the name that is asked for
		 * @return the names; of what no metadata declares, the name itself
		 */
		public Set<String> declaredIn(CharmMetadata metadata, String name) {
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
