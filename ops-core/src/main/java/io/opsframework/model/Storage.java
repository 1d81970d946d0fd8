package io.opsframework.model;

import java.nio.file.Path;
import java.util.function.Supplier;

import io.opsframework.charm.StorageMetadata;
import io.opsframework.charm.StorageType;
import io.opsframework.hooktool.StorageNotFoundException;
import io.opsframework.juju.HookKind;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVariable;
import io.opsframework.juju.StorageId;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a storage of the charm. Two are equal if their ids are.
 */
public final class Storage {

	private final Supplier<Hook> hook;

	private final StorageId id;

	private final @Nullable Path knownLocation;

	Storage(Supplier<Hook> hook, StorageId id, @Nullable Path knownLocation) {
		this.hook = hook;
		this.id = id;
		this.knownLocation = knownLocation;
	}

	/**
	 * The instance's id.
	 * @return the id, {@code data/0}
	 */
	public StorageId id() {
		return this.id;
	}

	/**
	 * The storage's name in the charm's metadata.
	 * @return the name, {@code data}
	 */
	public String name() {
		return this.id.storage();
	}

	/**
	 * The instance's number, which says nothing about how many there are.
	 * @return the number, never negative
	 */
	public int index() {
		return this.id.index();
	}

	/**
	 * Whether this is a mounted directory or a device.
	 * @return the type that the charm declares
	 * @throws ModelException if the charm does not declare the storage any more
	 */
	public StorageType kind() {
		StorageMetadata metadata = this.hook.get().metadata().storages().get(name());
		if (metadata == null) {
			throw new ModelException("The charm does not declare the storage of '%s' any more".formatted(this.id));
		}
		return metadata.type();
	}

	/**
	 * Where the storage is mounted, or its device. A storage event knows it; else Juju is
	 * asked once in a hook ({@code storage-get}).
	 * @return the path
	 * @throws StorageNotFoundException if the instance is not attached (any more), or is
	 * not ready yet
	 * @throws ModelException if Juju knows the instance, and does not tell where it is
	 */
	public Path location() {
		Path location = (this.knownLocation != null) ? this.knownLocation : askLocation();
		if (location == null) {
			throw new ModelException("Juju does not tell the location of storage '%s' yet; its storage-attached does"
				.formatted(this.id));
		}
		return location;
	}

	/**
	 * Where the storage is, as far as that is known without asking Juju.
	 * @return the path that an event told, or {@code null}
	 */
	public @Nullable Path knownLocation() {
		return this.knownLocation;
	}

	/**
	 * Whether the storage can be used. It cannot while its storage-detaching runs, when
	 * it is gone, and before it is ready, though Juju may list it then.
	 * @return {@code false} if it is not there, or about to go
	 */
	public boolean isAttached() {
		JujuContext context = this.hook.get().context();
		if (isOfEvent(context, this.id)) {
			return context.dispatchPath().kind() == HookKind.STORAGE_ATTACHED;
		}
		try {
			return askLocation() != null;
		}
		catch (StorageNotFoundException ex) {
			return false;
		}
	}

	private @Nullable Path askLocation() {
		return this.hook.get().tools().storageGet(this.id).location();
	}

	// What a hook knows of the storage that it is about.
	static @Nullable Path locationIn(JujuContext context, StorageId id) {
		return isOfEvent(context, id) ? context.storageLocation().orElse(null) : null;
	}

	private static boolean isOfEvent(JujuContext context, StorageId id) {
		return context.find(JujuVariable.JUJU_STORAGE_ID).filter(id.toString()::equals).isPresent();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Storage storage && this.id.equals(storage.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "storage " + this.id;
	}

}
