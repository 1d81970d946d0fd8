package io.opsframework.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.event.ActionEvent;
import io.opsframework.event.CharmEvent;
import io.opsframework.event.CollectAppStatusEvent;
import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.LeaderElectedEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationDepartedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.hooktool.HookTools;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/**
 * A charm that does a bit of everything.
 */
class RecordingCharm {

	static final String CHARMCRAFT = """
			name: greeter
			type: charm
			requires:
			  database:
			    interface: postgresql_client
			  host:
			    interface: host
			    scope: container
			provides:
			  website:
			    interface: http
			peers:
			  cluster:
			    interface: greeters
			containers:
			  web: {}
			storage:
			  data: {type: filesystem, multiple: {range: 0-2}}
			  disk: {type: block, multiple: {range: 0-1}}
			config:
			  options:
			    greeting:
			      type: string
			      default: Hello
			    port:
			      type: int
			    password:
			      type: secret
			actions:
			  backup:
			    params:
			      target:
			        type: string
			      level:
			        type: integer
			        default: 1
			    required: [target]
			  untyped:
			    params:
			      anything:
			        description: no type
			  fail: {}
			""";

	final List<UnitName> joined = new ArrayList<>();

	final List<String> changed = new ArrayList<>();

	private final Model model;

	private final Unit unit;

	private final HookTools tools;

	private final ApplicationEventPublisher publisher;

	RecordingCharm(Model model, Unit unit, HookTools tools, ApplicationEventPublisher publisher) {
		this.model = model;
		this.unit = unit;
		this.tools = tools;
		this.publisher = publisher;
	}

	@EventListener
	void install(InstallEvent event) {
		this.unit.setStatus(Status.maintenance("installing"));
		this.unit.setWorkloadVersion("1.0");
		this.tools.jujuLog("INFO", "installed");
	}

	@EventListener
	void configChanged(ConfigChangedEvent event) {
		if (!this.tools.configGet().containsKey("port")) {
			event.defer("no port yet");
		}
		else {
			this.publisher.publishEvent(new Configured(this.tools.configGet().get("greeting") + ""));
		}
	}

	@EventListener
	void leads(LeaderElectedEvent event) {
		this.model.relation("database").ifPresent((database) -> database.localAppData().put("database", "greeter"));
	}

	@OnRelation("database")
	void databaseJoined(RelationJoinedEvent event) {
		this.joined.add(event.unit());
		event.relation().localUnitData().put("seen", event.unit().toString());
	}

	@OnRelation("database")
	void databaseChanged(RelationChangedEvent event) {
		UnitName changedUnit = event.unit();
		this.changed.add((changedUnit != null) ? event.relation().remoteUnitData(changedUnit).get("key")
				: event.relation().remoteAppData().get("key"));
	}

	@OnRelation("database")
	void databaseDeparted(RelationDepartedEvent event) {
		String data = event.relation().remoteUnitData(event.unit()).getOrDefault("key", "nothing");
		this.tools.jujuLog("INFO", event.relation().remoteUnits() + " " + data);
	}

	@OnRelation("database")
	void databaseBroken(RelationBrokenEvent event) {
		this.tools.jujuLog("INFO", event.relation().remoteUnits() + " " + this.model.relations("database"));
	}

	@EventListener
	void updateStatus(UpdateStatusEvent event) {
		this.unit.setStatus(Status.maintenance("about to fail"));
		this.tools.relationIds("database").forEach((id) -> this.tools.relationSet(id, false, Map.of("lost", "yes")));
		throw new UnsupportedOperationException("broken");
	}

	@EventListener
	void asked(Asked event) {
		this.model.relation("database").ifPresent((database) -> database.localUnitData().put("asked", event.by()));
	}

	@OnAction("backup")
	Map<String, Object> backup(ActionEvent event) {
		event.log("backing up");
		return Map.of("target", event.parameters().get("target"), "level", event.parameters().get("level"));
	}

	@OnAction("fail")
	void fail(ActionEvent event) {
		event.setResults(Map.of("done", "half"));
		throw new ActionFailedException("no space left");
	}

	@EventListener
	void appStatus(CollectAppStatusEvent event) {
		event.add(Status.active("leading"));
	}

	@EventListener
	void unitStatus(CollectUnitStatusEvent event) {
		event.add(this.model.container("web").canConnect() ? Status.active() : Status.waiting("for container web"));
	}

	/**
	 * An event of a library's.
	 *
	 * @param by who asks
	 */
	record Asked(String by) implements CharmEvent {
	}

	/**
	 * An event of the charm's own.
	 *
	 * @param greeting what it greets with
	 */
	record Configured(String greeting) implements CharmEvent {
	}

}
