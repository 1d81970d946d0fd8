package io.opsframework.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.invocation.RelationDataParameter.Kind;
import io.opsframework.invocation.RelationDataParameter.Shape;
import io.opsframework.listener.ListenerGate;
import io.opsframework.listener.ListenerMethod;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Holds while the relation data that a listener requires is complete.
 */
final class RelationDataGate implements ListenerGate {

	private final Model model;

	private final RelationDataReader reader;

	private final Map<ListenerMethod, List<RelationDataParameter>> required = new ConcurrentHashMap<>();

	RelationDataGate(Model model, RelationDataReader reader) {
		this.model = model;
		this.reader = reader;
	}

	@Override
	public @Nullable Unmet check(ListenerMethod listener, @Nullable CharmEvent event) {
		for (RelationDataParameter data : this.required.computeIfAbsent(listener, RelationDataGate::requiredBy)) {
			Unmet unmet = (event != null) ? checkFor(listener, event, data) : checkAny(listener, data);
			if (unmet != null) {
				return unmet;
			}
		}
		return null;
	}

	private static List<RelationDataParameter> requiredBy(ListenerMethod listener) {
		List<RelationDataParameter> required = new ArrayList<>();
		for (MethodParameter parameter : listener.parameters()) {
			RelationDataParameter data = RelationDataParameter.of(parameter);
			if (data != null && data.shape() == Shape.REQUIRED) {
				required.add(data);
			}
		}
		return required;
	}

	private @Nullable Unmet checkFor(ListenerMethod listener, CharmEvent event, RelationDataParameter data) {
		Relation relation = this.reader.relation(data, event);
		if (relation == null) {
			return relationMissing(data.endpoint());
		}
		Unmet unmet = dataMissing(data, relation, event);
		// The next relation-changed brings it again to those who take that.
		boolean comesAgain = data.isOfEvent(event) && listener.acceptsType(RelationChangedEvent.class);
		return (unmet != null) ? new Unmet(unmet.reason(), unmet.status(), !comesAgain) : null;
	}

	// Without an event, only what another application still has to give is worth waiting
	// for.
	private @Nullable Unmet checkAny(ListenerMethod listener, RelationDataParameter data) {
		if (data.kind() != Kind.REMOTE_APP) {
			return null;
		}
		if (!data.endpoint().isEmpty()
				&& this.model.relations(data.endpoint()).stream().noneMatch(Relation::isActive)) {
			return listener.isFor(data.endpoint()) ? null : relationMissing(data.endpoint());
		}
		String endpoint = data.endpoint().isEmpty() ? listener.filter().name() : data.endpoint();
		List<Relation> relations = endpoint.isEmpty() ? List.of() : this.model.relations(endpoint);
		for (Relation relation : relations) {
			Unmet unmet = relation.isActive() ? dataMissing(data, relation, null) : null;
			if (unmet != null) {
				return unmet;
			}
		}
		return null;
	}

	private static Unmet relationMissing(String endpoint) {
		String reason = "relation '%s' is missing".formatted(endpoint);
		return new Unmet(reason, Status.blocked(reason), true);
	}

	private @Nullable Unmet dataMissing(RelationDataParameter data, Relation relation, @Nullable CharmEvent event) {
		List<String> missing = this.reader.missingKeys(data, relation, event);
		if (missing.isEmpty()) {
			return null;
		}
		String reason = "waiting for %s of relation '%s'".formatted(String.join(", ", missing), relation.endpoint());
		return new Unmet(reason, Status.waiting(reason), true);
	}

}
