package io.opsframework.juju;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What Juju runs a charm for, one constant for each kind of hook and one for actions,
 * with all that is known of it. Names of hooks are put together and taken apart here and
 * in {@link DispatchPath} only.
 */
public enum HookKind {

	/** The unit is new. */
	INSTALL(Subject.UNIT, "install"),

	/** The unit is to start its workload. */
	START(Subject.UNIT, "start"),

	/** The unit is to stop its workload. */
	STOP(Subject.UNIT, "stop"),

	/** The last hook of a unit. */
	REMOVE(Subject.UNIT, "remove"),

	/** The configuration, an address or trust may have changed. */
	CONFIG_CHANGED(Subject.UNIT, "config-changed"),

	/** The periodic hook. */
	UPDATE_STATUS(Subject.UNIT, "update-status"),

	/** The charm was refreshed, or a resource was attached. */
	UPGRADE_CHARM(Subject.UNIT, "upgrade-charm"),

	/** This unit has become the leader. */
	LEADER_ELECTED(Subject.UNIT, "leader-elected"),

	/** The leader or its settings changed; not from Juju 4.0 on. */
	LEADER_SETTINGS_CHANGED(Subject.UNIT, "leader-settings-changed"),

	/** The machine is about to be upgraded; not from Juju 4.0 on. */
	PRE_SERIES_UPGRADE(Subject.UNIT, "pre-series-upgrade", JujuVariable.JUJU_TARGET_SERIES,
			JujuVariable.JUJU_TARGET_BASE),

	/** The machine was upgraded; not from Juju 4.0 on. */
	POST_SERIES_UPGRADE(Subject.UNIT, "post-series-upgrade", JujuVariable.JUJU_TARGET_SERIES,
			JujuVariable.JUJU_TARGET_BASE),

	/** Metrics are to be collected; not from Juju 3.6.11 on. */
	COLLECT_METRICS(Subject.UNIT, "collect-metrics"),

	/** The meter status changed; not from Juju 3.6.11 on. */
	METER_STATUS_CHANGED(Subject.UNIT, "meter-status-changed"),

	/** A secret that this unit reads has a newer revision. */
	SECRET_CHANGED(Subject.SECRET, "secret-changed"),

	/** A secret of this charm is to be rotated. */
	SECRET_ROTATE(Subject.SECRET, "secret-rotate"),

	/** A revision of a secret of this charm has expired. */
	SECRET_EXPIRED(Subject.SECRET, "secret-expired", JujuVariable.JUJU_SECRET_REVISION),

	/** Nobody reads a revision of a secret of this charm any more. */
	SECRET_REMOVE(Subject.SECRET, "secret-remove", JujuVariable.JUJU_SECRET_REVISION),

	/** A relation was made. */
	RELATION_CREATED(Subject.ENDPOINT, "relation-created"),

	/** A unit joined a relation. */
	RELATION_JOINED(Subject.ENDPOINT, "relation-joined", JujuVariable.JUJU_REMOTE_UNIT),

	/** The data of a unit, or of the application, on the other side changed. */
	RELATION_CHANGED(Subject.ENDPOINT, "relation-changed", JujuVariable.JUJU_REMOTE_UNIT),

	/** A unit left a relation. */
	RELATION_DEPARTED(Subject.ENDPOINT, "relation-departed", JujuVariable.JUJU_REMOTE_UNIT,
			JujuVariable.JUJU_DEPARTING_UNIT),

	/** A relation ends. */
	RELATION_BROKEN(Subject.ENDPOINT, "relation-broken"),

	/** A storage instance is there to be used. */
	STORAGE_ATTACHED(Subject.STORAGE, "storage-attached"),

	/** A storage instance is about to go. */
	STORAGE_DETACHING(Subject.STORAGE, "storage-detaching"),

	/** The Pebble of a container has come up. */
	PEBBLE_READY(Subject.CONTAINER, "pebble-ready"),

	/** A workload sent a notice. */
	PEBBLE_CUSTOM_NOTICE(Subject.CONTAINER, "pebble-custom-notice", JujuVariable.JUJU_NOTICE_ID,
			JujuVariable.JUJU_NOTICE_TYPE, JujuVariable.JUJU_NOTICE_KEY),

	/** A health check of a workload has failed. */
	PEBBLE_CHECK_FAILED(Subject.CONTAINER, "pebble-check-failed", JujuVariable.JUJU_PEBBLE_CHECK_NAME),

	/** A health check of a workload succeeds again. */
	PEBBLE_CHECK_RECOVERED(Subject.CONTAINER, "pebble-check-recovered", JujuVariable.JUJU_PEBBLE_CHECK_NAME),

	/** A person runs an action. */
	ACTION(Subject.ACTION, ""),

	/** A hook that is not one of these, or none, as in {@code juju exec}. */
	UNKNOWN(Subject.UNIT, "");

	private final Subject subject;

	private final String event;

	private final Set<JujuVariable> variables;

	HookKind(Subject subject, String event, JujuVariable... variables) {
		this.subject = subject;
		this.event = event;
		EnumSet<JujuVariable> all = EnumSet.noneOf(JujuVariable.class);
		all.addAll(subject.variables);
		all.addAll(List.of(variables));
		this.variables = Collections.unmodifiableSet(all);
	}

	/**
	 * What hooks of this kind are about.
	 * @return the subject
	 */
	public Subject subject() {
		return this.subject;
	}

	/**
	 * The variables that Juju sets for this kind beside those of every hook. Some may be
	 * empty.
	 * @return the variables, {@link JujuVariable#JUJU_DISPATCH_PATH} not among them;
	 * empty for {@link #UNKNOWN}
	 */
	public Set<JujuVariable> variables() {
		return this.variables;
	}

	/**
	 * Whether Juju offers hardly any hook tools in this kind of hook, so that a charm can
	 * neither ask nor tell anything of the model.
	 * @return {@code true} for {@code collect-metrics} and {@code meter-status-changed}
	 */
	public boolean isRestricted() {
		return this == COLLECT_METRICS || this == METER_STATUS_CHANGED;
	}

	/**
	 * Whether no hook of the unit follows this one.
	 * @return {@code true} for {@code remove}
	 */
	public boolean isLast() {
		return this == REMOVE;
	}

	/**
	 * Juju's name of a hook of this kind, or of an action.
	 * @param entity the endpoint, storage, container or action that it is about; empty
	 * for kinds that name none
	 * @return the name, {@code database-relation-changed}
	 * @throws IllegalArgumentException if an entity is missing, or given to a kind that
	 * names none
	 */
	public String hookName(String entity) {
		if (this.subject.isNamed() == entity.isEmpty()) {
			String expected = this.subject.isNamed() ? "the name of its " + this.subject : "no name";
			throw new IllegalArgumentException(
					"A hook of kind %s takes %s, and not '%s'".formatted(this, expected, entity));
		}
		return (this == ACTION) ? entity : this.subject.isNamed() ? entity + "-" + this.event : this.event;
	}

	static HookKind ofHook(String name) {
		for (HookKind kind : values()) {
			if (kind.isNameOfHook(name)) {
				return kind;
			}
		}
		return UNKNOWN;
	}

	// An endpoint may itself be named like a hook: the end of the name decides.
	private boolean isNameOfHook(String name) {
		if (!this.subject.isNamed()) {
			return name.equals(this.event);
		}
		int end = name.length() - this.event.length() - 1;
		return this != ACTION && end > 0 && name.charAt(end) == '-' && name.endsWith(this.event);
	}

	String entityIn(String name) {
		if (this == ACTION) {
			return name;
		}
		return this.subject.isNamed() ? name.substring(0, name.length() - this.event.length() - 1) : "";
	}

	/**
	 * What a hook can be about.
	 */
	public enum Subject {

		/** The unit as a whole. */
		UNIT,

		/** A secret, which the hook's name does not tell. */
		SECRET(JujuVariable.JUJU_SECRET_ID, JujuVariable.JUJU_SECRET_LABEL),

		/** A relation; hooks are named after its endpoint. */
		ENDPOINT(JujuVariable.JUJU_RELATION, JujuVariable.JUJU_RELATION_ID, JujuVariable.JUJU_REMOTE_APP),

		/** A storage, after which hooks are named. */
		STORAGE(JujuVariable.JUJU_STORAGE_ID, JujuVariable.JUJU_STORAGE_LOCATION, JujuVariable.JUJU_STORAGE_KIND),

		/** A workload container, after which hooks are named. */
		CONTAINER(JujuVariable.JUJU_WORKLOAD_NAME),

		/** An action. */
		ACTION(JujuVariable.JUJU_ACTION_NAME, JujuVariable.JUJU_ACTION_UUID, JujuVariable.JUJU_ACTION_TAG);

		private final List<JujuVariable> variables;

		Subject(JujuVariable... variables) {
			this.variables = List.of(variables);
		}

		/**
		 * Whether the names of hooks about it tell its name, so that metadata declares
		 * it.
		 * @return {@code false} for the unit and secrets
		 */
		public boolean isNamed() {
			return this != UNIT && this != SECRET;
		}

	}

}
