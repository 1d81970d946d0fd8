package io.opsframework.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.charm.CharmMetadata;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;
import io.opsframework.juju.JujuVersion;
import io.opsframework.juju.UnitName;
import io.opsframework.simulation.SimulatedJuju;
import io.opsframework.simulation.SimulatedModel;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for Juju's hook tools where a hook is run to be learnt from: a script under
 * the name of each tool that the simulated Juju has, with the simulated answer of a unit
 * that leads and has no relations. What writes succeeds without a word.
 */
final class TrainingTools {

	private static final int USAGE = 2;

	private final SimulatedModel model;

	private final SimulatedJuju juju;

	TrainingTools(CharmMetadata metadata) {
		this.model = new SimulatedModel(new UnitName(metadata.name(), 0), defaults(metadata));
		this.model.setLeader(true);
		this.juju = new SimulatedJuju(this.model);
	}

	private static Map<String, @Nullable Object> defaults(CharmMetadata metadata) {
		Map<String, @Nullable Object> defaults = new TreeMap<>();
		metadata.options().forEach((name, option) -> defaults.put(name, option.defaultValue()));
		return defaults;
	}

	/**
	 * Write the tools.
	 * @param workspace where to make the directory of the tools, and where they leave
	 * what is logged, in {@code log}
	 * @param variables the environment of the hook
	 * @return the directory of the tools
	 */
	Path write(Path workspace, Map<String, String> variables) throws IOException {
		Path tools = Files.createDirectory(workspace.resolve("tools"));
		Path answers = Files.createDirectory(workspace.resolve("answers"));
		Path script = Files.writeString(workspace.resolve("tool"), """
				#!/bin/sh
				tool=${0##*/}
				answer='%1$s/answers/'$tool
				case $tool in
				juju-log) echo "${2#--log-level=} ${4-$3}" >>'%1$s/log' ;;
				*)
					if [ -f "$answer.error" ]; then cat "$answer.error" >&2; exit 1; fi
					if [ -f "$answer" ]; then cat "$answer"; fi
					;;
				esac
				""".formatted(workspace.toString().replace("'", "'\\''")));
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		this.juju.begin(variables);
		for (String tool : SimulatedJuju.tools(JujuVersion.of(this.model.identity().jujuVersion()))) {
			Files.createSymbolicLink(tools.resolve(tool), script);
			writeAnswer(answers.resolve(tool), this.juju.call(question(tool)));
		}
		this.juju.rollback();
		return tools;
	}

	// Those that print nothing do not know the format, and get the usage wrong.
	private static HookToolCall question(String tool) {
		return switch (tool) {
			case "relation-ids", "network-get", "state-get" -> HookToolCall.of(tool, "--format=json", "name");
			case "status-get" -> HookToolCall.of(tool, "--format=json", "--include-data");
			case "unit-get" -> HookToolCall.of(tool, "--format=json", "private-address");
			case "resource-get" -> HookToolCall.of(tool, "name");
			default -> HookToolCall.of(tool, "--format=json");
		};
	}

	private static void writeAnswer(Path file, HookToolResult result) throws IOException {
		if (result.exitCode() == 0) {
			Files.writeString(file, result.output());
		}
		else if (result.exitCode() != USAGE) {
			Files.writeString(file.resolveSibling(file.getFileName() + ".error"), result.error());
		}
	}

}
