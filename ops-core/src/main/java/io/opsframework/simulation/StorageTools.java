package io.opsframework.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.charm.StorageMetadata;
import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * The tools about the unit's storage.
 */
final class StorageTools {

	private static final String ID = "s";

	private StorageTools() {
	}

	static void addTo(ToolTable table) {
		table.add("storage-list", Options.ofOutput(), StorageTools::storageList);
		table.add("storage-get", Options.ofOutput().checked(StorageTools::problem, ID), StorageTools::storageGet);
		table.add("storage-add", Options.none(), StorageTools::storageAdd);
	}

	private static void storageList(ToolInvocation tool) {
		String name = tool.arguments().get(0);
		tool.arguments().requireAtMost(1);
		List<String> ids = tool.hook()
			.storages()
			.attached()
			.stream()
			.map(SimulatedStorage::id)
			.filter((id) -> name == null || name.isEmpty() || id.storage().equals(name))
			.map(StorageId::toString)
			.toList();
		tool.write(new OutputFormat.Strings(ids));
	}

	private static @Nullable String problem(String value, HookContext hook) {
		StorageId id = id(value);
		if (id == null) {
			return "invalid storage ID " + GoText.quote(value);
		}
		return (hook.storages().find(id) != null) ? null
				: "storage attachment %s:%s not found".formatted(id, hook.model().unit());
	}

	private static @Nullable StorageId id(String value) {
		try {
			return StorageId.of(value);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static void storageGet(ToolInvocation tool) {
		SimulatedStorage storage = find(tool);
		if (storage == null) {
			throw ToolException.usage("no storage instance specified");
		}
		tool.arguments().requireAtMost(1);
		Map<String, String> values = Map.of("kind", kind(storage, tool), "location", storage.location().toString());
		String key = tool.arguments().get(0);
		if (key != null && !key.isEmpty() && !values.containsKey(key)) {
			throw ToolException.failure("invalid storage attribute " + GoText.quote(key));
		}
		tool.write((key != null && !key.isEmpty()) ? values.get(key) : values);
	}

	private static @Nullable SimulatedStorage find(ToolInvocation tool) {
		String option = tool.arguments().option(ID);
		StorageId id = (option != null) ? id(option) : tool.hook().variables().storage();
		return (id != null) ? tool.hook().storages().find(id) : null;
	}

	private static String kind(SimulatedStorage storage, ToolInvocation tool) {
		StorageMetadata declared = tool.hook().model().declaredStorages().get(storage.id().storage());
		return (declared != null) ? declared.type().jujuName() : "unknown";
	}

	private static void storageAdd(ToolInvocation tool) {
		HookStorages storages = tool.hook().storages();
		if (tool.arguments().isEmpty()) {
			throw ToolException.usage("storage add requires a storage directive");
		}
		Map<String, Integer> counts = new LinkedHashMap<>();
		for (String directive : tool.arguments().positional()) {
			int equals = directive.indexOf('=');
			String name = (equals != -1) ? directive.substring(0, equals) : directive;
			counts.put(name, (equals != -1) ? count(name, directive.substring(equals + 1)) : 1);
		}
		counts.forEach(storages::request);
	}

	private static int count(String name, String text) {
		if (!text.matches("[1-9][0-9]{0,8}")) {
			throw ToolException.usage("only count can be specified for " + GoText.quote(name));
		}
		return Integer.parseInt(text);
	}

}
