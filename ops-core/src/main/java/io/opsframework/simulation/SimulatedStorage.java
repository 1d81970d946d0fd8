package io.opsframework.simulation;

import java.nio.file.Path;

import io.opsframework.juju.StorageId;

/**
 * A storage instance in Juju's model.
 *
 * @param id its id
 * @param location where it is mounted, or its device
 * @param attached whether the unit has it; if not, it can be attached
 */
public record SimulatedStorage(StorageId id, Path location, boolean attached) {

}
