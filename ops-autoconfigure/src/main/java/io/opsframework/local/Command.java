package io.opsframework.local;

/**
 * A command of local mode.
 *
 * @param name its name
 * @param arguments what it takes, for people
 * @param purpose what it does, for people
 * @param action what it does
 */
record Command(String name, String arguments, String purpose, Action action) {

	String usage() {
		return (this.name + " " + this.arguments).strip();
	}

	/**
	 * Follows a command.
	 */
	@FunctionalInterface
	interface Action {

		void run(CommandLine line);

	}

}
