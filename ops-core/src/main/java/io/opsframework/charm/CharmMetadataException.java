package io.opsframework.charm;

/**
 * A file of the charm is missing or does not say what it must. The message, one line,
 * names the file, the line where it is known, the key, and what was expected.
 */
public class CharmMetadataException extends RuntimeException {

	private final String file;

	CharmMetadataException(String file, int line, String problem) {
		super((file + ((line > 0) ? ", line " + line : "") + ": " + problem).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]",
				"\uFFFD"));
		this.file = file;
	}

	/**
	 * The file that is wrong.
	 * @return its name, {@code metadata.yaml}
	 */
	public String getFile() {
		return this.file;
	}

}
