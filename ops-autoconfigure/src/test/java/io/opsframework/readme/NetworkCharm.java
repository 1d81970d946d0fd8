package io.opsframework.readme;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.juju.Port;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Databag;
import io.opsframework.model.Unit;

import org.springframework.stereotype.Component;

@Component
class NetworkCharm {

	private final Unit unit;

	NetworkCharm(Unit unit) {
		this.unit = unit;
	}

	@OnHook(ConfigChangedEvent.class)
	void open(WikiConfig config) {
		this.unit.setPorts(Port.tcp(config.port()));
	}

	@OnRelation("db")
	void publish(RelationCreatedEvent event) {
		Databag data = event.relation().localUnitData();
		event.relation().binding().ingressAddress().ifPresent((address) -> data.put("host", address));
	}

}
