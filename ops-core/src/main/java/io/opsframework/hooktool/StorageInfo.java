package io.opsframework.hooktool;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What Juju tells about a storage instance.
 *
 * @param kind {@code filesystem} or {@code block}; empty where Juju does not tell it
 * @param location the mount point or device; {@code null} where Juju does not tell it
 */
public record StorageInfo(String kind, @Nullable Path location) {

}
