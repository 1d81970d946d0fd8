package io.opsframework.simulation;

import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The tools by which a leader says what its application's pods run, before Juju 4.
 */
final class PodTools {

	private static final String FILE = "file";

	private static final String RESOURCES = "k8s-resources";

	private PodTools() {
	}

	static void addTo(ToolTable table) {
		VersionRange versions = VersionRange.ALL.to("4.0.0");
		add(table, "pod-spec-set", "pod-spec-get", versions);
		add(table, "k8s-spec-set", "k8s-spec-get", VersionRange.from("2.8.0").to("4.0.0"));
		table.add("k8s-raw-set", VersionRange.from("2.8.0").to("4.0.0"), Options.none().value(FILE),
				(tool) -> set(tool, HookContext::setKubernetesManifest));
		table.add("k8s-raw-get", VersionRange.from("2.8.0").to("4.0.0"), Options.none(),
				(tool) -> get(tool, SimulatedModel::kubernetesManifest));
	}

	private static void add(ToolTable table, String set, String get, VersionRange versions) {
		table.add(set, versions, Options.none().value(FILE).value(RESOURCES),
				(tool) -> set(tool, HookContext::setPodSpec));
		table.add(get, versions, Options.none(), (tool) -> get(tool, SimulatedModel::podSpec));
	}

	private static void set(ToolInvocation tool, BiConsumer<HookContext, String> setter) {
		tool.arguments().requireAtMost(0);
		String file = tool.arguments().option(FILE);
		String specification = tool.read((file != null) ? file : "-");
		if (specification.isEmpty()) {
			throw ToolException
				.failure("no k8s spec specified: pipe k8s spec to command, or specify a file with --file");
		}
		String resources = tool.arguments().option(RESOURCES);
		tool.hook().requireLeader();
		setter.accept(tool.hook(), (resources != null) ? specification + tool.read(resources) : specification);
	}

	private static void get(ToolInvocation tool, Function<SimulatedModel, @Nullable String> getter) {
		tool.arguments().requireAtMost(0);
		String specification = getter.apply(tool.hook().model());
		tool.writeText((specification != null) ? specification : "");
	}

}
