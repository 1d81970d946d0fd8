package io.opsframework.event;

/**
 * An event of Juju's: a hook or an action. It is wholly determined by the variables of
 * {@link JujuEvents#variables(JujuEvent)}.
 */
public sealed interface JujuEvent extends CharmEvent permits InstallEvent, StartEvent, StopEvent, RemoveEvent,
		ConfigChangedEvent, UpdateStatusEvent, UpgradeCharmEvent, LeaderElectedEvent, LeaderSettingsChangedEvent,
		PreSeriesUpgradeEvent, PostSeriesUpgradeEvent, CollectMetricsEvent, RelationEvent, StorageEvent, SecretEvent,
		WorkloadEvent, ActionEvent {

	/**
	 * Juju's name of the hook, or of the action.
	 * @return the name, {@code database-relation-changed}
	 */
	String hookName();

}
