package io.opsframework.charm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint that the charm declares under {@code requires}, {@code provides} or
 * {@code peers}.
 *
 * @param endpoint the charm's own name for the relation
 * @param role the side that the charm is on
 * @param interfaceName the interface both sides agree on
 * @param limit how many relations the endpoint takes; {@code null} for any number
 * @param scope which units see each other
 * @param optional whether the charm works without; informative, Juju does not look at it
 */
public record RelationMetadata(String endpoint, RelationRole role, String interfaceName, @Nullable Integer limit,
		RelationScope scope, boolean optional) {

	/**
	 * How many relations the endpoint can have.
	 * @return the limit; one for peers, and as many as an {@code int} holds where none is
	 * said
	 */
	public int mostRelations() {
		if (this.role == RelationRole.PEER) {
			return 1;
		}
		return (this.limit != null) ? this.limit : Integer.MAX_VALUE;
	}

	static Map<String, RelationMetadata> readAll(YamlValue metadata) {
		Map<String, RelationMetadata> relations = new LinkedHashMap<>();
		for (RelationRole role : RelationRole.values()) {
			metadata.get(role.section()).entries((endpoint) -> read(role, endpoint)).forEach((endpoint, relation) -> {
				RelationMetadata other = relations.putIfAbsent(endpoint, relation);
				if (other != null) {
					throw duplicate(metadata.get(role.section()).get(endpoint), other);
				}
			});
		}
		return Collections.unmodifiableMap(relations);
	}

	private static CharmMetadataException duplicate(YamlValue endpoint, RelationMetadata other) {
		return endpoint.problem("'%s' needs another name, '%s.%s' has the same".formatted(endpoint.path(),
				other.role().section(), other.endpoint()));
	}

	private static RelationMetadata read(RelationRole role, YamlValue endpoint) {
		Object value = endpoint.value();
		if (value instanceof String interfaceName && !interfaceName.isEmpty()) {
			return new RelationMetadata(endpoint.key(), role, interfaceName, null, RelationScope.GLOBAL, false);
		}
		if (!(value instanceof Map<?, ?>)) {
			throw endpoint.mustBe("an interface name or a mapping with 'interface'");
		}
		return new RelationMetadata(endpoint.key(), role, endpoint.get("interface").requireText("an interface name"),
				endpoint.get("limit").count(), endpoint.get("scope").choice(RelationScope.class, RelationScope.GLOBAL),
				endpoint.get("optional").flag(false));
	}

}
