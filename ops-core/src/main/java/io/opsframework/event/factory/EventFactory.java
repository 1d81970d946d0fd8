package io.opsframework.event.factory;

import java.util.function.Function;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.CollectMetricsEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.LeaderSettingsChangedEvent;
import io.opsframework.event.PebbleCheckFailedEvent;
import io.opsframework.event.PebbleCheckRecoveredEvent;
import io.opsframework.event.PebbleCustomNoticeEvent;
import io.opsframework.event.PebbleReadyEvent;
import io.opsframework.event.PostSeriesUpgradeEvent;
import io.opsframework.event.PreSeriesUpgradeEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.RemoveEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.SecretExpiredEvent;
import io.opsframework.event.SecretRemoveEvent;
import io.opsframework.event.SecretRotateEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.StorageDetachingEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of one kind.
 *
 * @param <E> the type of the events
 * @param type the type of the events
 * @param maker makes an event from what Juju told
 */
record EventFactory<E extends JujuEvent>(Class<E> type, Function<EventSource, E> maker) {

	/**
	 * The factory for a kind of hooks.
	 * @param kind the kind
	 * @return the factory, or {@code null} where there is no event for it
	 */
	@SuppressWarnings("deprecation")
	static @Nullable EventFactory<?> of(HookKind kind) {
		return switch (kind) {
			case INSTALL -> of(InstallEvent.class, (source) -> new InstallEvent());
			case START -> of(StartEvent.class, (source) -> new StartEvent());
			case STOP -> of(StopEvent.class, (source) -> new StopEvent());
			case REMOVE -> of(RemoveEvent.class, (source) -> new RemoveEvent());
			case CONFIG_CHANGED -> of(ConfigChangedEvent.class, (source) -> new ConfigChangedEvent());
			case UPDATE_STATUS -> of(UpdateStatusEvent.class, (source) -> new UpdateStatusEvent());
			case UPGRADE_CHARM -> of(UpgradeCharmEvent.class, (source) -> new UpgradeCharmEvent());
			case LEADER_ELECTED -> of(LeaderElectedEvent.class, (source) -> new LeaderElectedEvent());
			case LEADER_SETTINGS_CHANGED ->
				of(LeaderSettingsChangedEvent.class, (source) -> new LeaderSettingsChangedEvent());
			case PRE_SERIES_UPGRADE -> of(PreSeriesUpgradeEvent.class, (source) -> new PreSeriesUpgradeEvent());
			case POST_SERIES_UPGRADE -> of(PostSeriesUpgradeEvent.class, (source) -> new PostSeriesUpgradeEvent());
			case COLLECT_METRICS -> of(CollectMetricsEvent.class, (source) -> new CollectMetricsEvent(source.hook()));
			case SECRET_CHANGED -> of(SecretChangedEvent.class, (source) -> new SecretChangedEvent(source.secret()));
			case SECRET_ROTATE -> of(SecretRotateEvent.class, (source) -> new SecretRotateEvent(source.secret()));
			case SECRET_EXPIRED -> of(SecretExpiredEvent.class,
					(source) -> new SecretExpiredEvent(source.secret(), source.context().secretRevision()));
			case SECRET_REMOVE -> of(SecretRemoveEvent.class,
					(source) -> new SecretRemoveEvent(source.secret(), source.context().secretRevision()));
			case RELATION_CREATED -> of(RelationCreatedEvent.class,
					(source) -> new RelationCreatedEvent(source.relation(), source.application()));
			case RELATION_JOINED -> of(RelationJoinedEvent.class, (source) -> {
				UnitName unit = source.requireUnit();
				return new RelationJoinedEvent(source.relation(), unit.application(), unit);
			});
			case RELATION_CHANGED ->
				of(RelationChangedEvent.class, (source) -> new RelationChangedEvent(source.relation(),
						source.application(), source.context().remoteUnit().orElse(null)));
			case RELATION_DEPARTED -> of(RelationDepartedEvent.class, (source) -> {
				UnitName unit = source.requireUnit();
				return new RelationDepartedEvent(source.relation(), unit.application(), unit,
						source.context().departingUnit().orElse(null));
			});
			case RELATION_BROKEN -> of(RelationBrokenEvent.class,
					(source) -> new RelationBrokenEvent(source.relation(), source.application()));
			case STORAGE_ATTACHED ->
				of(StorageAttachedEvent.class, (source) -> new StorageAttachedEvent(source.storage()));
			case STORAGE_DETACHING ->
				of(StorageDetachingEvent.class, (source) -> new StorageDetachingEvent(source.storage()));
			case PEBBLE_READY -> of(PebbleReadyEvent.class, (source) -> new PebbleReadyEvent(source.container()));
			case PEBBLE_CUSTOM_NOTICE -> of(PebbleCustomNoticeEvent.class,
					(source) -> new PebbleCustomNoticeEvent(source.container(),
							source.require(JujuVariable.JUJU_NOTICE_ID), source.require(JujuVariable.JUJU_NOTICE_TYPE),
							source.require(JujuVariable.JUJU_NOTICE_KEY)));
			case PEBBLE_CHECK_FAILED ->
				of(PebbleCheckFailedEvent.class, (source) -> new PebbleCheckFailedEvent(source.container(),
						source.require(JujuVariable.JUJU_PEBBLE_CHECK_NAME)));
			case PEBBLE_CHECK_RECOVERED ->
				of(PebbleCheckRecoveredEvent.class, (source) -> new PebbleCheckRecoveredEvent(source.container(),
						source.require(JujuVariable.JUJU_PEBBLE_CHECK_NAME)));
			case ACTION -> of(ActionEvent.class, (source) -> new ActionEvent(source.context().dispatchPath().entity(),
					source.context().find(JujuVariable.JUJU_ACTION_UUID).orElse(""), source.hook()));
			case METER_STATUS_CHANGED, UNKNOWN -> null;
		};
	}

	private static <E extends JujuEvent> EventFactory<E> of(Class<E> type, Function<EventSource, E> maker) {
		return new EventFactory<>(type, maker);
	}

	E create(EventSource source) {
		return this.maker.apply(source);
	}

}
