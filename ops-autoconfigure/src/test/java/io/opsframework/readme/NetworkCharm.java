package io.opsframework.readme;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.juju.Port;
import io.opsframework.listener.OnHook;
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

}
