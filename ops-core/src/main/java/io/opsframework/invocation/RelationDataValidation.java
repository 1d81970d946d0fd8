package io.opsframework.invocation;

import java.util.Set;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.listener.ListenerMethod;

import org.springframework.core.MethodParameter;

/**
 * Finds relation data that a listener can never get, before a hook needs it.
 */
final class RelationDataValidation {

	private RelationDataValidation() {
	}

	static void validate(ListenerMethod listener, CharmMetadata metadata) {
		for (MethodParameter parameter : listener.parameters()) {
			RelationDataParameter data = RelationDataParameter.of(parameter);
			if (data != null) {
				validateEndpoint(listener, data.endpoint(), metadata.relations().keySet());
				validateType(listener, data.type());
				validateWaiting(listener, data);
			}
		}
	}

	private static void validateEndpoint(ListenerMethod listener, String endpoint, Set<String> declared) {
		if (endpoint.isEmpty()) {
			if (!listener.takesOnly(RelationEvent.class)) {
				throw new InvalidListenerException(listener.method(),
						"takes relation data without an endpoint, and listens to events of no relation",
						"Name the endpoint in the parameter's annotation, one of %s.".formatted(declared));
			}
		}
		else if (!declared.contains(endpoint)) {
			throw new InvalidListenerException(listener.method(),
					"takes data of endpoint '%s', which the charm does not declare".formatted(endpoint),
					"Declare '%s' in charmcraft.yaml, or use one of %s.".formatted(endpoint, declared));
		}
	}

	// Data of the event's own relation comes with the next relation-changed.
	private static void validateWaiting(ListenerMethod listener, RelationDataParameter data) {
		boolean ofRelation = listener.takesOnly(RelationEvent.class)
				&& (data.endpoint().isEmpty() || listener.isFor(data.endpoint()));
		boolean required = data.shape() == RelationDataParameter.Shape.REQUIRED;
		if (required
				&& (listener.takesOnly(RelationBrokenEvent.class) || listener.takesOnly(RelationDepartedEvent.class))) {
			throw new InvalidListenerException(listener.method(),
					"requires relation data for the end of the relation, when it may be gone already",
					"Take the data as an Optional or a @Nullable.");
		}
		if (required && !ofRelation && !listener.canWait()) {
			throw new InvalidListenerException(listener.method(),
					"requires relation data for an event that cannot wait for it",
					"Take the data as an Optional or a @Nullable, and do without while it is not there.");
		}
	}

	private static void validateType(ListenerMethod listener, Class<?> type) {
		if (!type.isRecord()) {
			throw new InvalidListenerException(listener.method(),
					"takes relation data as a %s, which is no record".formatted(type.getName()),
					"Take a record with a component for each key, an Optional of one, or a Map from Relation to one.");
		}
	}

}
