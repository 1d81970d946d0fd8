package io.opsframework.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A packed charm: a zip archive with modes and links as Unix has them, which Juju gives
 * to the files that it unpacks. Java's own zips have none, so these are written into
 * their directory afterwards.
 */
final class CharmZip {

	private static final int MADE_BY_UNIX = 3;

	private static final int LINK = 0120000;

	private static final int REGULAR = 0100000;

	private static final int DIRECTORY = 0040000;

	private static final int END_SIGNATURE = 0x06054b50;

	private static final int END_LENGTH = 22;

	private static final int HEADER_LENGTH = 46;

	// The same for all, so that two archives of one charm are the same.
	private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

	private CharmZip() {
	}

	/**
	 * Write an archive.
	 * @param directory what is in it
	 * @param file where to
	 * @return the file
	 */
	static Path write(Path directory, Path file) throws IOException {
		List<Integer> modes = new ArrayList<>();
		try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
				Stream<Path> files = Files.walk(directory)) {
			for (Path each : files.filter((path) -> !path.equals(directory)).sorted().toList()) {
				modes.add(add(each, directory, zip));
			}
		}
		writeModes(file, modes);
		return file;
	}

	private static int add(Path file, Path directory, ZipOutputStream zip) throws IOException {
		String name = directory.relativize(file).toString();
		boolean isDirectory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
		ZipEntry entry = new ZipEntry(isDirectory ? name + "/" : name);
		entry.setTimeLocal(TIME);
		zip.putNextEntry(entry);
		int mode = DIRECTORY | permissions(file);
		if (Files.isSymbolicLink(file)) {
			zip.write(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
			mode = LINK | 0777;
		}
		else if (!isDirectory) {
			Files.copy(file, zip);
			mode = REGULAR | permissions(file);
		}
		zip.closeEntry();
		return mode;
	}

	private static int permissions(Path file) throws IOException {
		if (Files.isSymbolicLink(file)) {
			return 0;
		}
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
		int mode = 0;
		for (PosixFilePermission permission : permissions) {
			mode |= 0400 >> permission.ordinal();
		}
		return mode;
	}

	private static void writeModes(Path file, List<Integer> modes) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			ByteBuffer end = read(channel, channel.size() - END_LENGTH, END_LENGTH);
			if (end.getInt(0) != END_SIGNATURE || (end.getShort(10) & 0xffff) != modes.size()) {
				throw new IOException("the packed charm has more files, or is larger, than a zip archive can be");
			}
			long start = end.getInt(16) & 0xffffffffL;
			ByteBuffer headers = read(channel, start, end.getInt(12));
			int position = 0;
			for (int mode : modes) {
				headers.put(position + 5, (byte) MADE_BY_UNIX);
				headers.putInt(position + 38, mode << 16);
				position += HEADER_LENGTH + headers.getShort(position + 28) + headers.getShort(position + 30)
						+ headers.getShort(position + 32);
			}
			channel.write(headers.rewind(), start);
		}
	}

	private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
			continue;
		}
		return buffer.rewind();
	}

}
