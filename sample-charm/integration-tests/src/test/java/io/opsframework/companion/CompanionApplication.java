package io.opsframework.companion;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.RelationBrokenEvent;
import io.opsframework.event.RelationEvent;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.listener.OnRelation;
import io.opsframework.model.Model;
import io.opsframework.model.Relation;
import io.opsframework.model.Status;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A subordinate charm: each of its units lives beside one of another application, its
 * principal.
 */
@SpringBootApplication
public class CompanionApplication {

	/**
	 * Run a hook.
	 * @param args none
	 */
	public static void main(String[] args) {
		SpringApplication.run(CompanionApplication.class, args);
	}

	@Component
	static class CompanionCharm {

		private final Model model;

		CompanionCharm(Model model) {
			this.model = model;
		}

		@OnRelation("host")
		void joined(RelationJoinedEvent event) {
			event.relation().localUnitData().put("beside", event.unit().toString());
		}

		@OnRelation("host")
		void watch(RelationEvent event) {
			boolean ends = event instanceof RelationBrokenEvent;
			this.model.unit().setWorkloadVersion(ends ? "" : "beside " + event.application());
		}

		@EventListener
		void status(CollectUnitStatusEvent event) {
			event.add(this.model.relation("host")
				.map(Relation::remoteUnits)
				.filter((units) -> !units.isEmpty())
				.map((units) -> Status.active("beside " + units.get(0)))
				.orElseGet(() -> Status.waiting("for the principal")));
		}

	}

}
