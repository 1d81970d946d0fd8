package io.opsframework.deferral;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.Deferrable;
import io.opsframework.event.JujuEvent;
import io.opsframework.event.factory.JujuEvents;
import io.opsframework.json.Json;
import io.opsframework.juju.DispatchPath;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.RelationId;
import io.opsframework.mapping.MappingException;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.CurrentHook;
import io.opsframework.model.Hook;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The form in which deferred events are stored. Juju's own events are their variables; a
 * custom event is its class and, since it has to be a record, its components.
 */
public final class EventSerializer {

	private static final String JUJU = "juju";

	private static final String TYPE = "type";

	private static final String FIELDS = "fields";

	private final JujuEvents events;

	private final CurrentHook hook;

	private final RecordMapper mapper;

	/**
	 * Create a new serializer.
	 * @param events makes Juju's events from their variables
	 * @param hook the current hook, whose relations events refer to
	 * @param mapper reads and writes the records of custom events
	 */
	public EventSerializer(JujuEvents events, CurrentHook hook, RecordMapper mapper) {
		this.events = events;
		this.hook = hook;
		this.mapper = mapper.withReference(Relation.class, new RelationReference(hook));
	}

	/**
	 * Make the stored form of an event.
	 * @param event the event
	 * @return plain values, as JSON has them
	 * @throws IllegalArgumentException if the event is neither Juju's nor a record that
	 * can be read back
	 */
	public Map<String, Object> serialize(Deferrable event) {
		if (event instanceof JujuEvent jujuEvent) {
			return Map.of(JUJU, JujuEvents.variables(jujuEvent));
		}
		if (!(event instanceof Record fields)) {
			throw notStorable(event, "it is not a record");
		}
		Map<String, Object> serialized = new LinkedHashMap<>();
		serialized.put(TYPE, event.getClass().getName());
		serialized.put(FIELDS, checked(fields));
		return serialized;
	}

	/**
	 * An event of its own for one listener: what that does to lists and maps of the
	 * event, no other one sees. Only custom events that can be stored are copied; others
	 * cannot change, or are there to be changed.
	 * @param event the event as it was published
	 * @return an equal event, or the same one
	 */
	public CharmEvent copy(CharmEvent event) {
		if (event instanceof JujuEvent || !(event instanceof Record fields)) {
			return event;
		}
		try {
			return (CharmEvent) this.mapper.read(event.getClass(), checked(fields));
		}
		catch (IllegalArgumentException ex) {
			return event;
		}
	}

	private Map<String, Object> checked(Record event) {
		try {
			Map<String, Object> fields = normalized(this.mapper.write(event));
			if (event.equals(this.mapper.read(event.getClass(), fields))) {
				return fields;
			}
		}
		catch (MappingException ex) {
			throw notStorable(event, "its component " + ex.getMessage() + " when it is read back");
		}
		catch (IllegalArgumentException ex) {
			throw notStorable(event, String.valueOf(ex.getMessage()));
		}
		throw notStorable(event, "it does not equal what is read back");
	}

	private static IllegalArgumentException notStorable(Object event, String problem) {
		return new IllegalArgumentException(
				"An event of type %s cannot be deferred: %s. Make it a record of strings, numbers, booleans, enums, relations, and records, lists and maps of these"
					.formatted(event.getClass().getName(), problem));
	}

	// What is compared and stored is what a store gives back, long for int included.
	@SuppressWarnings("unchecked")
	private static Map<String, Object> normalized(Map<String, Object> fields) {
		return (Map<String, Object>) Optional.ofNullable(Json.parse(Json.write(fields))).orElseThrow();
	}

	/**
	 * Make the event again.
	 * @param serialized its stored form
	 * @return the event, or empty if the charm does not know it any more
	 */
	@SuppressWarnings("unchecked")
	public Optional<? extends CharmEvent> deserialize(Map<String, Object> serialized) {
		Object variables = serialized.get(JUJU);
		if (variables != null) {
			Hook current = this.hook.get();
			return this.events.create(current, current.context().withEventVariables((Map<String, String>) variables));
		}
		return customEvent((String) serialized.get(TYPE), (Map<String, Object>) serialized.get(FIELDS));
	}

	private Optional<CharmEvent> customEvent(String type, Map<String, Object> fields) {
		try {
			Class<?> eventType = ClassUtils.forName(type, getClass().getClassLoader());
			return Optional.of((CharmEvent) this.mapper.read(eventType, fields));
		}
		catch (ClassNotFoundException | LinkageError | MappingException | ClassCastException
				| IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	static void requireReadable(Map<String, Object> serialized) {
		Object variables = serialized.get(JUJU);
		boolean readable = (variables != null) ? variables instanceof Map<?, ?> map && hasOnlyTexts(map)
				: serialized.get(TYPE) instanceof String && serialized.get(FIELDS) instanceof Map;
		if (!readable) {
			throw new IllegalArgumentException("its 'event' is neither Juju's variables nor a record");
		}
	}

	private static boolean hasOnlyTexts(Map<?, ?> variables) {
		return variables.containsKey(JujuVariable.JUJU_DISPATCH_PATH.name())
				&& variables.values().stream().allMatch(String.class::isInstance);
	}

	static String name(Map<String, Object> serialized) {
		DispatchPath path = path(serialized);
		return (path != null) ? path.name() : ClassUtils.getShortName((String) serialized.get(TYPE));
	}

	static boolean isOf(Map<String, Object> serialized, Class<? extends CharmEvent> type) {
		DispatchPath path = path(serialized);
		return (path != null) ? JujuEvents.type(path.kind()).filter(type::isAssignableFrom).isPresent()
				: type.getName().equals(serialized.get(TYPE));
	}

	@SuppressWarnings("unchecked")
	private static @Nullable DispatchPath path(Map<String, Object> serialized) {
		Map<String, String> variables = (Map<String, String>) serialized.get(JUJU);
		return (variables != null) ? JujuContext.of(variables).dispatchPath() : null;
	}

	/**
	 * Relations are stored as their ids.
	 *
	 * @param hook the current hook
	 */
	private record RelationReference(CurrentHook hook) implements RecordMapper.Reference<Relation> {

		@Override
		public Relation find(String name) {
			return this.hook.get().relation(RelationId.of(name));
		}

		@Override
		public String name(Object value) {
			return ((Relation) value).id().toString();
		}

	}

}
