package io.opsframework.simulation.pebble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.opsframework.pebble.FileInfo;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a path of a simulated container. Immutable; each {@code with} method
 * gives a new one.
 */
public final class SimulatedFile {

	static final int FILE_PERMISSIONS = 0644;

	static final int DIRECTORY_PERMISSIONS = 0755;

	private static final String FILE = "file";

	private static final String DIRECTORY = "directory";

	private static final String SYMLINK = "symlink";

	// What Unix tells of a file beside its type.
	private static final int PERMISSION_BITS = 0777;

	private final String type;

	private final byte[] content;

	private final @Nullable Path host;

	private final int permissions;

	private final FileOwner owner;

	private final Instant lastModified;

	private SimulatedFile(String type, byte[] content, @Nullable Path host, int permissions, FileOwner owner,
			Instant lastModified) {
		this.type = type;
		this.content = content;
		this.host = host;
		this.permissions = permissions;
		this.owner = owner;
		this.lastModified = lastModified;
	}

	/**
	 * A file.
	 * @param content its content, which is stored in UTF-8
	 * @return the file, which belongs to root and which all may read
	 */
	public static SimulatedFile of(String content) {
		return of(content.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A file.
	 * @param content its content
	 * @return the file, which belongs to root and which all may read
	 */
	public static SimulatedFile of(byte[] content) {
		return new SimulatedFile(FILE, content.clone(), null, FILE_PERMISSIONS, FileOwner.ROOT, Instant.EPOCH);
	}

	/**
	 * A directory.
	 * @return the directory, which belongs to root and which all may read
	 */
	public static SimulatedFile directory() {
		return special(DIRECTORY, DIRECTORY_PERMISSIONS);
	}

	/**
	 * A symbolic link.
	 * @param target the path that it leads to, absolute or seen from its directory
	 * @return the link
	 */
	public static SimulatedFile symlink(String target) {
		return new SimulatedFile(SYMLINK, target.getBytes(StandardCharsets.UTF_8), null, PERMISSION_BITS,
				FileOwner.ROOT, Instant.EPOCH);
	}

	/**
	 * Something that is listed and cannot be read.
	 * @param type {@code socket}, {@code named-pipe} or {@code device}
	 * @return the file
	 * @throws IllegalArgumentException if it is none of these types
	 */
	public static SimulatedFile special(String type) {
		if (!Set.of("socket", "named-pipe", "device").contains(type)) {
			throw new IllegalArgumentException(
					"'%s' is none of the types socket, named-pipe and device".formatted(type));
		}
		return special(type, FILE_PERMISSIONS);
	}

	private static SimulatedFile special(String type, int permissions) {
		return new SimulatedFile(type, new byte[0], null, permissions, FileOwner.ROOT, Instant.EPOCH);
	}

	/**
	 * A file of a mounted directory, whose content is read when it is asked for.
	 * @param path where it is outside of the container
	 * @return the file; {@code null} if there is none
	 */
	static @Nullable SimulatedFile ofHost(Path path) {
		if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			byte[] target = attributes.isSymbolicLink()
					? Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8) : new byte[0];
			return new SimulatedFile(type(attributes), target, path, permissions(path), FileOwner.ROOT,
					attributes.lastModifiedTime().toInstant());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String type(BasicFileAttributes attributes) {
		if (attributes.isSymbolicLink()) {
			return SYMLINK;
		}
		if (attributes.isDirectory()) {
			return DIRECTORY;
		}
		return attributes.isRegularFile() ? FILE : "socket";
	}

	private static int permissions(Path path) throws IOException {
		Map<String, Object> mode = path.getFileSystem().supportedFileAttributeViews().contains("unix")
				? Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) : Map.of();
		return (mode.get("mode") instanceof Integer bits) ? bits & PERMISSION_BITS : FILE_PERMISSIONS;
	}

	/**
	 * The same with other permissions.
	 * @param permissions the permissions, an octal number as {@code 0640}
	 * @return a new one
	 */
	public SimulatedFile withPermissions(int permissions) {
		return new SimulatedFile(this.type, this.content, this.host, permissions, this.owner, this.lastModified);
	}

	/**
	 * The same with another owner.
	 * @param owner the owner
	 * @return a new one
	 */
	public SimulatedFile withOwner(FileOwner owner) {
		return new SimulatedFile(this.type, this.content, this.host, this.permissions, owner, this.lastModified);
	}

	/**
	 * The same with another time.
	 * @param lastModified when it was changed last
	 * @return a new one
	 */
	public SimulatedFile withLastModified(Instant lastModified) {
		return new SimulatedFile(this.type, this.content, this.host, this.permissions, this.owner, lastModified);
	}

	/**
	 * What it is.
	 * @return {@code file}, {@code directory}, {@code symlink}, {@code socket},
	 * {@code named-pipe} or {@code device}
	 */
	public String type() {
		return this.type;
	}

	/**
	 * What is in the file.
	 * @return the bytes; of a symbolic link the path that it leads to, of others nothing
	 */
	public byte[] bytes() {
		if (this.host == null || !isFile()) {
			return this.content.clone();
		}
		try {
			return Files.readAllBytes(this.host);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What is in the file, as text.
	 * @return the content, read as UTF-8; of a symbolic link the path that it leads to,
	 * of others nothing
	 */
	public String content() {
		return new String(bytes(), StandardCharsets.UTF_8);
	}

	/**
	 * The permissions.
	 * @return an octal number as {@code 0644}
	 */
	public int permissions() {
		return this.permissions;
	}

	/**
	 * Whose it is.
	 * @return the owner; root for what is in a mounted directory
	 */
	public FileOwner owner() {
		return this.owner;
	}

	/**
	 * When it was changed.
	 * @return the time
	 */
	public Instant lastModified() {
		return this.lastModified;
	}

	boolean isFile() {
		return this.type.equals(FILE);
	}

	boolean isDirectory() {
		return this.type.equals(DIRECTORY);
	}

	boolean isSymlink() {
		return this.type.equals(SYMLINK);
	}

	FileInfo toInfo(String path) {
		String name = path.equals("/") ? path : path.substring(path.lastIndexOf('/') + 1);
		return new FileInfo(path, name, this.type, isFile() ? size() : null, this.permissions, this.lastModified,
				this.owner.userId(), this.owner.user(), this.owner.groupId(), this.owner.group());
	}

	private long size() {
		try {
			return (this.host != null) ? Files.size(this.host) : this.content.length;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether two are alike; when they were changed does not count.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SimulatedFile file && file.type.equals(this.type)
				&& Arrays.equals(file.content, this.content) && Objects.equals(file.host, this.host)
				&& file.permissions == this.permissions && file.owner.equals(this.owner);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.type, Arrays.hashCode(this.content), this.host, this.permissions, this.owner);
	}

	/**
	 * What it is, without its content, which may be secret.
	 */
	@Override
	public String toString() {
		return "%s %03o %s".formatted(this.type, this.permissions,
				Objects.requireNonNullElse(this.owner.user(), String.valueOf(this.owner.userId())));
	}

}
