package io.opsframework.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.JujuVersion;

/**
 * The simulated hook tools by name. Whoever adds a tool adds it here, in the class of its
 * family.
 */
final class ToolTable {

	static final ToolTable ALL = new ToolTable();

	private final Map<String, SimulatedTool> tools = new HashMap<>();

	private ToolTable() {
		ActionTools.addTo(this);
		CloudTools.addTo(this);
		ConfigTools.addTo(this);
		GoalStateTools.addTo(this);
		LeaderTools.addTo(this);
		LogTools.addTo(this);
		MetricTools.addTo(this);
		NetworkTools.addTo(this);
		PayloadTools.addTo(this);
		PodTools.addTo(this);
		PortTools.addTo(this);
		RebootTools.addTo(this);
		RelationTools.addTo(this);
		ResourceTools.addTo(this);
		SecretTools.addTo(this);
		StateTools.addTo(this);
		StatusTools.addTo(this);
		StorageTools.addTo(this);
	}

	void add(String name, Options options, SimulatedTool.Handler handler) {
		add(name, VersionRange.ALL, options, handler);
	}

	void add(String name, VersionRange versions, Options options, SimulatedTool.Handler handler) {
		this.tools.put(name, new SimulatedTool(versions, options, handler));
	}

	// The names of the tools that a version of Juju has.
	SortedSet<String> names(JujuVersion version) {
		SortedSet<String> names = new TreeSet<>();
		this.tools.forEach((name, tool) -> {
			if (tool.versions().contains(version)) {
				names.add(name);
			}
		});
		return names;
	}

	HookToolResult call(HookToolCall call, HookContext hook) {
		try {
			return run(call, hook);
		}
		catch (HelpException ex) {
			return HookToolResult.success("Usage: %s [options] ...%n".formatted(call.tool()));
		}
		catch (ToolException ex) {
			return new HookToolResult(ex.getExitCode(), "", "ERROR " + ex.getText() + "\n");
		}
	}

	private HookToolResult run(HookToolCall call, HookContext hook) {
		SimulatedTool tool = this.tools.get(call.tool());
		if (tool == null || !tool.versions().contains(hook.version())) {
			throw badRequest("unknown command: " + call.tool());
		}
		if (tool.options().isInRelation() && hook.isRestricted()) {
			throw badRequest(HookContext.NOT_IMPLEMENTED);
		}
		ToolInvocation invocation = new ToolInvocation(call,
				ArgumentParser.parse(tool.options(), call.arguments(), hook), hook);
		tool.handler().handle(invocation);
		return invocation.result();
	}

	// What the agent answers when it does not get as far as the arguments.
	private static ToolException badRequest(String reason) {
		return ToolException.failure("bad request: " + reason);
	}

}
