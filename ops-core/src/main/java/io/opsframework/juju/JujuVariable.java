package io.opsframework.juju;

/**
 * The variables that Juju sets for hooks and that mean something to the framework. The
 * name of a constant is that of its variable.
 */
public enum JujuVariable {

	/** What Juju wants run. */
	JUJU_DISPATCH_PATH("a path such as 'hooks/install' or 'actions/backup'"),

	/** The name of the hook; hooks are told by their path, since actions have no name. */
	JUJU_HOOK_NAME("a hook such as 'install'"),

	/** The id that hook tools need. */
	JUJU_CONTEXT_ID("the id of a hook's context"),

	/** Where the agent answers hook tools. */
	JUJU_AGENT_SOCKET_ADDRESS("a path, or host and port"),

	/** The kind of socket at which the agent answers hook tools. */
	JUJU_AGENT_SOCKET_NETWORK("'unix' or 'tcp'"),

	/** The unit. */
	JUJU_UNIT_NAME("a unit such as 'greeter/0'"),

	/** The model's name. */
	JUJU_MODEL_NAME("the name of a model"),

	/** The model's id. */
	JUJU_MODEL_UUID("the UUID of a model"),

	/** The agent's version. */
	JUJU_VERSION("a version such as '3.6.27'"),

	/** The directory that the charm was unpacked into. */
	JUJU_CHARM_DIR("the charm's directory"),

	/** The older name of {@link #JUJU_CHARM_DIR}. */
	CHARM_DIR("the charm's directory"),

	/** The unit's machine. */
	JUJU_MACHINE_ID("a machine such as '3/lxd/1'"),

	/** The unit that a subordinate unit belongs to. */
	JUJU_PRINCIPAL_UNIT("a unit such as 'wordpress/0'"),

	/** The availability zone of the unit's machine. */
	JUJU_AVAILABILITY_ZONE("an availability zone"),

	/** Set under {@code juju debug-hooks} and {@code juju debug-code}. */
	JUJU_DEBUG("any value"),

	/** The endpoint of the relation. */
	JUJU_RELATION("an endpoint such as 'database'"),

	/** The id of the relation. */
	JUJU_RELATION_ID("an endpoint and a number such as 'database:7'"),

	/** The application on the other side of the relation. */
	JUJU_REMOTE_APP("an application such as 'postgresql'"),

	/** The unit on the other side of the relation. */
	JUJU_REMOTE_UNIT("a unit such as 'postgresql/0'"),

	/** The unit that leaves the relation. */
	JUJU_DEPARTING_UNIT("a unit such as 'postgresql/0'"),

	/** The storage instance. */
	JUJU_STORAGE_ID("a storage and a number such as 'data/0'"),

	/** Where the storage is mounted, or its device. */
	JUJU_STORAGE_LOCATION("a path or device"),

	/** The kind of the storage. */
	JUJU_STORAGE_KIND("'filesystem' or 'block'"),

	/** The secret. */
	JUJU_SECRET_ID("a secret's URI such as 'secret:9m4e2mr0ui3e8a215n4g'"),

	/** The label that this unit gave the secret. */
	JUJU_SECRET_LABEL("a secret's label"),

	/** The revision of the secret that expired or is not read any more. */
	JUJU_SECRET_REVISION("a number such as '2'"),

	/** The container. */
	JUJU_WORKLOAD_NAME("a container such as 'web'"),

	/** The notice. */
	JUJU_NOTICE_ID("the id of a notice"),

	/** The type of the notice. */
	JUJU_NOTICE_TYPE("the type of a notice such as 'custom'"),

	/** The key of the notice. */
	JUJU_NOTICE_KEY("the key of a notice such as 'example.com/path'"),

	/** The health check. */
	JUJU_PEBBLE_CHECK_NAME("the name of a check"),

	/** The action. */
	JUJU_ACTION_NAME("an action such as 'backup'"),

	/** This run of the action. */
	JUJU_ACTION_UUID("the id of a task such as '12'"),

	/** This run of the action, as a tag. */
	JUJU_ACTION_TAG("the tag of a task such as 'action-12'"),

	/** The series that the machine is upgraded to. */
	JUJU_TARGET_SERIES("a series such as 'jammy'"),

	/** The base that the machine is upgraded to. */
	JUJU_TARGET_BASE("a base such as 'ubuntu@22.04'");

	private static final String PREFIX = "JUJU_";

	private final String expectation;

	JujuVariable(String expectation) {
		this.expectation = expectation;
	}

	// What a value looks like, for messages.
	String expectation() {
		return this.expectation;
	}

	// Whether Juju sets a variable, which need not be one of these.
	static boolean isJujus(String name) {
		return name.startsWith(PREFIX) || name.equals(CHARM_DIR.name()) || name.equals("CLOUD_API_VERSION")
				|| name.equals("PATH");
	}

}
