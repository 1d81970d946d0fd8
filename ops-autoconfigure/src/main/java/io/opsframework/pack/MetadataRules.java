package io.opsframework.pack;

import java.util.List;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.ContainerMetadata;
import io.opsframework.charm.RelationMetadata;
import io.opsframework.charm.RelationRole;
import io.opsframework.charm.RelationScope;
import io.opsframework.charm.ResourceMetadata;
import io.opsframework.charm.ResourceType;
import io.opsframework.charm.StorageMetadata;
import io.opsframework.charm.StorageType;
import io.opsframework.charm.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * What Juju asks of a charm's metadata beyond the rules for each value, which
 * {@link CharmMetadata} has: nothing missing and no contradiction for which Juju would
 * refuse the charm when it is deployed.
 */
final class MetadataRules {

	private static final List<String> OLD_KEYS = List.of("series", "deployment", "min-juju-version");

	private static final List<String> NEW_KEYS = List.of("containers", "assumes", "charm-user");

	private final YamlValue source;

	private final CharmMetadata metadata;

	/**
	 * Make the rules for a charm.
	 * @param source the file that has the metadata
	 * @param metadata the same as read
	 */
	MetadataRules(YamlValue source, CharmMetadata metadata) {
		this.source = source;
		this.metadata = metadata;
	}

	void check() {
		CharmcraftRules.require(this.source.get("summary"), "a text");
		CharmcraftRules.require(this.source.get("description"), "a text");
		this.source.get("categories").texts();
		checkFormat();
		this.source.get("devices").entries().values().forEach(MetadataRules::checkDevice);
		this.metadata.containers().values().forEach(this::checkContainer);
		this.metadata.resources().values().forEach(this::checkFilename);
		this.metadata.storages().values().forEach(this::checkLocation);
		this.metadata.relations().values().forEach(this::checkReserved);
		checkBindings(this.source.get("extra-bindings"));
		checkSubordinate(this.source.get("subordinate"));
	}

	private void checkFormat() {
		List<String> keys = List.copyOf(this.source.entries().keySet());
		String newer = keys.stream().filter(NEW_KEYS::contains).findFirst().orElse("");
		String old = keys.stream().filter(OLD_KEYS::contains).findFirst().orElse("");
		if (!newer.isEmpty() && !old.isEmpty()) {
			throw this.source.get(old)
				.problem("'%s' is of the old format, and cannot stand beside '%s'".formatted(old, newer));
		}
	}

	private static void checkDevice(YamlValue device) {
		CharmcraftRules.require(device, "a mapping");
		device.get("type").requireText("a type such as gpu");
		device.get("description").text();
		long minimum = checkCount(device.get("countmin"));
		if (minimum > checkCount(device.get("countmax"))) {
			throw device.problem("'%s' must not have a larger 'countmin' than 'countmax'".formatted(device.path()));
		}
	}

	// Either is one where it is not said.
	private static long checkCount(YamlValue count) {
		if (!count.isPresent()) {
			return 1;
		}
		if (count.value() instanceof Long number && number >= 0) {
			return number;
		}
		throw count.mustBe("a whole number, 0 or more");
	}

	private void checkContainer(ContainerMetadata container) {
		YamlValue source = this.source.get("containers").get(container.name());
		CharmcraftRules.require(source, "a mapping, such as {}");
		ResourceMetadata image = this.metadata.resources().get(container.resource());
		if (container.resource() != null && (image == null || image.type() != ResourceType.OCI_IMAGE)) {
			throw source.get("resource").mustBe("the name of a resource of type oci-image");
		}
		for (YamlValue mount : source.get("mounts").elements()) {
			if (!this.metadata.storages().containsKey(mount.get("storage").text())) {
				throw mount.get("storage").mustBe("the name of a storage");
			}
		}
		checkId(source.get("uid"), container.uid());
		checkId(source.get("gid"), container.gid());
	}

	private static void checkId(YamlValue source, @Nullable Integer id) {
		if (id != null && id >= 1000 && id < 10_000) {
			throw source.mustBe("below 1000 or from 10000 on");
		}
	}

	private void checkFilename(ResourceMetadata resource) {
		if (resource.type() == ResourceType.FILE) {
			CharmcraftRules.require(this.source.get("resources").get(resource.name()).get("filename"), "a file's name");
		}
	}

	private void checkLocation(StorageMetadata storage) {
		if (storage.type() == StorageType.BLOCK && storage.location() != null) {
			YamlValue location = this.source.get("storage").get(storage.name()).get("location");
			throw location.problem("'%s' is for storages of type filesystem only".formatted(location.path()));
		}
	}

	private void checkReserved(RelationMetadata relation) {
		YamlValue endpoint = this.source.get(relation.role().section()).get(relation.endpoint());
		boolean requires = relation.role() == RelationRole.REQUIRES;
		boolean reachesPrincipal = requires && this.metadata.isSubordinate()
				&& relation.scope() == RelationScope.CONTAINER;
		if (isReserved(relation.endpoint()) && !reachesPrincipal) {
			throw endpoint.problem("'%s' needs another name: 'juju' and 'juju-' are Juju's".formatted(endpoint.path()));
		}
		if (isReserved(relation.interfaceName()) && !requires) {
			throw endpoint.problem("'%s' needs another interface than %s: those of Juju can only be required"
				.formatted(endpoint.path(), relation.interfaceName()));
		}
	}

	private boolean isReserved(String name) {
		return !this.metadata.name().startsWith("juju-") && (name.equals("juju") || name.startsWith("juju-"));
	}

	private static void checkBindings(YamlValue bindings) {
		if (bindings.isPresent() && bindings.entries().isEmpty()) {
			throw bindings.problem("'extra-bindings' must have an entry");
		}
	}

	private void checkSubordinate(YamlValue subordinate) {
		if (this.metadata.isSubordinate() && this.metadata.relations()
			.values()
			.stream()
			.noneMatch((endpoint) -> endpoint.role() == RelationRole.REQUIRES
					&& endpoint.scope() == RelationScope.CONTAINER)) {
			throw subordinate.problem("'subordinate' needs an endpoint below 'requires' with 'scope: container'");
		}
	}

}
