package io.opsframework.readme;

import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnStorage;
import io.opsframework.model.Model;
import io.opsframework.model.Storage;
import io.opsframework.model.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class StorageCharm {

	private static final Logger logger = LoggerFactory.getLogger(StorageCharm.class);

	private final Model model;

	private final Unit unit;

	StorageCharm(Model model, Unit unit) {
		this.model = model;
		this.unit = unit;
	}

	@OnStorage("pages")
	void attached(StorageAttachedEvent event, Storage pages) {
		logger.info("Pages go to {}", pages.location());
	}

	@OnHook(UpgradeCharmEvent.class)
	void grow() {
		if (this.model.storages("pages").isEmpty()) {
			this.unit.addStorage("pages");
		}
	}

}
