package io.opsframework.model;

import java.util.Locale;
import java.util.Objects;

/**
 * The status of a unit or an application: one of Juju's names with a message for people.
 * Two are equal if name and message are.
 *
 * @param name the status' name
 * @param message the message, often empty for {@code active}
 */
public record Status(Name name, String message) {

	public Status {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(message, "message");
	}

	/**
	 * All is well.
	 * @return the status
	 */
	public static Status active() {
		return active("");
	}

	/**
	 * All is well, and there is something to say.
	 * @param message the message
	 * @return the status
	 */
	public static Status active(String message) {
		return new Status(Name.ACTIVE, message);
	}

	/**
	 * A person has to do something before the unit can go on.
	 * @param message what has to be done
	 * @return the status
	 */
	public static Status blocked(String message) {
		return new Status(Name.BLOCKED, message);
	}

	/**
	 * The unit is busy and does not serve, or not fully.
	 * @param message what it is doing
	 * @return the status
	 */
	public static Status maintenance(String message) {
		return new Status(Name.MAINTENANCE, message);
	}

	/**
	 * The unit waits for something that comes by itself.
	 * @param message what it waits for
	 * @return the status
	 */
	public static Status waiting(String message) {
		return new Status(Name.WAITING, message);
	}

	/**
	 * What Juju shows before a charm has set a status. Cannot be set.
	 * @return the status
	 */
	public static Status unknown() {
		return new Status(Name.UNKNOWN, "");
	}

	/**
	 * Fail unless this is a status that a charm can set.
	 * @return this status
	 * @throws InvalidStatusException for {@code error} and {@code unknown}
	 */
	public Status requireSettable() {
		if (!this.name.isSettable()) {
			throw new InvalidStatusException(this);
		}
		return this;
	}

	@Override
	public String toString() {
		return this.message.isEmpty() ? this.name.jujuName() : this.name.jujuName() + ": " + this.message;
	}

	/**
	 * Juju's names of a status, the most urgent first.
	 */
	public enum Name {

		/** A hook failed. Set by Juju only. */
		ERROR,

		/** A person has to do something. */
		BLOCKED,

		/** The unit is busy. */
		MAINTENANCE,

		/** The unit waits for something that comes by itself. */
		WAITING,

		/** All is well. */
		ACTIVE,

		/** No status was set yet, or Juju's own {@code terminated}. */
		UNKNOWN;

		/**
		 * Read Juju's name.
		 * @param jujuName the name, in lower case
		 * @return the constant; {@link #UNKNOWN} for a name that is none of these
		 */
		public static Name of(String jujuName) {
			for (Name name : values()) {
				if (name.jujuName().equals(jujuName)) {
					return name;
				}
			}
			return UNKNOWN;
		}

		/**
		 * The name as Juju writes it.
		 * @return the name, in lower case
		 */
		public String jujuName() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * Whether a charm can set this status.
		 * @return {@code false} for {@link #ERROR} and {@link #UNKNOWN}
		 */
		public boolean isSettable() {
			return this != ERROR && this != UNKNOWN;
		}

	}

}
