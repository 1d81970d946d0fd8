package io.opsframework.event;

import io.opsframework.model.Storage;

/**
 * Something happened to a storage instance.
 */
public sealed interface StorageEvent extends JujuEvent, Deferrable permits StorageAttachedEvent, StorageDetachingEvent {

	/**
	 * The storage instance.
	 * @return the instance, which knows where it is
	 */
	Storage storage();

	@Override
	default String hookName() {
		return hookKind().hookName(storage().name());
	}

}
