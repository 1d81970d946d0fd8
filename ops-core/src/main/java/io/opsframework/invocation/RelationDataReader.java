package io.opsframework.invocation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.event.RelationEvent;
import io.opsframework.invocation.RelationDataParameter.Kind;
import io.opsframework.juju.UnitName;
import io.opsframework.mapping.MappingException;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Model;
import io.opsframework.model.ModelException;
import io.opsframework.model.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Reads relation data for parameters of listeners.
 */
final class RelationDataReader {

	private final Model model;

	private final RecordMapper mapper;

	RelationDataReader(Model model, RecordMapper mapper) {
		this.model = model;
		this.mapper = mapper;
	}

	// The one relation a parameter is about; null if there is none.
	@Nullable Relation relation(RelationDataParameter parameter, @Nullable Object event) {
		if (parameter.isOfEvent(event)) {
			return ((RelationEvent) event).relation();
		}
		return this.model.relation(parameter.endpoint()).orElse(null);
	}

	List<String> missingKeys(RelationDataParameter parameter, Relation relation, @Nullable Object event) {
		return this.mapper.missingKeys(parameter.type(), copyOf(content(parameter.kind(), relation, event)));
	}

	Object read(RelationDataParameter parameter, Relation relation, @Nullable Object event) {
		Map<String, String> content = content(parameter.kind(), relation, event);
		try {
			return this.mapper.read(parameter.type(), copyOf(content));
		}
		catch (MappingException ex) {
			throw new ModelException("The %s does not make a %s: %s".formatted(content,
					parameter.type().getSimpleName(), ex.getMessage()), ex);
		}
	}

	Map<Relation, Object> readAll(RelationDataParameter parameter, @Nullable Object event) {
		Map<Relation, Object> all = new LinkedHashMap<>();
		for (Relation relation : this.model.relations(parameter.endpoint())) {
			if (relation.isActive() && missingKeys(parameter, relation, event).isEmpty()) {
				all.put(relation, read(parameter, relation, event));
			}
		}
		return all;
	}

	// A databag looks at Juju's data for each key that it is asked for.
	private static Map<String, String> copyOf(Map<String, String> content) {
		return new HashMap<>(content);
	}

	private static Map<String, String> content(Kind kind, Relation relation, @Nullable Object event) {
		return switch (kind) {
			case REMOTE_APP -> (relation.remoteApplication() != null) ? relation.remoteAppData() : Map.of();
			case LOCAL_APP -> relation.localAppData();
			case LOCAL_UNIT -> relation.localUnitData();
			case REMOTE_UNIT -> unitContent(relation, event);
		};
	}

	private static Map<String, String> unitContent(Relation relation, @Nullable Object event) {
		UnitName unit = (event instanceof RelationEvent relationEvent && relationEvent.relation().equals(relation))
				? relationEvent.unit() : null;
		List<UnitName> units = relation.remoteUnits();
		if (unit == null && units.size() > 1) {
			throw new ModelException("Relation %s has %d units, and the event names none: take the relation, and ask it"
				.formatted(relation.id(), units.size()));
		}
		if (unit == null && units.isEmpty()) {
			return Map.of();
		}
		return relation.remoteUnitData((unit != null) ? unit : units.get(0));
	}

}
