package io.opsframework.pebble;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.juju.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * A command to run in the container, and what it is given. Begin with
 * {@link #of(String...)}; each {@code with} method gives a new request. What is
 * {@code null} is left to Pebble: its own user, group and directory.
 *
 * @param command the command and its arguments; there is no shell
 * @param environment variables beside those of Pebble, or of the service
 * @param serviceContext the name of a service whose environment, user and directory are
 * taken where this request says nothing; from Pebble 1.3 on
 * @param workingDir the directory to run in
 * @param timeout how long the command may take; {@code null} for as long as it likes
 * @param userId the id of the user to run as
 * @param user the name of the user to run as
 * @param groupId the id of the group to run as
 * @param group the name of the group to run as
 * @param combinedStderr whether what the command writes to its standard error is part of
 * its output
 */
public record ExecRequest(List<String> command, Map<String, String> environment, @Nullable String serviceContext,
		@Nullable String workingDir, @Nullable Duration timeout, @Nullable Integer userId, @Nullable String user,
		@Nullable Integer groupId, @Nullable String group, boolean combinedStderr) {

	/**
	 * Create a request.
	 * @throws IllegalArgumentException if there is no command, or a NUL character is in
	 * it or in its environment
	 */
	public ExecRequest {
		command = List.copyOf(command);
		if (command.isEmpty() || command.get(0).isEmpty()) {
			throw new IllegalArgumentException("There is no command to run");
		}
		environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
		for (int i = 0; i < command.size(); i++) {
			checkNul(command, command.get(i), (i == 0) ? "its name" : "its argument " + i);
		}
		for (Map.Entry<String, String> variable : environment.entrySet()) {
			checkNul(command, variable.getKey(), "the name of a variable");
			checkNul(command, variable.getValue(), "its variable " + variable.getKey());
		}
	}

	private static void checkNul(List<String> command, String value, String what) {
		if (value.indexOf('\0') >= 0) {
			throw new IllegalArgumentException(
					"Command '%s' cannot be run: %s has a NUL character".formatted(Excerpt.of(command.get(0)), what));
		}
	}

	/**
	 * A request for a command.
	 * @param command the command and its arguments
	 * @return the request
	 * @throws IllegalArgumentException if there is no command
	 */
	public static ExecRequest of(String... command) {
		return new ExecRequest(List.of(command), Map.of(), null, null, null, null, null, null, null, false);
	}

	/**
	 * The request with one more variable.
	 * @param name the name of the variable
	 * @param value its value
	 * @return a new request
	 */
	public ExecRequest withEnvironment(String name, String value) {
		Map<String, String> changed = new LinkedHashMap<>(this.environment);
		changed.put(name, value);
		return new ExecRequest(this.command, changed, this.serviceContext, this.workingDir, this.timeout, this.userId,
				this.user, this.groupId, this.group, this.combinedStderr);
	}

	/**
	 * The request with a service whose environment, user and directory are taken.
	 * @param service the name of the service
	 * @return a new request
	 */
	public ExecRequest withServiceContext(String service) {
		return new ExecRequest(this.command, this.environment, service, this.workingDir, this.timeout, this.userId,
				this.user, this.groupId, this.group, this.combinedStderr);
	}

	/**
	 * The request with a directory to run in.
	 * @param workingDir the absolute path of the directory
	 * @return a new request
	 */
	public ExecRequest withWorkingDir(String workingDir) {
		return new ExecRequest(this.command, this.environment, this.serviceContext, workingDir, this.timeout,
				this.userId, this.user, this.groupId, this.group, this.combinedStderr);
	}

	/**
	 * The request with a time that the command may take, after which Pebble kills it.
	 * @param timeout the time
	 * @return a new request
	 * @throws IllegalArgumentException if there is no time
	 */
	public ExecRequest withTimeout(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("A command cannot end within %s".formatted(timeout));
		}
		return new ExecRequest(this.command, this.environment, this.serviceContext, this.workingDir, timeout,
				this.userId, this.user, this.groupId, this.group, this.combinedStderr);
	}

	/**
	 * The request with a user to run as, and with that user's group where no other is
	 * said.
	 * @param user the user's name in the container
	 * @return a new request
	 */
	public ExecRequest withUser(String user) {
		return new ExecRequest(this.command, this.environment, this.serviceContext, this.workingDir, this.timeout, null,
				user, this.groupId, this.group, this.combinedStderr);
	}

	/**
	 * The request with a user to run as. Pebble wants a group as well.
	 * @param userId the user's id
	 * @return a new request
	 */
	public ExecRequest withUserId(int userId) {
		return new ExecRequest(this.command, this.environment, this.serviceContext, this.workingDir, this.timeout,
				userId, null, this.groupId, this.group, this.combinedStderr);
	}

	/**
	 * The request with a group to run as.
	 * @param group the group's name in the container
	 * @return a new request
	 */
	public ExecRequest withGroup(String group) {
		return new ExecRequest(this.command, this.environment, this.serviceContext, this.workingDir, this.timeout,
				this.userId, this.user, null, group, this.combinedStderr);
	}

	/**
	 * The request with a group to run as.
	 * @param groupId the group's id
	 * @return a new request
	 */
	public ExecRequest withGroupId(int groupId) {
		return new ExecRequest(this.command, this.environment, this.serviceContext, this.workingDir, this.timeout,
				this.userId, this.user, groupId, null, this.combinedStderr);
	}

	/**
	 * The request with what the command writes to its standard error as a part of its
	 * output.
	 * @return a new request
	 */
	public ExecRequest withCombinedStderr() {
		return new ExecRequest(this.command, this.environment, this.serviceContext, this.workingDir, this.timeout,
				this.userId, this.user, this.groupId, this.group, true);
	}

	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("command", this.command);
		json.put("split-stderr", !this.combinedStderr);
		put(json, "environment", this.environment.isEmpty() ? null : this.environment);
		put(json, "service-context", this.serviceContext);
		put(json, "working-dir", this.workingDir);
		put(json, "timeout", (this.timeout != null) ? GoDuration.format(this.timeout) : null);
		put(json, "user-id", this.userId);
		put(json, "user", this.user);
		put(json, "group-id", this.groupId);
		put(json, "group", this.group);
		return json;
	}

	private static void put(Map<String, Object> json, String field, @Nullable Object value) {
		if (value != null) {
			json.put(field, value);
		}
	}

	/**
	 * The name of the command, which is what may be shown of the request.
	 * @return the command without arguments and environment
	 */
	@Override
	public String toString() {
		return this.command.get(0);
	}

}
