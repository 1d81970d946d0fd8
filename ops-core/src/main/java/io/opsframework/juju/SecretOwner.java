package io.opsframework.juju;

import java.util.Locale;

/**
 * Whose a secret of the charm is.
 */
public enum SecretOwner {

	/** The application's: its leader manages it. */
	APPLICATION,

	/** The unit's, which manages it itself. */
	UNIT;

	/**
	 * The word for it in hook tools.
	 * @return {@code application} or {@code unit}
	 */
	public String jujuName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
