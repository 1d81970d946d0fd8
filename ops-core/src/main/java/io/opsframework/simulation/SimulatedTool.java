package io.opsframework.simulation;

/**
 * A simulated hook tool.
 *
 * @param versions the versions of Juju that have it
 * @param options the options that it knows
 * @param handler what it does
 */
record SimulatedTool(VersionRange versions, Options options, Handler handler) {

	/**
	 * What a tool does with its arguments.
	 */
	@FunctionalInterface
	interface Handler {

		/**
		 * Do it.
		 * @param tool arguments, hook and output
		 * @throws ToolException for the tool's own errors
		 */
		void handle(ToolInvocation tool);

	}

}
