package io.opsframework.invocation;

import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.listener.ListenerGate.Unmet;
import io.opsframework.listener.ListenerInvocation;
import io.opsframework.mapping.RecordMapper;
import io.opsframework.model.Databag;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.model.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * A listener's parameter that takes relation data: a record that has to be complete, an
 * {@code Optional} or {@code @Nullable} one, or a {@code Map} of the complete ones of all
 * relations of the endpoint.
 */
final class RelationDataParameter implements ListenerParameter {

	private final DatabagOwner owner;

	// Empty for that of the event.
	private final String endpoint;

	private final Class<?> container;

	private final Class<?> type;

	private final boolean required;

	private final Model model;

	private final RecordMapper mapper;

	private RelationDataParameter(MethodParameter parameter, DatabagOwner owner, Annotation annotation, Model model,
			RecordMapper mapper) {
		ResolvableType declared = ResolvableType.forMethodParameter(parameter);
		this.owner = owner;
		this.endpoint = String.valueOf(AnnotationUtils.getValue(annotation));
		this.container = declared.resolve(Object.class);
		this.type = recordType(declared, this.container);
		this.required = this.container == this.type && !parameter.isOptional();
		this.model = model;
		this.mapper = mapper;
	}

	private static Class<?> recordType(ResolvableType declared, Class<?> container) {
		if (container == Map.class) {
			return declared.getGeneric(1).resolve(Object.class);
		}
		return (container == Optional.class) ? declared.getGeneric(0).resolve(Object.class) : container;
	}

	static @Nullable RelationDataParameter of(MethodParameter parameter, Model model, RecordMapper mapper) {
		for (DatabagOwner owner : DatabagOwner.values()) {
			Annotation annotation = parameter.getParameterAnnotation(owner.annotation());
			if (annotation != null) {
				return new RelationDataParameter(parameter, owner, annotation, model, mapper);
			}
		}
		return null;
	}

	@Override
	public void validate(CharmListener listener, CharmMetadata metadata) {
		validateEndpoint(listener, metadata.relations().keySet());
		if (!this.type.isRecord()) {
			throw new InvalidListenerException(listener.method(),
					"takes relation data as a %s, which is no record".formatted(this.type.getName()),
					"Take a record with a component for each key, an Optional of one, or a Map from Relation to one.");
		}
		if (this.required) {
			validateWaiting(listener);
		}
	}

	private void validateEndpoint(CharmListener listener, Set<String> declared) {
		if (this.endpoint.isEmpty() && !listener.events().takesOnly(RelationEvent.class)) {
			throw new InvalidListenerException(listener.method(),
					"takes relation data without an endpoint, and listens to events of no relation",
					"Name the endpoint in the parameter's annotation, one of %s.".formatted(declared));
		}
		if (!this.endpoint.isEmpty() && !declared.contains(this.endpoint)) {
			throw new InvalidListenerException(listener.method(),
					"takes data of endpoint '%s', which the charm does not declare".formatted(this.endpoint),
					"Declare '%s' in charmcraft.yaml, or use one of %s.".formatted(this.endpoint, declared));
		}
	}

	// Data of the event's own relation comes with the next relation-changed.
	private void validateWaiting(CharmListener listener) {
		EventFilter events = listener.events();
		if (events.takesOnly(RelationBrokenEvent.class) || events.takesOnly(RelationDepartedEvent.class)) {
			throw new InvalidListenerException(listener.method(),
					"requires relation data for the end of the relation, when it may be gone already",
					"Take the data as an Optional or a @Nullable.");
		}
		boolean comesAgain = events.takesOnly(RelationEvent.class)
				&& (this.endpoint.isEmpty() || events.isForEndpoint(this.endpoint));
		if (!comesAgain && !events.canWait()) {
			throw new InvalidListenerException(listener.method(),
					"requires relation data for an event that cannot wait for it",
					"Take the data as an Optional or a @Nullable, and do without while it is not there.");
		}
	}

	@Override
	public @Nullable Unmet unmet(CharmListener listener, @Nullable CharmEvent event) {
		if (!this.required) {
			return null;
		}
		return (event != null) ? unmetFor(event, listener) : unmetOfAny(listener);
	}

	private @Nullable Unmet unmetFor(CharmEvent event, CharmListener listener) {
		Relation relation = relation(event);
		if (relation == null) {
			return relationMissing();
		}
		// The next relation-changed brings it again to those who take that.
		boolean comesAgain = isOf(event) && listener.acceptsType(RelationChangedEvent.class);
		return dataMissing(relation, event, !comesAgain);
	}

	// Without an event, only what another application still has to give is worth waiting
	// for.
	private @Nullable Unmet unmetOfAny(CharmListener listener) {
		String name = this.endpoint.isEmpty() ? listener.events().name() : this.endpoint;
		if (this.owner != DatabagOwner.REMOTE_APP || name.isEmpty()) {
			return null;
		}
		List<Relation> active = this.model.relations(name).stream().filter(Relation::isActive).toList();
		for (Relation relation : active) {
			Unmet unmet = dataMissing(relation, null, true);
			if (unmet != null) {
				return unmet;
			}
		}
		boolean missing = active.isEmpty() && !this.endpoint.isEmpty() && !listener.events().isForEndpoint(name);
		return missing ? relationMissing() : null;
	}

	private Unmet relationMissing() {
		String reason = "relation '%s' is missing".formatted(this.endpoint);
		return new Unmet(reason, Status.blocked(reason), true);
	}

	private @Nullable Unmet dataMissing(Relation relation, @Nullable CharmEvent event, boolean defers) {
		List<String> missing = missingKeys(relation, event);
		if (missing.isEmpty()) {
			return null;
		}
		String reason = "waiting for %s of relation '%s'".formatted(String.join(", ", missing), relation.endpoint());
		return new Unmet(reason, Status.waiting(reason), defers);
	}

	@Override
	public @Nullable Object resolve(ListenerInvocation invocation) {
		CharmEvent event = invocation.event();
		if (this.container == Map.class) {
			return readAll(event);
		}
		Relation relation = relation(event);
		Object data = (relation != null) ? read(relation, event) : null;
		return (this.container == Optional.class) ? Optional.ofNullable(data) : data;
	}

	private Map<Relation, Object> readAll(CharmEvent event) {
		String name = isOf(event) ? ((RelationEvent) event).relation().endpoint() : this.endpoint;
		Map<Relation, Object> all = new LinkedHashMap<>();
		for (Relation relation : this.model.relations(name)) {
			Object data = relation.isActive() ? read(relation, event) : null;
			if (data != null) {
				all.put(relation, data);
			}
		}
		return all;
	}

	private boolean isOf(CharmEvent event) {
		return event instanceof RelationEvent relation
				&& (this.endpoint.isEmpty() || relation.relation().endpoint().equals(this.endpoint));
	}

	private @Nullable Relation relation(CharmEvent event) {
		return isOf(event) ? ((RelationEvent) event).relation() : this.model.relation(this.endpoint).orElse(null);
	}

	private List<String> missingKeys(Relation relation, @Nullable CharmEvent event) {
		Databag databag = this.owner.databag(relation, event);
		return (databag != null) ? databag.missingKeys(type()) : this.mapper.missingKeys(this.type, Map.of());
	}

	private @Nullable Object read(Relation relation, CharmEvent event) {
		Databag databag = this.owner.databag(relation, event);
		if (databag != null) {
			return databag.as(type()).orElse(null);
		}
		return missingKeys(relation, event).isEmpty() ? this.mapper.read(this.type, Map.of()) : null;
	}

	private Class<? extends Record> type() {
		return this.type.asSubclass(Record.class);
	}

}
