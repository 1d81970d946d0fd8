package io.opsframework.event.factory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.ActionEvent;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.PebbleCheckFailedEvent;
import io.opsframework.event.PebbleCheckRecoveredEvent;
import io.opsframework.event.PebbleCustomNoticeEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.SecretEvent;
import io.opsframework.event.SecretExpiredEvent;
import io.opsframework.event.SecretRemoveEvent;
import io.opsframework.event.StorageEvent;
import io.opsframework.event.WorkloadEvent;
import io.opsframework.juju.DispatchPath;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.RelationId;
import io.opsframework.model.Container;
import io.opsframework.model.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Makes events from Juju's variables, and the variables from events again.
 */
public final class JujuEvents {

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
		return Arrays.stream(HookKind.values())
			.filter((kind) -> kind.subject() == HookKind.Subject.UNIT && type(kind).isPresent())
			.map((kind) -> kind.hookName(""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The type of the events of a kind.
	 * @param kind the kind
	 * @return the type, or empty for a kind that charms get no event for
	 */
	public static Optional<Class<? extends JujuEvent>> type(HookKind kind) {
		return Optional.ofNullable(EventFactory.of(kind)).map(EventFactory::type);
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
		DispatchPath path = context.dispatchPath();
		EventFactory<?> factory = EventFactory.of(path.kind());
		if (factory == null || !isDeclared(path, hook.metadata())) {
			return Optional.empty();
		}
		return Optional.of(factory.create(new EventSource(hook, context, this.containers)));
	}

	private static boolean isDeclared(DispatchPath path, CharmMetadata metadata) {
		return switch (path.kind().subject()) {
			case ENDPOINT -> metadata.relations().containsKey(path.entity());
			case STORAGE -> metadata.storages().containsKey(path.entity());
			case CONTAINER -> metadata.containers().containsKey(path.entity());
			case ACTION -> metadata.actions().containsKey(path.entity());
			case UNIT, SECRET -> true;
		};
	}

	/**
	 * The variables that make this event again. They serve as its serialised form.
	 * @param event the event
	 * @return the variables, sorted by name
	 */
	public static Map<String, String> variables(JujuEvent event) {
		Map<JujuVariable, @Nullable Object> variables = new EnumMap<>(JujuVariable.class);
		variables.put(JujuVariable.JUJU_DISPATCH_PATH, path(event));
		if (event instanceof RelationEvent relation) {
			describe(relation, variables);
		}
		else if (event instanceof StorageEvent storage) {
			variables.put(JujuVariable.JUJU_STORAGE_ID, storage.storage().id());
			variables.put(JujuVariable.JUJU_STORAGE_LOCATION, storage.storage().knownLocation());
		}
		else if (event instanceof SecretEvent secret) {
			describe(secret, variables);
		}
		else if (event instanceof WorkloadEvent workload) {
			describe(workload, variables);
		}
		else if (event instanceof ActionEvent action) {
			variables.put(JujuVariable.JUJU_ACTION_NAME, action.name());
			variables.put(JujuVariable.JUJU_ACTION_UUID, action.id());
		}
		return present(variables);
	}

	private static DispatchPath path(JujuEvent event) {
		return (event instanceof ActionEvent) ? DispatchPath.of(HookKind.ACTION, event.hookName())
				: DispatchPath.ofHook(event.hookName());
	}

	private static void describe(RelationEvent event, Map<JujuVariable, @Nullable Object> variables) {
		RelationId id = event.relation().id();
		variables.put(JujuVariable.JUJU_RELATION, id.endpoint());
		variables.put(JujuVariable.JUJU_RELATION_ID, id);
		variables.put(JujuVariable.JUJU_REMOTE_APP, event.application());
		variables.put(JujuVariable.JUJU_REMOTE_UNIT, event.unit());
		if (event instanceof RelationDepartedEvent departed) {
			variables.put(JujuVariable.JUJU_DEPARTING_UNIT, departed.departingUnit());
		}
	}

	private static void describe(SecretEvent event, Map<JujuVariable, @Nullable Object> variables) {
		variables.put(JujuVariable.JUJU_SECRET_ID, event.secret().id());
		variables.put(JujuVariable.JUJU_SECRET_LABEL, event.label());
		if (event instanceof SecretExpiredEvent expired) {
			variables.put(JujuVariable.JUJU_SECRET_REVISION, expired.revision());
		}
		else if (event instanceof SecretRemoveEvent remove) {
			variables.put(JujuVariable.JUJU_SECRET_REVISION, remove.revision());
		}
	}

	private static void describe(WorkloadEvent event, Map<JujuVariable, @Nullable Object> variables) {
		variables.put(JujuVariable.JUJU_WORKLOAD_NAME, event.container().name());
		if (event instanceof PebbleCustomNoticeEvent notice) {
			variables.put(JujuVariable.JUJU_NOTICE_ID, notice.notice().id());
			variables.put(JujuVariable.JUJU_NOTICE_TYPE, notice.notice().type());
			variables.put(JujuVariable.JUJU_NOTICE_KEY, notice.notice().key());
		}
		else if (event instanceof PebbleCheckFailedEvent failed) {
			variables.put(JujuVariable.JUJU_PEBBLE_CHECK_NAME, failed.check().name());
		}
		else if (event instanceof PebbleCheckRecoveredEvent recovered) {
			variables.put(JujuVariable.JUJU_PEBBLE_CHECK_NAME, recovered.check().name());
		}
	}

	private static Map<String, String> present(Map<JujuVariable, @Nullable Object> variables) {
		Map<String, String> present = new TreeMap<>();
		variables.forEach((variable, value) -> {
			if (value != null && !value.toString().isEmpty()) {
				present.put(variable.name(), value.toString());
			}
		});
		return present;
	}

}
