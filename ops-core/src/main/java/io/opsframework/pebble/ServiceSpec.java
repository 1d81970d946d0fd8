package io.opsframework.pebble;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a layer says about a service. Begin with {@link #of(String)}. What has no method
 * of its own is said with {@link #with(String, Object)}.
 */
public final class ServiceSpec extends Spec<ServiceSpec> {

	private ServiceSpec(Map<String, ?> fields) {
		super(fields);
	}

	/**
	 * A service that is started with Pebble, and by
	 * {@link PebbleClient#replanServices()}. It takes the place of what layers below say
	 * about it.
	 * @param command the command and its arguments; there is no shell
	 * @return the service
	 */
	public static ServiceSpec of(String command) {
		return new ServiceSpec(Map.of("override", "replace")).withCommand(command).withStartup("enabled");
	}

	/**
	 * A service of which fields are known.
	 * @param fields the fields by the names of the layer specification
	 * @return the service
	 */
	public static ServiceSpec of(Map<String, ?> fields) {
		return new ServiceSpec(fields);
	}

	@Override
	ServiceSpec create(Map<String, ?> fields) {
		return new ServiceSpec(fields);
	}

	/**
	 * The command and its arguments.
	 * @return the command; {@code null} if the layer does not say
	 */
	public @Nullable String command() {
		return text("command");
	}

	/**
	 * A short text for people.
	 * @return the text; {@code null} if there is none
	 */
	public @Nullable String summary() {
		return text("summary");
	}

	/**
	 * A text for people.
	 * @return the text; {@code null} if there is none
	 */
	public @Nullable String description() {
		return text("description");
	}

	/**
	 * Whether the service starts by itself.
	 * @return {@code enabled} or {@code disabled}; {@code null} if the layer does not
	 * say, which means that it does not
	 */
	public @Nullable String startup() {
		return text("startup");
	}

	/**
	 * The services that start before this one.
	 * @return their names
	 */
	public List<String> after() {
		return list("after");
	}

	/**
	 * The services that start after this one.
	 * @return their names
	 */
	public List<String> before() {
		return list("before");
	}

	/**
	 * The services that this one needs.
	 * @return their names
	 */
	public List<String> requires() {
		return list("requires");
	}

	/**
	 * The variables of its environment.
	 * @return the variables
	 */
	public Map<String, String> environment() {
		return texts("environment");
	}

	/**
	 * The user that it runs as.
	 * @return the user's name; {@code null} if the layer does not say
	 */
	public @Nullable String user() {
		return text("user");
	}

	/**
	 * The user that it runs as.
	 * @return the user's id; {@code null} if the layer does not say
	 */
	public @Nullable Integer userId() {
		return integer("user-id");
	}

	/**
	 * The group that it runs as.
	 * @return the group's name; {@code null} if the layer does not say
	 */
	public @Nullable String group() {
		return text("group");
	}

	/**
	 * The group that it runs as.
	 * @return the group's id; {@code null} if the layer does not say
	 */
	public @Nullable Integer groupId() {
		return integer("group-id");
	}

	/**
	 * The directory that it runs in.
	 * @return the path; {@code null} if the layer does not say
	 */
	public @Nullable String workingDir() {
		return text("working-dir");
	}

	/**
	 * What Pebble does when it ends with exit code 0.
	 * @return {@code restart}, {@code shutdown}, {@code failure-shutdown} or
	 * {@code ignore}; {@code null} if the layer does not say
	 */
	public @Nullable String onSuccess() {
		return text("on-success");
	}

	/**
	 * What Pebble does when it ends with another exit code.
	 * @return {@code restart}, {@code shutdown}, {@code success-shutdown} or
	 * {@code ignore}; {@code null} if the layer does not say
	 */
	public @Nullable String onFailure() {
		return text("on-failure");
	}

	/**
	 * What Pebble does when checks fail.
	 * @return by the name of the check: {@code restart}, {@code shutdown},
	 * {@code success-shutdown} or {@code ignore}
	 */
	public Map<String, String> onCheckFailure() {
		return texts("on-check-failure");
	}

	/**
	 * How long Pebble waits before it first restarts the service.
	 * @return the time; {@code null} if the layer does not say
	 */
	public @Nullable Duration backoffDelay() {
		return duration("backoff-delay");
	}

	/**
	 * By what this time is multiplied each time.
	 * @return the factor; {@code null} if the layer does not say
	 */
	public @Nullable Double backoffFactor() {
		return decimal("backoff-factor");
	}

	/**
	 * How long this time can become.
	 * @return the time; {@code null} if the layer does not say
	 */
	public @Nullable Duration backoffLimit() {
		return duration("backoff-limit");
	}

	/**
	 * How long the service may take to end before it is killed.
	 * @return the time; {@code null} if the layer does not say
	 */
	public @Nullable Duration killDelay() {
		return duration("kill-delay");
	}

	/**
	 * The service with another command.
	 * @param command the command and its arguments
	 * @return a new one
	 */
	public ServiceSpec withCommand(String command) {
		return with("command", command);
	}

	/**
	 * The service with a short text for people.
	 * @param summary the text
	 * @return a new one
	 */
	public ServiceSpec withSummary(String summary) {
		return with("summary", summary);
	}

	/**
	 * The service that starts by itself, or does not.
	 * @param startup {@code enabled} or {@code disabled}
	 * @return a new one
	 */
	public ServiceSpec withStartup(String startup) {
		return with("startup", startup);
	}

	/**
	 * The service with one more variable in its environment.
	 * @param name the name of the variable
	 * @param value its value
	 * @return a new one
	 */
	public ServiceSpec withEnvironment(String name, String value) {
		return withEntry("environment", name, value);
	}

	/**
	 * The service with another environment.
	 * @param environment the variables
	 * @return a new one
	 */
	public ServiceSpec withEnvironment(Map<String, String> environment) {
		return with("environment", environment);
	}

	/**
	 * The service that runs as a user, and in that user's group where no other is said.
	 * @param user the user's name
	 * @return a new one
	 */
	public ServiceSpec withUser(String user) {
		return with("user", user);
	}

	/**
	 * The service that runs in a directory.
	 * @param workingDir the path of the directory
	 * @return a new one
	 */
	public ServiceSpec withWorkingDir(String workingDir) {
		return with("working-dir", workingDir);
	}

	/**
	 * The service that starts after others.
	 * @param services the names of the others
	 * @return a new one
	 */
	public ServiceSpec withAfter(Collection<String> services) {
		return with("after", services);
	}

	/**
	 * The service that needs others.
	 * @param services the names of the others
	 * @return a new one
	 */
	public ServiceSpec withRequires(Collection<String> services) {
		return with("requires", services);
	}

	/**
	 * The service with something that Pebble does when a check fails.
	 * @param check the name of the check
	 * @param action {@code restart}, {@code shutdown}, {@code success-shutdown} or
	 * {@code ignore}
	 * @return a new one
	 */
	public ServiceSpec withOnCheckFailure(String check, String action) {
		return withEntry("on-check-failure", check, action);
	}

}
