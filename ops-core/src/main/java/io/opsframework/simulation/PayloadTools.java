package io.opsframework.simulation;

import java.util.List;

/**
 * The tools about what a charm runs elsewhere, before Juju 4.
 */
final class PayloadTools {

	private PayloadTools() {
	}

	static void addTo(ToolTable table) {
		VersionRange versions = VersionRange.ALL.to("4.0.0");
		table.add("payload-register", versions, Options.none(), PayloadTools::register);
		table.add("payload-status-set", versions, Options.none(), PayloadTools::setStatus);
		table.add("payload-unregister", versions, Options.none(), PayloadTools::unregister);
	}

	private static void register(ToolInvocation tool) {
		List<String> arguments = require(tool, 3);
		String type = arguments.get(0);
		String payload = arguments.get(1);
		String declared = tool.hook().model().payloadTypes().get(payload);
		if (declared == null) {
			throw ToolException.failure("payload %s not found in metadata.yaml".formatted(GoText.quote(payload)));
		}
		if (!declared.equals(type)) {
			throw ToolException.failure("incorrect type %s for payload %s, expected %s".formatted(GoText.quote(type),
					GoText.quote(payload), GoText.quote(declared)));
		}
		tool.hook().model().setPayload(payload, arguments.get(2), "running");
	}

	private static void setStatus(ToolInvocation tool) {
		List<String> arguments = require(tool, 3);
		tool.arguments().requireAtMost(3);
		requireRegistered(tool, arguments);
		tool.hook().model().setPayload(arguments.get(0), arguments.get(1), arguments.get(2));
	}

	private static void unregister(ToolInvocation tool) {
		List<String> arguments = require(tool, 2);
		tool.arguments().requireAtMost(2);
		tool.hook().model().removePayload(arguments.get(0), arguments.get(1));
	}

	private static List<String> require(ToolInvocation tool, int count) {
		List<String> arguments = tool.arguments().positional();
		if (arguments.size() < count) {
			throw ToolException.usage("missing required arguments");
		}
		return arguments;
	}

	private static void requireRegistered(ToolInvocation tool, List<String> arguments) {
		String name = arguments.get(0) + "/" + arguments.get(1);
		if (!tool.hook().model().payloads().containsKey(name)) {
			throw ToolException.failure("payload %s not found".formatted(GoText.quote(name)));
		}
	}

}
