package io.opsframework.readme;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.RemoteAppData;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class WikiCharm {

	private static final Logger logger = LoggerFactory.getLogger(WikiCharm.class);

	private final Model model;

	WikiCharm(Model model) {
		this.model = model;
	}

	@OnHook(ConfigChangedEvent.class)
	void configure(WikiConfig config) {
		logger.info("{} listens on port {}", config.title(), config.port());
	}

	@OnRelation("db")
	void connect(RelationChangedEvent event, @RemoteAppData DatabaseCredentials credentials) {
		logger.info("The pages are in {}", credentials.endpoints());
	}

	@OnHook
	void status(CollectUnitStatusEvent event) {
		if (this.model.relation("db").isEmpty()) {
			event.add(Status.blocked("relate the wiki to a database"));
		}
		event.add(Status.active());
	}

}
