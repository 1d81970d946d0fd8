package io.opsframework.hooktool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * The tools about the unit's storage.
 */
final class StorageCommands {

	private StorageCommands() {
	}

	static HookToolCall storageAdd(String storage, int count) {
		return HookToolCall.of("storage-add", storage + "=" + count);
	}

	/**
	 * {@code storage-list}: of one storage, or of all.
	 */
	record StorageList(@Nullable String storage) implements HookToolQuery<List<StorageId>> {

		@Override
		public HookToolCall call() {
			return (this.storage != null) ? HookToolCall.of("storage-list", "--format=json", this.storage)
					: HookToolCall.of("storage-list", "--format=json");
		}

		@Override
		public String expected() {
			return "a list of storage ids";
		}

		@Override
		public List<StorageId> read(@Nullable Object json) {
			return HookToolOutput.texts(json).stream().map(StorageId::of).sorted().toList();
		}

	}

	/**
	 * {@code storage-get}.
	 */
	record StorageGet(StorageId storage) implements HookToolQuery<StorageInfo> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("storage-get", "--format=json", "-s", this.storage.toString());
		}

		@Override
		public String expected() {
			return "kind and location of a storage";
		}

		@Override
		public StorageInfo read(@Nullable Object json) {
			Map<?, ?> storage = HookToolOutput.map(json);
			String kind = HookToolOutput.name(storage.get("kind"));
			String location = HookToolOutput.name(storage.get("location"));
			return new StorageInfo((kind != null) ? kind : "", (location != null) ? Path.of(location) : null);
		}

	}

}
