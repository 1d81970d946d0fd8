package io.opsframework.local;

import java.util.List;
import java.util.Map;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.charm.RelationRole;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of a relation as they are typed: as {@code juju} has them, in any order,
 * {@code greeter:database postgresql:database} or {@code greeter postgresql}; or in short
 * {@code database postgresql}.
 *
 * @param endpoint the charm's endpoint; {@code null} if only the charm is named
 * @param application the other side; {@code null} if it is not named
 */
record RelationSides(@Nullable String endpoint, @Nullable String application) {

	static RelationSides of(CommandLine line, CharmMetadata metadata) {
		line.requireAtMost(2);
		String first = line.require(0, "an endpoint");
		String second = (line.arguments().size() > 1) ? line.arguments().get(1) : null;
		if (isOwn(first, metadata)) {
			return new RelationSides(endpoint(first), (second != null) ? application(second) : null);
		}
		if (second != null && isOwn(second, metadata) && !metadata.relations().containsKey(first)) {
			return new RelationSides(endpoint(second), application(first));
		}
		if (second != null && first.indexOf(':') >= 0) {
			throw new CommandException("Neither '%s' nor '%s' is a side of %s; one must be, such as %s:ENDPOINT"
				.formatted(first, second, metadata.name(), metadata.name()));
		}
		return new RelationSides(first, (second != null) ? application(second) : null);
	}

	private static boolean isOwn(String side, CharmMetadata metadata) {
		return side.equals(metadata.name()) || side.startsWith(metadata.name() + ":");
	}

	private static @Nullable String endpoint(String side) {
		int colon = side.indexOf(':');
		return (colon < 0) ? null : side.substring(colon + 1);
	}

	// What endpoint it has there makes no difference to the charm.
	private static String application(String side) {
		int colon = side.indexOf(':');
		return LocalValues.application((colon < 0) ? side : side.substring(0, colon));
	}

	/**
	 * The endpoint for a new relation.
	 * @param metadata what the charm declares
	 * @return the one that is named, or the only one that is not for peers
	 * @throws CommandException if none is named, and there are several
	 */
	String requireEndpoint(CharmMetadata metadata) {
		if (this.endpoint != null) {
			return this.endpoint;
		}
		List<String> candidates = metadata.relations()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().role() != RelationRole.PEER)
			.map(Map.Entry::getKey)
			.toList();
		if (candidates.size() != 1) {
			throw new CommandException("%s has %s; name the endpoint, such as %s:ENDPOINT".formatted(metadata.name(),
					candidates.isEmpty() ? "no endpoints" : "the endpoints " + String.join(", ", candidates),
					metadata.name()));
		}
		return candidates.get(0);
	}

	String requireApplication(CommandLine line) {
		if (this.application == null) {
			throw new CommandException("%s needs an application".formatted(line.name()));
		}
		return this.application;
	}

}
