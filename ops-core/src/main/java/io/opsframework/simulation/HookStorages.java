package io.opsframework.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.opsframework.charm.StorageMetadata;
import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * The unit's storages as one hook sees them, and what it asked for.
 */
final class HookStorages {

	private final SimulatedModel model;

	private final Map<String, Integer> requested = new TreeMap<>();

	HookStorages(SimulatedModel model) {
		this.model = model;
	}

	List<SimulatedStorage> attached() {
		return this.model.storages().values().stream().filter(SimulatedStorage::attached).toList();
	}

	@Nullable SimulatedStorage find(StorageId id) {
		SimulatedStorage storage = this.model.storages().get(id);
		return (storage != null && storage.attached()) ? storage : null;
	}

	// The agent takes everything; the controller refuses some of it at the hook's end.
	void request(String storage, int count) {
		this.requested.merge(storage, count, Integer::sum);
	}

	/**
	 * What the controller refuses.
	 * @return its texts; empty if it takes all
	 */
	List<String> refusals() {
		List<String> refusals = new ArrayList<>();
		this.requested.forEach((name, count) -> {
			StorageMetadata declared = this.model.declaredStorages().get(name);
			if (declared == null) {
				refusals.add("charm storage %s not found".formatted(GoText.quote(name)));
			}
			else if (!this.model.hasRoomFor(name, count)) {
				refusals.add(refusal(declared, count));
			}
		});
		return refusals;
	}

	private String refusal(StorageMetadata declared, int count) {
		Integer maximum = declared.instances().maximum();
		if (maximum != null && maximum == 1 && declared.instances().minimum() == 1) {
			return "cannot attach, storage is singular";
		}
		return "attaching %d storage instance%s brings the total to %d, exceeding the maximum of %d".formatted(count,
				(count != 1) ? "s" : "", this.model.storages(declared.name()).size() + count, maximum);
	}

	/**
	 * Bring what the hook asked for into the model.
	 */
	void flush() {
		this.requested.forEach(this.model::requestStorage);
	}

}
