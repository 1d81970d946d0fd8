package io.opsframework.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.SecretOwner;
import io.opsframework.juju.SecretUri;
import io.opsframework.juju.UnitName;
import org.jspecify.annotations.Nullable;

/**
 * The tools that change secrets, which Juju keeps when the hook succeeds.
 */
final class SecretChanges {

	private SecretChanges() {
	}

	static void secretAdd(ToolInvocation tool) {
		List<String> pairs = tool.arguments().positional();
		if (pairs.isEmpty() && SecretArguments.option(tool, "file") == null) {
			throw ToolException.usage("missing secret value or filename");
		}
		Consumer<SimulatedSecret> settings = SecretArguments.settings(tool);
		SecretOwner owner = SecretArguments.owner(tool);
		Map<String, String> content = SecretArguments.content(tool, pairs);
		if (content.isEmpty()) {
			throw ToolException.failure("empty secret value not valid");
		}
		if (owner == SecretOwner.APPLICATION) {
			tool.hook().requireLeader();
		}
		UnitName unit = tool.hook().model().unit();
		String name = (owner == SecretOwner.UNIT) ? unit.toString() : unit.application();
		tool.writeLine(tool.hook().secrets().add(name, content, settings).uri().toString());
	}

	static void secretSet(ToolInvocation tool) {
		SecretUri uri = SecretArguments.requireUri(tool);
		List<String> positional = tool.arguments().positional();
		Consumer<SimulatedSecret> settings = SecretArguments.settings(tool);
		SecretArguments.owner(tool);
		Map<String, String> content = SecretArguments.content(tool, positional.subList(1, positional.size()));
		boolean always = !JujuVersion.of(tool.hook().model().identity().jujuVersion()).isAtLeast(3, 6, 0);
		tool.hook().secrets().change(uri, (secret) -> {
			settings.accept(secret);
			Map<String, String> before = secret.revisions().get(secret.latestRevision());
			if (!content.isEmpty() && (always || !content.equals(before))) {
				secret.addRevision(content);
			}
		});
	}

	static void secretRemove(ToolInvocation tool) {
		SecretUri uri = SecretArguments.requireUri(tool);
		tool.arguments().requireAtMost(1);
		tool.hook().secrets().remove(uri, revision(SecretArguments.option(tool, "revision")));
	}

	private static @Nullable Integer revision(@Nullable String text) {
		try {
			return (text != null) ? Integer.valueOf(text) : null;
		}
		catch (NumberFormatException ex) {
			throw ToolException
				.usage("invalid value %s for option --revision: strconv.ParseInt: parsing %s: invalid syntax"
					.formatted(GoText.quote(String.valueOf(text)), GoText.quote(String.valueOf(text))));
		}
	}

	static void secretGrant(ToolInvocation tool) {
		SecretUri uri = SecretArguments.requireUri(tool);
		SimulatedRelation relation = RelationArgument.require(tool);
		SimulatedSecret.Grant grant = grant(tool, relation);
		tool.arguments().requireAtMost(1);
		SimulatedSecret secret = managed(tool, uri);
		boolean toUnits = secret.grants()
			.stream()
			.anyMatch((other) -> other.target().startsWith(relation.remoteApplication() + "/"));
		if (toUnits && !grant.target().contains("/")) {
			throw ToolException.failure(
					"any unit level grants need to be revoked before granting access to the corresponding application");
		}
		secret.grant(grant);
	}

	static void secretRevoke(ToolInvocation tool) {
		SecretUri uri = SecretArguments.requireUri(tool);
		String application = SecretArguments.option(tool, "app");
		String unit = SecretArguments.option(tool, "unit");
		if (application != null && unit != null) {
			throw ToolException.usage("specify only one of application or unit");
		}
		boolean inRelation = tool.arguments().option(Options.RELATION) != null;
		if (inRelation && application != null) {
			throw ToolException.usage("do not specify both relation and app");
		}
		if (!inRelation && application == null && unit == null) {
			throw ToolException.usage("missing relation or application or unit");
		}
		SimulatedRelation relation = inRelation ? RelationArgument.require(tool) : null;
		String target = Stream.of(unit, application)
			.filter((name) -> name != null)
			.findFirst()
			.orElseGet(() -> (relation != null) ? relation.remoteApplication() : "");
		revoke(managed(tool, uri), relation, target);
	}

	private static void revoke(SimulatedSecret secret, @Nullable SimulatedRelation relation, String target) {
		List.copyOf(secret.grants())
			.stream()
			.filter((grant) -> grant.target().equals(target)
					&& (relation == null || Integer.valueOf(relation.id().number()).equals(grant.relation())))
			.forEach(secret::revoke);
	}

	private static SimulatedSecret.Grant grant(ToolInvocation tool, SimulatedRelation relation) {
		String unit = SecretArguments.option(tool, "unit");
		String application = relation.remoteApplication();
		if (unit != null) {
			UnitName name = unitName(unit);
			if (!name.application().equals(application)) {
				throw ToolException.usage("cannot specify unit %s in relation to application %s"
					.formatted(GoText.quote(unit), GoText.quote(application)));
			}
		}
		return new SimulatedSecret.Grant(relation.id().number(), (unit != null) ? unit : application);
	}

	private static UnitName unitName(String unit) {
		try {
			return UnitName.of(unit);
		}
		catch (IllegalArgumentException ex) {
			throw SecretArguments.notValid("unit", unit);
		}
	}

	private static SimulatedSecret managed(ToolInvocation tool, SecretUri uri) {
		SimulatedSecret secret = tool.hook().secrets().find(uri);
		UnitName unit = tool.hook().model().unit();
		if (secret == null || !secret.isOwnedBy(unit)) {
			throw SecretTools.notFound(uri.identifier());
		}
		if (!secret.isOwnedByUnit(unit)) {
			tool.hook().requireLeader();
		}
		return secret;
	}

}
