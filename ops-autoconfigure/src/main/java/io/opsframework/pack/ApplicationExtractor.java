package io.opsframework.pack;

import java.nio.file.Path;

/**
 * Unpacks a repackaged application, since Java starts it faster that way.
 */
@FunctionalInterface
interface ApplicationExtractor {

	/**
	 * Unpack the application.
	 * @param directory where to; does not exist yet
	 * @param fileName the name of the application's own jar in it, beside {@code lib/}
	 */
	void extract(Path directory, String fileName);

}
