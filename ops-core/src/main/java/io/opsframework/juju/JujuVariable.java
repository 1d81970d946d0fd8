package io.opsframework.juju;

import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that determine a Juju event: wherever such an event is kept, these are
 * its written form.
 */
enum JujuVariable {

	JUJU_DISPATCH_PATH("a path such as 'hooks/install' or 'actions/backup'"),

	JUJU_RELATION("an endpoint such as 'database'"),

	JUJU_RELATION_ID("an endpoint and a number such as 'database:7'"),

	JUJU_REMOTE_APP("an application such as 'postgresql'"),

	JUJU_REMOTE_UNIT("a unit such as 'postgresql/0'"),

	JUJU_DEPARTING_UNIT("a unit such as 'postgresql/0'"),

	JUJU_STORAGE_ID("a storage and a number such as 'data/0'"),

	JUJU_STORAGE_LOCATION("a path or device"),

	JUJU_STORAGE_KIND("'filesystem' or 'block'"),

	JUJU_SECRET_ID("a secret's URI such as 'secret:9m4e2mr0ui3e8a215n4g'"),

	JUJU_SECRET_LABEL("a secret's label"),

	JUJU_SECRET_REVISION("a number such as '2'"),

	JUJU_WORKLOAD_NAME("a container such as 'web'"),

	JUJU_NOTICE_ID("the id of a notice"),

	JUJU_NOTICE_TYPE("the type of a notice such as 'custom'"),

	JUJU_NOTICE_KEY("the key of a notice such as 'example.com/path'"),

	JUJU_PEBBLE_CHECK_NAME("the name of a check"),

	JUJU_ACTION_NAME("an action such as 'backup'"),

	JUJU_ACTION_UUID("the id of a task such as '12'"),

	JUJU_ACTION_TAG("the tag of a task such as 'action-12'"),

	JUJU_TARGET_SERIES("a series such as 'jammy'"),

	JUJU_TARGET_BASE("a base such as 'ubuntu@22.04'");

	private final String expectation;

	JujuVariable(String expectation) {
		this.expectation = expectation;
	}

	static String expectationOf(String variable) {
		for (JujuVariable candidate : values()) {
			if (candidate.name().equals(variable)) {
				return candidate.expectation;
			}
		}
		return "a value";
	}

	static Map<String, String> selectFrom(Map<String, String> variables) {
		Map<String, String> selected = new TreeMap<>();
		for (JujuVariable variable : values()) {
			String value = variables.get(variable.name());
			if (value != null && !value.isEmpty()) {
				selected.put(variable.name(), value);
			}
		}
		return selected;
	}

}
