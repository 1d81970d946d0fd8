package io.opsframework.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.opsframework.event.CollectUnitStatusEvent;
import io.opsframework.event.ConfigChangedEvent;
import io.opsframework.event.InstallEvent;
import io.opsframework.event.RelationChangedEvent;
import io.opsframework.event.RemoveEvent;
import io.opsframework.event.StopEvent;
import io.opsframework.event.StorageAttachedEvent;
import io.opsframework.event.StorageDetachingEvent;
import io.opsframework.event.UpgradeCharmEvent;
import io.opsframework.juju.UnitName;
import io.opsframework.listener.OnHook;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnStorage;
import io.opsframework.model.Model;
import io.opsframework.model.Status;
import io.opsframework.model.Storage;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A charm for machines: what it keeps is in a storage, and comes from a resource.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ArchiveApplication {

	/**
	 * Run a hook.
	 * @param args none
	 */
	public static void main(String[] args) {
		SpringApplication.run(ArchiveApplication.class, args);
	}

	@ConfigurationProperties("charm.config")
	record ArchiveConfig(String motto) {

	}

	@Component
	static class ArchiveCharm {

		private final Model model;

		ArchiveCharm(Model model) {
			this.model = model;
		}

		@OnStorage("shelf")
		void attached(StorageAttachedEvent event, Storage shelf) throws IOException {
			Files.writeString(shelf.location().resolve("label"), shelf.id().toString());
		}

		@OnHook(InstallEvent.class)
		void install() throws IOException {
			Files.copy(this.model.resource("catalogue"), shelf("catalogue"));
		}

		@OnHook(ConfigChangedEvent.class)
		void configure(ArchiveConfig config) throws IOException {
			Files.writeString(shelf("motto"), config.motto());
		}

		@OnRelation("readers")
		void read(RelationChangedEvent event) {
			UnitName unit = event.relation().remoteUnits().get(0);
			String reader = event.relation().remoteUnitData(unit).getOrDefault("name", "nobody");
			event.relation().localUnitData().put("catalogue", shelf("catalogue") + " for " + reader);
		}

		@OnHook(UpgradeCharmEvent.class)
		void grow() {
			this.model.unit().addStorage("shelf");
		}

		@OnStorage("shelf")
		void detaching(StorageDetachingEvent event) throws IOException {
			Files.delete(event.storage().location().resolve("label"));
		}

		@OnHook({ StopEvent.class, RemoveEvent.class })
		void end() {
			this.model.unit().setWorkloadVersion("");
		}

		@EventListener
		void status(CollectUnitStatusEvent event) {
			int shelves = this.model.storages("shelf").stream().filter(Storage::isAttached).toList().size();
			event.add((shelves > 0) ? Status.active(shelves + " shelves") : Status.blocked("no shelf"));
		}

		private Path shelf(String file) {
			return this.model.storages("shelf").get(0).location().resolve(file);
		}

	}

}
