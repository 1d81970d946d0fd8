package io.opsframework.readme;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.opsframework.event.Deferrable;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.model.Container;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class TourCharm {

	final List<String> handled = new ArrayList<>();

	private final Unit unit;

	private final Container wiki;

	private final ApplicationEventPublisher publisher;

	TourCharm(Unit unit, @Qualifier("wiki") Container wiki, ApplicationEventPublisher publisher) {
		this.unit = unit;
		this.wiki = wiki;
		this.publisher = publisher;
	}

	@EventListener
	void upgraded(UpgradeCharmEvent event) {
		if (!this.wiki.canConnect()) {
			event.defer("the container has not started");
			return;
		}
		this.publisher.publishEvent(new PagesMovedEvent("new format"));
	}

	@OnHook
	void moved(PagesMovedEvent event) {
		this.unit.setStatus(Status.maintenance("moved to the " + event.format()));
	}

	@OnRelation("db")
	void request(RelationCreatedEvent event) {
		if (this.unit.isLeader()) {
			event.relation().localAppData().set(new DatabaseRequest("wiki"));
		}
	}

	@OnRelation("db")
	void joined(RelationJoinedEvent event) {
		this.handled.add("joined " + event.unit());
	}

	@OnRelation("db")
	void changed(RelationChangedEvent event) {
		UnitName changed = event.unit();
		this.handled.add("changed " + changed);
	}

	@OnAction("export")
	ExportResult export(ExportParameters parameters, @RemoteAppData("db") Optional<DatabaseCredentials> database) {
		String source = database.map(DatabaseCredentials::endpoints)
			.orElseThrow(() -> new ActionFailedException("The wiki has no database yet"));
		return new ExportResult(source + "/" + parameters.format());
	}

	record PagesMovedEvent(String format) implements Deferrable {

	}

	record DatabaseRequest(String database) {

	}

	record ExportParameters(String format) {

	}

	record ExportResult(String file) {

	}

}
