package io.opsframework.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What the framework observes. All keys are of low cardinality, and none holds a value
 * from Juju.
 *
 * <table>
 * <caption>Names and keys by default</caption>
 * <tr>
 * <th>observation</th>
 * <th>name</th>
 * <th>keys</th>
 * <th>convention</th>
 * </tr>
 * <tr>
 * <td>{@link #HOOK}</td>
 * <td>{@code ops.hook}</td>
 * <td>{@code event}</td>
 * <td>{@link HookObservationConvention}</td>
 * </tr>
 * <tr>
 * <td>{@link #LISTENER}</td>
 * <td>{@code ops.listener}</td>
 * <td>{@code listener}, {@code event}, {@code replay}</td>
 * <td>{@link ListenerObservationConvention}</td>
 * </tr>
 * <tr>
 * <td>{@link #HOOK_TOOL}</td>
 * <td>{@code ops.hook-tool}</td>
 * <td>{@code tool}, {@code exit.code}, {@code forked}</td>
 * <td>{@link HookToolObservationConvention}</td>
 * </tr>
 * <tr>
 * <td>{@link #PEBBLE}</td>
 * <td>{@code ops.pebble}</td>
 * <td>{@code container}, {@code method}, {@code endpoint}, {@code status}</td>
 * <td>{@link PebbleObservationConvention}</td>
 * </tr>
 * </table>
 *
 * <p>
 * A bean that implements a convention changes name and keys.
 */
public enum CharmObservationDocumentation implements ObservationDocumentation {

	/** One hook, from Juju's event to its end. */
	HOOK {

		@Override
		public Class<DefaultHookObservationConvention> getDefaultConvention() {
			return DefaultHookObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Key.EVENT };
		}

	},

	/** One call of a listener. */
	LISTENER {

		@Override
		public Class<DefaultListenerObservationConvention> getDefaultConvention() {
			return DefaultListenerObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Key.LISTENER, Key.EVENT, Key.REPLAY };
		}

	},

	/** One call of a hook tool. */
	HOOK_TOOL {

		@Override
		public Class<DefaultHookToolObservationConvention> getDefaultConvention() {
			return DefaultHookToolObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Key.TOOL, Key.EXIT_CODE, Key.FORKED };
		}

	},

	/** One request to the Pebble of a container, until its answer begins. */
	PEBBLE {

		@Override
		public Class<DefaultPebbleObservationConvention> getDefaultConvention() {
			return DefaultPebbleObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Key.CONTAINER, Key.METHOD, Key.ENDPOINT, Key.STATUS };
		}

	};

	/**
	 * The keys of the observations, by default.
	 */
	public enum Key implements KeyName {

		/**
		 * The kind of the event, the simple name of its class; {@code unknown} for a hook
		 * whose event the framework does not know.
		 */
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
		FORKED("forked"),

		/** The name of the container. */
		CONTAINER("container"),

		/** The HTTP method, GET or POST. */
		METHOD("method"),

		/** The endpoint of Pebble's API, without ids: /v1/changes. */
		ENDPOINT("endpoint"),

		/** The HTTP status; -1 where there was no answer. */
		STATUS("status");

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
