package io.opsframework.test.autoconfigure.charm;

import java.util.Map;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.StartEvent;
import io.opsframework.listener.OnAction;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Shows its greeting as its status.
 */
@Component
class GreeterCharm {

	private static final Logger logger = LoggerFactory.getLogger(GreeterCharm.class);

	private final Unit unit;

	private final Phrasebook phrasebook;

	private final Clerk clerk;

	GreeterCharm(Unit unit, Phrasebook phrasebook, Clerk clerk) {
		this.unit = unit;
		this.phrasebook = phrasebook;
		this.clerk = clerk;
	}

	@EventListener
	void start(StartEvent event) {
		this.unit.setWorkloadVersion("1.0");
	}

	@EventListener
	void status(CollectUnitStatusEvent event) {
		event.add(Status.maintenance(this.phrasebook.phrase(this.clerk.greeting())));
	}

	@OnAction("greet")
	Map<String, String> greet(Greeting greeting) {
		logger.info("Greeting {}", greeting.who());
		return Map.of("text", this.clerk.greeting() + ", " + greeting.who());
	}

	/**
	 * The parameters of the action greet.
	 *
	 * @param who whom to greet
	 * @param loud whether to shout
	 */
	record Greeting(String who, boolean loud) {

	}

}
