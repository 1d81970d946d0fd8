package io.opsframework.readme;

import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RelationEndpoint;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.model.Unit;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The README's relation library.
 */
public final class DatabaseRequirer implements RelationEndpoint {

	private final String endpoint;

	private final Unit unit;

	private final ApplicationEventPublisher publisher;

	/**
	 * Create a new requirer.
	 * @param endpoint the charm's endpoint
	 * @param unit the unit
	 * @param publisher publishes the library's events
	 */
	public DatabaseRequirer(String endpoint, Unit unit, ApplicationEventPublisher publisher) {
		this.endpoint = endpoint;
		this.unit = unit;
		this.publisher = publisher;
	}

	@Override
	public String endpoint() {
		return this.endpoint;
	}

	@OnRelation
	void request(RelationCreatedEvent event) {
		if (this.unit.isLeader()) {
			event.relation().localAppData().put("database", this.endpoint);
		}
	}

	@OnRelation
	void provided(RelationChangedEvent event, @RemoteAppData DatabaseCredentials credentials) {
		this.publisher.publishEvent(new DatabaseProvidedEvent(credentials.endpoints()));
	}

}
