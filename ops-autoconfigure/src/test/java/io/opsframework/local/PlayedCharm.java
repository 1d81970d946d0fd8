package io.opsframework.local;

import java.util.Map;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.UpdateStatusEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.listener.ActionFailedException;
import io.opsframework.listener.OnAction;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A charm to be played, some of whose hooks fail.
 */
@Component("playedCharm")
class PlayedCharm {

	private final Model model;

	PlayedCharm(Model model) {
		this.model = model;
	}

	@OnRelation("database")
	void created(RelationCreatedEvent event) {
		event.relation().localAppData().put("database", "greeter");
	}

	@OnHook
	void fail(UpdateStatusEvent event) {
		throw new IllegalStateException("out of order");
	}

	@OnHook
	void failAsOneThatWasCalledWrongly(UpgradeCharmEvent event) {
		throw new IllegalArgumentException("no such thing");
	}

	@OnAction("greet")
	Map<String, String> greet(Greeting greeting) {
		LoggerFactory.getLogger(getClass()).info("Somebody asks for {}", greeting.who());
		if (greeting.who().isEmpty()) {
			throw new ActionFailedException("nobody to greet");
		}
		if (greeting.who().equals("crash")) {
			throw new IllegalArgumentException("out of words");
		}
		return Map.of("text", "Hello " + greeting.who(), "loud", String.valueOf(greeting.loud()));
	}

	@EventListener
	void status(CollectUnitStatusEvent event) {
		boolean related = this.model.relation("database").isPresent();
		event.add(related ? Status.active() : Status.blocked("no database"));
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
