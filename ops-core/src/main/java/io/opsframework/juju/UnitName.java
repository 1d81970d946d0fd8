package io.opsframework.juju;

import java.util.Objects;

/**
 * The name of a unit, {@code postgresql/0}: its application and its number.
 *
 * @param application the name of the application
 * @param number the unit's number, never negative
 */
public record UnitName(String application, int number) implements Comparable<UnitName> {

	public UnitName {
		Objects.requireNonNull(application, "application");
		if (application.isEmpty() || application.indexOf('/') >= 0 || number < 0) {
			throw new IllegalArgumentException("'%s/%d' is not a unit name".formatted(application, number));
		}
	}

	/**
	 * Read a unit name.
	 * @param text a name such as {@code postgresql/0}
	 * @return the name
	 * @throws IllegalArgumentException if the text is not an application, a slash and a
	 * number
	 */
	public static UnitName of(String text) {
		return NumberedName.parse(text, '/', UnitName::new, "a unit name such as 'postgresql/0'");
	}

	@Override
	public int compareTo(UnitName other) {
		int byApplication = this.application.compareTo(other.application);
		return (byApplication != 0) ? byApplication : Integer.compare(this.number, other.number);
	}

	@Override
	public String toString() {
		return this.application + "/" + this.number;
	}

}
