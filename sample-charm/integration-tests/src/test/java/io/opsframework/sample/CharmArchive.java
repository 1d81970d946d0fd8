package io.opsframework.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * A packed charm, read as Juju's agent reads it: with modes and links, and without the
 * times of the files.
 *
 * @param file the packed charm
 */
record CharmArchive(Path file) {

	private static final int END_LENGTH = 22;

	private static final int HEADER_LENGTH = 46;

	private static final int KIND = 0170000;

	private static final int LINK = 0120000;

	private static final int DIRECTORY = 0040000;

	/**
	 * Unpack it.
	 * @param directory where to; must not exist
	 */
	void unpack(Path directory) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(this.file)).order(ByteOrder.LITTLE_ENDIAN);
		int end = bytes.capacity() - END_LENGTH;
		int header = bytes.getInt(end + 16);
		Files.createDirectory(directory);
		try (ZipFile zip = new ZipFile(this.file.toFile())) {
			while (header < end) {
				String name = new String(bytes.array(), header + HEADER_LENGTH, bytes.getShort(header + 28),
						StandardCharsets.UTF_8);
				int mode = bytes.getInt(header + 38) >>> 16;
				try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
					write(content, mode, directory.resolve(name));
				}
				header += HEADER_LENGTH + bytes.getShort(header + 28) + bytes.getShort(header + 30)
						+ bytes.getShort(header + 32);
			}
		}
	}

	private static void write(InputStream content, int mode, Path target) throws IOException {
		if ((mode & KIND) == LINK) {
			String link = new String(content.readAllBytes(), StandardCharsets.UTF_8);
			Files.createSymbolicLink(target, Path.of(link));
			return;
		}
		if ((mode & KIND) == DIRECTORY) {
			Files.createDirectories(target);
		}
		else {
			Files.copy(content, target);
		}
		Files.setPosixFilePermissions(target, permissions(mode));
	}

	private static Set<PosixFilePermission> permissions(int mode) {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (PosixFilePermission permission : PosixFilePermission.values()) {
			if ((mode & (0400 >> permission.ordinal())) != 0) {
				permissions.add(permission);
			}
		}
		return permissions;
	}

}
