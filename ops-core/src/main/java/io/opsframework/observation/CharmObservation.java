package io.opsframework.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What the framework observes, and the keys it uses. All keys are of low cardinality, and
 * none holds a value from Juju.
 */
public enum CharmObservation implements ObservationDocumentation {

	/** One hook, from Juju's environment to its end. */
	HOOK {

		@Override
		public String getName() {
			return "ops.hook";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Key.EVENT };
		}

	},

	/** One call of a listener. */
	LISTENER {

		@Override
		public String getName() {
			return "ops.listener";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Key.LISTENER, Key.EVENT, Key.REPLAY };
		}

	},

	/** One call of a hook tool. */
	HOOK_TOOL {

		@Override
		public String getName() {
			return "ops.hook-tool";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Key.TOOL, Key.EXIT_CODE, Key.FORKED };
		}

	};

	/**
	 * The keys of the observations.
	 */
	public enum Key implements KeyName {

		/** The kind of the event, the simple name of its class. */
		EVENT("event"),

		/** The id of the listener. */
		LISTENER("listener"),

		/** Whether a deferred event is replayed: true or false. */
		REPLAY("replay"),

		/** The name of the hook tool. */
		TOOL("tool"),

		/** The exit code of the hook tool; -1 where it has none. */
		EXIT_CODE("exit.code"),

		/** Whether the call was a process: true or false. */
		FORKED("forked");

		private final String name;

		Key(String name) {
			this.name = name;
		}

		@Override
		public String asString() {
			return this.name;
		}

	}

}
