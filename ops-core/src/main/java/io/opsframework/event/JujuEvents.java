package io.opsframework.event;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.RelationId;
import io.opsframework.juju.UnitName;
import io.opsframework.model.Container;
import io.opsframework.model.Hook;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Makes events from Juju's variables, and the variables from events again.
 */
public final class JujuEvents {

	private static final Map<String, Supplier<JujuEvent>> PLAIN = Map.ofEntries(Map.entry("install", InstallEvent::new),
			Map.entry("start", StartEvent::new), Map.entry("stop", StopEvent::new),
			Map.entry("remove", RemoveEvent::new), Map.entry("config-changed", ConfigChangedEvent::new),
			Map.entry("update-status", UpdateStatusEvent::new), Map.entry("upgrade-charm", UpgradeCharmEvent::new),
			Map.entry("leader-elected", LeaderElectedEvent::new),
			Map.entry("leader-settings-changed", LeaderSettingsChangedEvent::new),
			Map.entry("pre-series-upgrade", PreSeriesUpgradeEvent::new),
			Map.entry("post-series-upgrade", PostSeriesUpgradeEvent::new),
			Map.entry("collect-metrics", CollectMetricsEvent::new));

	private static final Set<String> RELATION_KINDS = Set.of("created", "joined", "changed", "departed", "broken");

	private static final Set<String> STORAGE_KINDS = Set.of("attached", "detaching");

	private static final Set<String> WORKLOAD_KINDS = Set.of("ready", "custom-notice", "check-failed",
			"check-recovered");

	private final Function<String, Container> containers;

	/**
	 * Create a new factory.
	 * @param containers finds a declared container by its name
	 */
	public JujuEvents(Function<String, Container> containers) {
		this.containers = containers;
	}

	/**
	 * The hooks that are about the unit as a whole, and not about a relation or the like.
	 * @return their names, sorted
	 */
	public static Set<String> plainHooks() {
		return new TreeSet<>(PLAIN.keySet());
	}

	/**
	 * The event that Juju's variables describe.
	 * @param hook the running hook
	 * @param context the variables: those of the hook, or of an event that was deferred
	 * @return the event, or empty for one that the framework does not know or the charm
	 * does not declare
	 * @throws io.opsframework.juju.JujuContextException if a variable that the event
	 * needs is missing or malformed
	 */
	public Optional<JujuEvent> create(Hook hook, JujuContext context) {
		String path = context.dispatchPath();
		String name = path.substring(path.lastIndexOf('/') + 1);
		CharmMetadata metadata = hook.metadata();
		if (path.equals("actions/" + name)) {
			return Optional.ofNullable(metadata.actions().containsKey(name) ? action(hook, context, name) : null);
		}
		Supplier<JujuEvent> plain = PLAIN.get(name);
		return Optional.ofNullable((plain != null) ? plain.get() : prefixed(hook, context, name));
	}

	private static ActionEvent action(Hook hook, JujuContext context, String name) {
		return new ActionEvent(name, context.find("JUJU_ACTION_UUID").orElse(""), hook);
	}

	private @Nullable JujuEvent prefixed(Hook hook, JujuContext context, String name) {
		CharmMetadata metadata = hook.metadata();
		if (declares(metadata.relations(), name, "-relation-", RELATION_KINDS)) {
			return relation(hook, context, name.substring(name.lastIndexOf('-') + 1));
		}
		if (declares(metadata.storages(), name, "-storage-", STORAGE_KINDS)) {
			return storage(context, name);
		}
		if (declares(metadata.containers(), name, "-pebble-", WORKLOAD_KINDS)) {
			return workload(context, name);
		}
		return secret(context, name);
	}

	// Names may themselves look like those of hooks: the known end decides.
	private static boolean declares(Map<String, ?> declared, String name, String infix, Set<String> kinds) {
		int end = name.lastIndexOf(infix);
		return end > 0 && kinds.contains(name.substring(end + infix.length()))
				&& declared.containsKey(name.substring(0, end));
	}

	private static @Nullable JujuEvent relation(Hook hook, JujuContext context, String kind) {
		Relation relation = hook.relation(context.relationId());
		String application = context.remoteApplication().orElse(null);
		return switch (kind) {
			case "created" -> new RelationCreatedEvent(relation, application);
			case "joined" -> {
				UnitName unit = remoteUnit(context);
				yield new RelationJoinedEvent(relation, unit.application(), unit);
			}
			case "changed" -> new RelationChangedEvent(relation, application, context.remoteUnit().orElse(null));
			case "departed" -> {
				UnitName unit = remoteUnit(context);
				yield new RelationDepartedEvent(relation, unit.application(), unit,
						context.departingUnit().orElse(null));
			}
			case "broken" -> new RelationBrokenEvent(relation, application);
			default -> null;
		};
	}

	private static UnitName remoteUnit(JujuContext context) {
		context.require("JUJU_REMOTE_UNIT");
		return context.remoteUnit().orElseThrow();
	}

	private static @Nullable JujuEvent storage(JujuContext context, String name) {
		Path location = context.find("JUJU_STORAGE_LOCATION").map(Path::of).orElse(null);
		return switch (name.substring(name.lastIndexOf('-') + 1)) {
			case "attached" -> new StorageAttachedEvent(context.storageId(), location);
			case "detaching" -> new StorageDetachingEvent(context.storageId(), location);
			default -> null;
		};
	}

	private static @Nullable JujuEvent secret(JujuContext context, String name) {
		String label = context.find("JUJU_SECRET_LABEL").orElse(null);
		return switch (name) {
			case "secret-changed" -> new SecretChangedEvent(context.require("JUJU_SECRET_ID"), label);
			case "secret-rotate" -> new SecretRotateEvent(context.require("JUJU_SECRET_ID"), label);
			case "secret-expired" ->
				new SecretExpiredEvent(context.require("JUJU_SECRET_ID"), label, context.secretRevision());
			case "secret-remove" ->
				new SecretRemoveEvent(context.require("JUJU_SECRET_ID"), label, context.secretRevision());
			default -> null;
		};
	}

	private @Nullable JujuEvent workload(JujuContext context, String name) {
		int end = name.lastIndexOf("-pebble-");
		Container container = this.containers.apply(name.substring(0, end));
		return switch (name.substring(end + 1)) {
			case "pebble-ready" -> new PebbleReadyEvent(container);
			case "pebble-custom-notice" -> new PebbleCustomNoticeEvent(container, context.require("JUJU_NOTICE_ID"),
					context.require("JUJU_NOTICE_TYPE"), context.require("JUJU_NOTICE_KEY"));
			case "pebble-check-failed" ->
				new PebbleCheckFailedEvent(container, context.require("JUJU_PEBBLE_CHECK_NAME"));
			case "pebble-check-recovered" ->
				new PebbleCheckRecoveredEvent(container, context.require("JUJU_PEBBLE_CHECK_NAME"));
			default -> null;
		};
	}

	/**
	 * The variables that make this event again. They serve as its serialised form.
	 * @param event the event
	 * @return the variables, sorted by name
	 */
	public static Map<String, String> variables(JujuEvent event) {
		Map<String, @Nullable Object> variables = new HashMap<>();
		String kind = (event instanceof ActionEvent) ? "actions/" : "hooks/";
		variables.put("JUJU_DISPATCH_PATH", kind + event.hookName());
		if (event instanceof RelationEvent relation) {
			describe(relation, variables);
		}
		else if (event instanceof StorageEvent storage) {
			variables.put("JUJU_STORAGE_ID", storage.storage());
			variables.put("JUJU_STORAGE_LOCATION", storage.location());
		}
		else if (event instanceof SecretEvent secret) {
			describe(secret, variables);
		}
		else if (event instanceof WorkloadEvent workload) {
			describe(workload, variables);
		}
		else if (event instanceof ActionEvent action) {
			variables.put("JUJU_ACTION_NAME", action.name());
			variables.put("JUJU_ACTION_UUID", action.id());
		}
		return present(variables);
	}

	private static void describe(RelationEvent event, Map<String, @Nullable Object> variables) {
		RelationId id = event.relation().id();
		variables.put("JUJU_RELATION", id.endpoint());
		variables.put("JUJU_RELATION_ID", id);
		variables.put("JUJU_REMOTE_APP", event.application());
		variables.put("JUJU_REMOTE_UNIT", event.unit());
		if (event instanceof RelationDepartedEvent departed) {
			variables.put("JUJU_DEPARTING_UNIT", departed.departingUnit());
		}
	}

	private static void describe(SecretEvent event, Map<String, @Nullable Object> variables) {
		variables.put("JUJU_SECRET_ID", event.secretId());
		variables.put("JUJU_SECRET_LABEL", event.label());
		if (event instanceof SecretExpiredEvent expired) {
			variables.put("JUJU_SECRET_REVISION", expired.revision());
		}
		else if (event instanceof SecretRemoveEvent remove) {
			variables.put("JUJU_SECRET_REVISION", remove.revision());
		}
	}

	private static void describe(WorkloadEvent event, Map<String, @Nullable Object> variables) {
		variables.put("JUJU_WORKLOAD_NAME", event.container().name());
		if (event instanceof PebbleCustomNoticeEvent notice) {
			variables.put("JUJU_NOTICE_ID", notice.noticeId());
			variables.put("JUJU_NOTICE_TYPE", notice.noticeType());
			variables.put("JUJU_NOTICE_KEY", notice.noticeKey());
		}
		else if (event instanceof PebbleCheckFailedEvent failed) {
			variables.put("JUJU_PEBBLE_CHECK_NAME", failed.checkName());
		}
		else if (event instanceof PebbleCheckRecoveredEvent recovered) {
			variables.put("JUJU_PEBBLE_CHECK_NAME", recovered.checkName());
		}
	}

	private static Map<String, String> present(Map<String, @Nullable Object> variables) {
		Map<String, String> present = new TreeMap<>();
		variables.forEach((name, value) -> {
			if (value != null && !value.toString().isEmpty()) {
				present.put(name, value.toString());
			}
		});
		return present;
	}

}
