package io.opsframework.simulation.pebble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The files of a container by their paths, which are absolute and lead through no links.
 * What is below the location of a mount is in a directory outside of the container.
 */
final class FileTable {

	private final NavigableMap<String, SimulatedFile> files = new TreeMap<>();

	private final NavigableMap<String, Path> mounts = new TreeMap<>();

	FileTable() {
		this.files.put("/", SimulatedFile.directory());
	}

	void mount(String location, Path directory) {
		this.mounts.put(location, directory);
	}

	SortedMap<String, Path> mounts() {
		return Collections.unmodifiableSortedMap(this.mounts);
	}

	// Those that are in no mount, and are no parents of one.
	Map<String, SimulatedFile> files() {
		return Collections.unmodifiableMap(this.files);
	}

	@Nullable SimulatedFile get(String path) {
		Path host = host(path);
		return (host != null) ? SimulatedFile.ofHost(host) : this.files.get(path);
	}

	SortedSet<String> names(String directory) {
		Path host = host(directory);
		String prefix = directory.equals("/") ? directory : directory + "/";
		SortedSet<String> names = new TreeSet<>((host != null) ? names(host) : Set.of());
		this.files.tailMap(prefix, false)
			.keySet()
			.stream()
			.takeWhile((path) -> path.startsWith(prefix))
			.map((path) -> path.substring(prefix.length()))
			.filter((name) -> name.indexOf('/') < 0)
			.forEach(names::add);
		return names;
	}

	private static Set<String> names(Path host) {
		try (Stream<Path> children = Files.list(host)) {
			Set<String> names = new TreeSet<>();
			children.forEach((child) -> names.add(child.getFileName().toString()));
			return names;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void put(String path, SimulatedFile file) {
		Path host = host(path);
		if (host == null) {
			this.files.put(path, file);
			return;
		}
		try {
			write(host, file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path host, SimulatedFile file) throws IOException {
		if (file.isDirectory()) {
			Files.createDirectory(host);
		}
		else if (file.isSymlink()) {
			Files.createSymbolicLink(host, Path.of(file.content()));
		}
		else {
			Path temporary = Files.createTempFile(host.getParent(), host.getFileName().toString(), "~");
			Files.write(temporary, file.bytes());
			Files.move(temporary, host, StandardCopyOption.REPLACE_EXISTING);
		}
		if (!file.isSymlink() && host.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(host, permissions(file.permissions()));
		}
	}

	// Of both, the bits and the constants, the highest is the first.
	private static Set<PosixFilePermission> permissions(int bits) {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (PosixFilePermission permission : PosixFilePermission.values()) {
			if ((bits & (0400 >> permission.ordinal())) != 0) {
				permissions.add(permission);
			}
		}
		return permissions;
	}

	void remove(String path) {
		Path host = host(path);
		if (host == null) {
			this.files.remove(path);
			return;
		}
		try {
			Files.delete(host);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isMount(String path) {
		return this.mounts.containsKey(path);
	}

	private @Nullable Path host(String path) {
		for (Map.Entry<String, Path> mount : this.mounts.descendingMap().entrySet()) {
			if (path.equals(mount.getKey())) {
				return mount.getValue();
			}
			if (path.startsWith(mount.getKey() + "/")) {
				return mount.getValue().resolve(path.substring(mount.getKey().length() + 1));
			}
		}
		return null;
	}

}
