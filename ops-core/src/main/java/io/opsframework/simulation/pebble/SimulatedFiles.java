package io.opsframework.simulation.pebble;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;

import io.opsframework.pebble.FileInfo;
import io.opsframework.pebble.FileOptions;
import io.opsframework.pebble.PebbleApiException;
import org.jspecify.annotations.Nullable;

/**
 * What Pebble does with the files of its container.
 */
final class SimulatedFiles {

	// As Linux.
	private static final int MAX_LINKS = 40;

	private final FileTable table = new FileTable();

	private final Clock clock;

	SimulatedFiles(Clock clock) {
		this.clock = clock;
	}

	FileTable table() {
		return this.table;
	}

	void set(String path, SimulatedFile file) {
		String resolved = requireAbsolute(path);
		makeParents(parent(resolved), FileOwner.ROOT, "mkdir");
		this.table.put(resolved, file);
	}

	void mount(String location, Path directory) {
		String resolved = requireAbsolute(location);
		makeParents(resolved, FileOwner.ROOT, "mkdir");
		this.table.mount(resolved, directory);
	}

	private static String requireAbsolute(String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path '%s' is not absolute: begin it with /".formatted(path));
		}
		String normalized = Path.of(path).normalize().toString();
		return normalized.isEmpty() ? "/" : normalized;
	}

	InputStream pull(String path) {
		return onPath("read", path, () -> {
			SimulatedFile file = requireFile("stat", path, resolve("stat", path, true));
			if (!file.isFile()) {
				throw FileFault.generic("can only read a regular file: \"%s\"".formatted(path));
			}
			return new ByteArrayInputStream(file.bytes());
		});
	}

	void push(String path, InputStream content, FileOptions options) {
		if (path.chars()
			.anyMatch((character) -> Character.isISOControl(character) && character < 128 && character != '\t')) {
			throw new IllegalArgumentException(
					"Pebble cannot write a file that has a line break or another control character in its name");
		}
		onPath("write", path, () -> {
			FileOwner owner = owner(options);
			String target = target(path, options, owner, "open", "~");
			byte[] bytes = read(content);
			SimulatedFile there = this.table.get(target);
			if (there != null && there.isDirectory()) {
				throw FileFault.generic("rename %s~ %s: file exists".formatted(path, path));
			}
			put(target, SimulatedFile.of(bytes), options, owner);
			return null;
		});
	}

	private static byte[] read(InputStream content) {
		try {
			return content.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void makeDirectory(String path, FileOptions options) {
		onPath("make", path, () -> {
			FileOwner owner = owner(options);
			String target = target(path, options, owner, "mkdir", ".mkdir-new");
			SimulatedFile there = this.table.get(target);
			if (there == null) {
				put(target, SimulatedFile.directory(), options, owner);
			}
			else if (!options.parents()) {
				throw FileFault.generic("mkdir %s: file exists".formatted(path));
			}
			else if (!isDirectory(path)) {
				throw FileFault.notDirectory("mkdir", path);
			}
			return null;
		});
	}

	private boolean isDirectory(String path) {
		SimulatedFile file = this.table.get(resolve("stat", path, true));
		return file != null && file.isDirectory();
	}

	private void put(String path, SimulatedFile file, FileOptions options, FileOwner owner) {
		Integer permissions = options.permissions();
		this.table.put(path,
				file.withPermissions((permissions != null) ? permissions : file.permissions())
					.withOwner(owner)
					.withLastModified(this.clock.instant()));
	}

	// Where what is asked for is to stand: in a directory that is there, or is made.
	private String target(String path, FileOptions options, FileOwner owner, String call, String temporary) {
		String name = name(path);
		String directory = options.parents() ? makeParents(parent(path), owner, call)
				: requireDirectory(call, path + temporary, parent(path));
		return join(directory, name);
	}

	private String requireDirectory(String call, String shown, String directory) {
		String resolved = resolve(call, directory, true, shown);
		SimulatedFile file = this.table.get(resolved);
		if (file == null) {
			throw FileFault.notFound(call, shown);
		}
		if (!file.isDirectory()) {
			throw FileFault.notDirectory(call, shown);
		}
		return resolved;
	}

	private String makeParents(String directory, FileOwner owner, String call) {
		String current = "/";
		for (String name : directory.split("/")) {
			if (!name.isEmpty()) {
				current = makeParent(join(current, name), owner, call);
			}
		}
		return current;
	}

	private String makeParent(String directory, FileOwner owner, String call) {
		String resolved = resolve("mkdir", directory, true);
		SimulatedFile file = this.table.get(resolved);
		if (file == null) {
			this.table.put(resolved, SimulatedFile.directory().withOwner(owner).withLastModified(this.clock.instant()));
		}
		else if (!file.isDirectory()) {
			FileFault fault = FileFault.notDirectory("mkdir", directory);
			throw call.equals("open") ? FileFault.generic("cannot create directory: " + fault.getMessage()) : fault;
		}
		return resolved;
	}

	private static FileOwner owner(FileOptions options) {
		FileOwner owner = FileOwner.of(options);
		if (owner == null) {
			throw FileFault.generic("cannot look up user and group: must specify user, not just group");
		}
		return owner;
	}

	void remove(String path, boolean recursive) {
		onPath("remove", path, () -> {
			String resolved = resolve(recursive ? "unlinkat" : "remove", path, false);
			SimulatedFile file = this.table.get(resolved);
			if (file == null && !recursive) {
				throw FileFault.notFound("remove", path);
			}
			if (file != null) {
				remove(path, resolved, file, recursive);
			}
			return null;
		});
	}

	private void remove(String path, String resolved, SimulatedFile file, boolean recursive) {
		if (this.table.isMount(resolved) || resolved.equals("/")) {
			throw FileFault
				.generic("%s %s: device or resource busy".formatted(recursive ? "unlinkat" : "remove", path));
		}
		for (String name : file.isDirectory() ? this.table.names(resolved) : List.<String>of()) {
			if (!recursive) {
				throw FileFault.generic("remove %s: directory not empty".formatted(path));
			}
			String child = join(resolved, name);
			SimulatedFile childFile = this.table.get(child);
			if (childFile != null) {
				remove(child, child, childFile, true);
			}
		}
		this.table.remove(resolved);
	}

	List<FileInfo> list(String path, @Nullable String pattern) {
		PathMatcher matcher = (pattern != null) ? matcher(pattern) : (name) -> true;
		return onList(path, () -> {
			String resolved = resolve("stat", path, true);
			SimulatedFile file = requireFile("stat", path, resolved);
			if (!file.isDirectory()) {
				return matcher.matches(Path.of(name(path))) ? List.of(info(path, file)) : List.of();
			}
			String shown = trimmed(path);
			return this.table.names(resolved)
				.stream()
				.filter((name) -> matcher.matches(Path.of(name)))
				.map((name) -> info(join(shown, name), requireFile("stat", path, join(resolved, name))))
				.toList();
		});
	}

	FileInfo info(String path) {
		return onList(path, () -> info(trimmed(path), requireFile("stat", path, resolve("stat", path, true))));
	}

	private static FileInfo info(String path, SimulatedFile file) {
		return file.toInfo(path);
	}

	// Java's patterns know more than Go's.
	private static PathMatcher matcher(String pattern) {
		try {
			return FileSystems.getDefault()
				.getPathMatcher("glob:" + pattern.replace("[^", "[!").replaceAll("[{}]", "\\\\$0"));
		}
		catch (PatternSyntaxException ex) {
			throw FileFault.generic("syntax error in pattern").toApiException();
		}
	}

	private SimulatedFile requireFile(String call, String shown, String resolved) {
		SimulatedFile file = this.table.get(resolved);
		if (file == null) {
			throw FileFault.notFound(call, shown);
		}
		return file;
	}

	private String resolve(String call, String path, boolean follow) {
		return resolve(call, path, follow, path);
	}

	// Where a path leads to: all that it goes through is there, and is a directory.
	private String resolve(String call, String path, boolean follow, String shown) {
		Deque<String> names = new ArrayDeque<>(Arrays.asList(path.split("/")));
		String current = "/";
		int links = 0;
		while (!names.isEmpty()) {
			String name = names.pop();
			SimulatedFile directory = this.table.get(current);
			if (name.isEmpty() || name.equals(".")) {
				continue;
			}
			if (directory == null) {
				throw FileFault.notFound(call, shown);
			}
			if (!directory.isDirectory()) {
				throw FileFault.notDirectory(call, shown);
			}
			String next = name.equals("..") ? parent(current) : join(current, name);
			SimulatedFile file = this.table.get(next);
			if (file != null && file.isSymlink() && (follow || !names.isEmpty())) {
				if (++links > MAX_LINKS) {
					throw FileFault.generic("%s %s: too many levels of symbolic links".formatted(call, shown));
				}
				push(names, file.content());
				current = file.content().startsWith("/") ? "/" : current;
			}
			else {
				current = next;
			}
		}
		return current;
	}

	private static void push(Deque<String> names, String target) {
		String[] parts = target.split("/");
		for (int i = parts.length - 1; i >= 0; i--) {
			names.push(parts[i]);
		}
	}

	private static <T extends @Nullable Object> T onPath(String operation, String path, Supplier<T> action) {
		try {
			if (!path.startsWith("/")) {
				throw FileFault.generic("paths must be absolute, got \"%s\"".formatted(path));
			}
			if (path.indexOf('\0') >= 0) {
				throw FileFault.generic("open %s: invalid argument".formatted(path));
			}
			return action.get();
		}
		catch (FileFault ex) {
			throw ex.toPathException(operation, path);
		}
	}

	private static <T> T onList(String path, Supplier<T> action) {
		if (!path.startsWith("/")) {
			throw new PebbleApiException("GET /v1/files", 400, null,
					"path must be absolute, got \"%s\"".formatted(path));
		}
		try {
			return action.get();
		}
		catch (FileFault ex) {
			throw ex.toApiException();
		}
	}

	private static String trimmed(String path) {
		String trimmed = path.replaceAll("/+$", "");
		return trimmed.isEmpty() ? "/" : trimmed;
	}

	private static String parent(String path) {
		String trimmed = trimmed(path);
		return trimmed(trimmed.substring(0, trimmed.lastIndexOf('/') + 1));
	}

	private static String name(String path) {
		String trimmed = trimmed(path);
		return trimmed.substring(trimmed.lastIndexOf('/') + 1);
	}

	private static String join(String directory, String name) {
		return directory.equals("/") ? directory + name : directory + "/" + name;
	}

}
