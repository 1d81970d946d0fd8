package io.opsframework.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.hooktool.HookTools;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;

/**
 * A small charm that does what most charms do on most hooks.
 */
class BenchmarkCharm {

	static final String CHARMCRAFT = """
			name: bench
			type: charm
			requires:
			  db: {interface: postgresql_client}
			config:
			  options:
			    log-level: {type: string, default: info}
			    port: {type: int, default: 8080}
			""";

	private static final Logger logger = LoggerFactory.getLogger(BenchmarkCharm.class);

	private final Model model;

	private final Unit unit;

	private final HookTools tools;

	BenchmarkCharm(Model model, Unit unit, HookTools tools) {
		this.model = model;
		this.unit = unit;
		this.tools = tools;
	}

	@EventListener
	void configChanged(ConfigChangedEvent event) {
		logger.info("port {}, leader {}", this.tools.configGet().get("port"), this.unit.isLeader());
		Optional<Relation> relation = this.model.relation("db");
		relation.ifPresent(this::publish);
		this.unit.setStatus(relation.map(this::status).orElse(Status.blocked("needs a database")));
	}

	@OnRelation("db")
	void databaseCreated(RelationCreatedEvent event) {
		if (this.unit.isLeader()) {
			event.relation().localAppData().put("database", "bench");
		}
	}

	@OnRelation("db")
	void databaseJoined(RelationJoinedEvent event) {
		publish(event.relation());
	}

	// Reads the databag of every unit, then answers.
	@OnRelation("db")
	void databaseChanged(RelationChangedEvent event) {
		Relation relation = event.relation();
		List<String> endpoints = relation.remoteUnits()
			.stream()
			.map((name) -> relation.remoteUnitData(name).getOrDefault("endpoint", ""))
			.toList();
		logger.info("{} has {} endpoints", relation, endpoints.size());
		publish(relation);
		this.unit.setStatus(status(relation));
	}

	@OnRelation("db")
	void databaseDeparted(RelationDepartedEvent event) {
		logger.info("{} departs", event.departingUnit());
	}

	@OnRelation("db")
	void databaseBroken(RelationBrokenEvent event) {
		this.unit.setStatus(Status.blocked("needs a database"));
	}

	private void publish(Relation relation) {
		relation.localUnitData()
			.putAll(Map.of("log-level", this.tools.configGet().get("log-level") + "", "port",
					this.tools.configGet().get("port") + ""));
	}

	private Status status(Relation relation) {
		String endpoints = relation.remoteAppData().getOrDefault("endpoints", "");
		return endpoints.isEmpty() ? Status.waiting("waiting for the database") : Status.active("using " + endpoints);
	}

}
