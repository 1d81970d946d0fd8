package io.opsframework.model;

/**
 * Instances of a storage that a hook asks for. Until the hook is over, Juju counts them
 * nowhere.
 */
final class StorageWrite implements PendingWrites.Write {

	private final Hook hook;

	private final String storage;

	private final int count;

	StorageWrite(Hook hook, String storage, int count) {
		this.hook = hook;
		this.storage = storage;
		this.count = count;
		hook.countAddedStorages(storage, count);
	}

	@Override
	public void send() {
		this.hook.tools().storageAdd(this.storage, this.count);
	}

	@Override
	public void drop() {
		this.hook.countAddedStorages(this.storage, -this.count);
	}

}
