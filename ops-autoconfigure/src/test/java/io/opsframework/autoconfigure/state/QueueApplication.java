package io.opsframework.autoconfigure.state;

import io.opsframework.autoconfigure.CharmAutoConfiguration;
import io.opsframework.autoconfigure.CharmRunnerAutoConfiguration;
import io.opsframework.event.RelationJoinedEvent;
import io.opsframework.listener.OnRelation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * A charm that defers each event until one to three hooks later, and then writes that it
 * has handled it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ CharmAutoConfiguration.class, CharmRunnerAutoConfiguration.class })
public class QueueApplication {

	static final String METADATA = "{name: greeter, requires: {items: {interface: items}}}";

	@Bean
	Queue queue() {
		return new Queue();
	}

	/**
	 * Run a hook.
	 * @param args not used
	 */
	public static void main(String[] args) {
		SpringApplication.run(QueueApplication.class, args);
	}

	static class Queue {

		@OnRelation("items")
		void joined(RelationJoinedEvent event) {
			int item = event.unit().number();
			int now = Integer.parseInt(System.getenv("JUJU_REMOTE_UNIT").replaceFirst(".*/", ""));
			if (now - item <= item % 3) {
				event.defer("it is not its turn");
			}
			else {
				event.relation().localUnitData().put("item-" + item, "done");
			}
		}

	}

}
