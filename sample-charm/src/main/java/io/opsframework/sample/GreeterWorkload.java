package io.opsframework.sample;

import java.time.Duration;
import java.util.Locale;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.PebbleReadyEvent;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Container;
import io.opsframework.model.Status;
import io.opsframework.model.Unit;
import io.opsframework.pebble.CheckInfo;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.ExecException;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.ExecRequest;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.PebbleApiException;
import io.opsframework.pebble.PebbleChangeException;
import io.opsframework.pebble.ServiceSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Runs the greeter in its container.
 */
@Component
class GreeterWorkload {

	private static final Logger logger = LoggerFactory.getLogger(GreeterWorkload.class);

	private final Container web;

	private final Unit unit;

	GreeterWorkload(@Qualifier("web") Container web, Unit unit) {
		this.web = web;
		this.unit = unit;
	}

	// Restarts the greeter when this makes another layer, and only then.
	@OnHook({ PebbleReadyEvent.class, ConfigChangedEvent.class })
	void run(GreeterConfig config) {
		String logLevel = config.logLevel().name().toLowerCase(Locale.ROOT);
		ServiceSpec greeter = ServiceSpec.of("greeter --port %d --log-level %s".formatted(config.port(), logLevel))
			.withSummary("Greets whoever asks")
			.withStartup("enabled");
		this.web
			.apply(Layer.service("greeter", greeter).withCheck("up", CheckSpec.tcp(config.port()).withLevel("ready")));
	}

	@OnContainer("web")
	void showVersion(PebbleReadyEvent event) {
		ExecRequest request = ExecRequest.of("greeter", "--version").withTimeout(Duration.ofSeconds(10));
		try (ExecProcess greeter = this.web.exec(request)) {
			this.unit.setWorkloadVersion(greeter.waitForOutput().stdout().strip());
		}
		catch (PebbleApiException | PebbleChangeException | ExecException ex) {
			logger.warn("The greeter does not tell its version: {}", ex.getMessage());
		}
	}

	@OnHook
	void status(CollectUnitStatusEvent event) {
		if (!this.web.canConnect()) {
			event.add(Status.waiting("waiting for container web"));
		}
		else if (!this.web.checks("up").values().stream().allMatch(CheckInfo::isUp)) {
			event.add(Status.waiting("waiting for the greeter to answer"));
		}
	}

}
