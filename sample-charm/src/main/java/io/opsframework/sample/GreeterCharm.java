package io.opsframework.sample;

import java.util.Optional;
import java.util.Set;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.juju.Port;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.model.Secret;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Operates the greeter: connects it with its database, and tells others where it is.
 */
@Component
class GreeterCharm {

	private static final Logger logger = LoggerFactory.getLogger(GreeterCharm.class);

	private final Model model;

	private final Unit unit;

	GreeterCharm(Model model, Unit unit) {
		this.model = model;
		this.unit = unit;
	}

	@EventListener
	void install(InstallEvent event) {
		this.unit.setStatus(Status.maintenance("installing the greeter"));
	}

	@OnHook({ ConfigChangedEvent.class, SecretChangedEvent.class })
	void configure(GreeterConfig config) {
		logger.info("The greeter says {} on port {}", config.greeting(), config.port());
		config.token().ifPresent(GreeterCharm::requireToken);
		Port port = Port.tcp(config.port());
		if (!this.unit.openedPorts().equals(Set.of(port))) {
			this.unit.setPorts(port);
			publishAll(config);
		}
	}

	// One that is not granted fails the hook: Juju says nothing when it is, but runs the
	// hook again until then.
	private static void requireToken(Secret secret) {
		if (!secret.refresh().containsKey("token")) {
			throw new IllegalStateException("The secret of option token has no key token");
		}
		logger.info("Callers of the greeter must show a token");
	}

	@OnHook(LeaderElectedEvent.class)
	void publishAll(GreeterConfig config) {
		this.model.relations("http").forEach((relation) -> publish(relation, config));
	}

	@OnRelation("http")
	void publish(RelationCreatedEvent event, GreeterConfig config) {
		publish(event.relation(), config);
	}

	private void publish(Relation relation, GreeterConfig config) {
		if (this.unit.isLeader()) {
			relation.binding()
				.ingressAddress()
				.ifPresent((address) -> relation.localAppData().set(new HttpEndpoint(address, config.port())));
		}
	}

	@OnRelation("database")
	void requestDatabase(RelationCreatedEvent event) {
		if (this.unit.isLeader()) {
			event.relation().localAppData().put("database", "greeter");
		}
	}

	@OnRelation("database")
	void connect(RelationChangedEvent event, @RemoteAppData DatabaseCredentials credentials) {
		logger.info("The database is there: {}", credentials);
	}

	@OnAction("get-db-info")
	DatabaseInfo databaseInfo(DatabaseInfoParameters parameters,
			@RemoteAppData("database") Optional<DatabaseCredentials> database) {
		return database.map((credentials) -> DatabaseInfo.of(credentials, parameters.showPassword()))
			.orElseThrow(() -> new ActionFailedException("The greeter has no database yet"));
	}

	@OnHook
	void status(CollectUnitStatusEvent event) {
		if (this.model.relation("database").isEmpty()) {
			event.add(Status.blocked("relate the greeter to a database"));
		}
		event.add(Status.active());
	}

	/**
	 * The parameters of the action get-db-info.
	 *
	 * @param showPassword whether to show the password
	 */
	record DatabaseInfoParameters(boolean showPassword) {

	}

}
