package io.opsframework.readme;

import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.PebbleCustomNoticeEvent;
import io.opsframework.event.PebbleReadyEvent;
import io.opsframework.listener.OnContainer;
import io.opsframework.listener.OnHook;
import io.opsframework.model.Container;
import io.opsframework.pebble.CheckSpec;
import io.opsframework.pebble.ExecProcess;
import io.opsframework.pebble.Layer;
import io.opsframework.pebble.ServiceSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

@Component
class WikiWorkload {

	private static final Logger logger = LoggerFactory.getLogger(WikiWorkload.class);

	private final Container wiki;

	WikiWorkload(@Qualifier("wiki") Container wiki) {
		this.wiki = wiki;
	}

	@OnHook({ PebbleReadyEvent.class, ConfigChangedEvent.class })
	void run(WikiConfig config) {
		ServiceSpec service = ServiceSpec.of("wiki --port %d".formatted(config.port()))
			.withOnCheckFailure("up", "restart");
		CheckSpec check = CheckSpec.http("http://localhost:%d/up".formatted(config.port()));
		this.wiki.push("/etc/wiki/title", config.title());
		this.wiki.apply(Layer.service("wiki", service).withCheck("up", check));
	}

	@OnContainer("wiki")
	void index(PebbleCustomNoticeEvent event) {
		try (ExecProcess index = this.wiki.exec("wiki", "index", event.notice().key())) {
			logger.info("Indexed: {}", index.waitForOutput().stdout().strip());
		}
	}

}
