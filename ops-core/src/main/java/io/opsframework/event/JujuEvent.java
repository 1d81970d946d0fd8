package io.opsframework.event;

import io.opsframework.juju.HookKind;

/**
 * An event of Juju's: a hook or an action. It is wholly determined by the variables that
 * Juju sets for its kind.
 */
@SuppressWarnings("deprecation")
public sealed interface JujuEvent extends CharmEvent permits InstallEvent, StartEvent, StopEvent, RemoveEvent,
		ConfigChangedEvent, UpdateStatusEvent, UpgradeCharmEvent, LeaderElectedEvent, LeaderSettingsChangedEvent,
		PreSeriesUpgradeEvent, PostSeriesUpgradeEvent, CollectMetricsEvent, RelationEvent, StorageEvent, SecretEvent,
		WorkloadEvent, ActionEvent {

	/**
	 * What kind of hook it is.
	 * @return the kind
	 */
	HookKind hookKind();

	/**
	 * Juju's name of the hook, or of the action.
	 * @return the name, {@code database-relation-changed}
	 */
	default String hookName() {
		return hookKind().hookName("");
	}

	/**
	 * The name of the hook, or of the action.
	 */
	@Override
	default String eventName() {
		return hookName();
	}

}
