package io.opsframework.pebble;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a layer says about a check. Begin with {@link #http}, {@link #tcp} or
 * {@link #exec}. What has no method of its own is said with
 * {@link #with(String, Object)}.
 */
public final class CheckSpec extends Spec<CheckSpec> {

	private CheckSpec(Map<String, ?> fields) {
		super(fields);
	}

	/**
	 * A check that is up when a URL answers with a status from 200 to 299. It takes the
	 * place of what layers below say about it, as all three do.
	 * @param url the URL
	 * @return the check
	 */
	public static CheckSpec http(String url) {
		return new CheckSpec(Map.of("override", "replace")).with("http", Map.of("url", url));
	}

	/**
	 * A check that is up when a port of the container accepts connections.
	 * @param port the port
	 * @return the check
	 */
	public static CheckSpec tcp(int port) {
		return new CheckSpec(Map.of("override", "replace")).with("tcp", Map.of("port", port));
	}

	/**
	 * A check that is up when a command ends with exit code 0.
	 * @param command the command and its arguments; there is no shell
	 * @return the check
	 */
	public static CheckSpec exec(String command) {
		return new CheckSpec(Map.of("override", "replace")).with("exec", Map.of("command", command));
	}

	/**
	 * A check of which fields are known.
	 * @param fields the fields by the names of the layer specification
	 * @return the check
	 */
	public static CheckSpec of(Map<String, ?> fields) {
		return new CheckSpec(fields);
	}

	@Override
	CheckSpec create(Map<String, ?> fields) {
		return new CheckSpec(fields);
	}

	/**
	 * What a failure means.
	 * @return {@code alive} or {@code ready}; {@code null} if neither is said
	 */
	public @Nullable String level() {
		return text("level");
	}

	/**
	 * Whether the check starts by itself.
	 * @return {@code enabled} or {@code disabled}; {@code null} if the layer does not
	 * say, which means that it does
	 */
	public @Nullable String startup() {
		return text("startup");
	}

	/**
	 * How often the check runs.
	 * @return the time from one to the next; {@code null} if the layer does not say
	 */
	public @Nullable Duration period() {
		return duration("period");
	}

	/**
	 * How long it may take.
	 * @return the time; {@code null} if the layer does not say
	 */
	public @Nullable Duration timeout() {
		return duration("timeout");
	}

	/**
	 * How often in a row it must fail to be down.
	 * @return the number; {@code null} if the layer does not say
	 */
	public @Nullable Integer threshold() {
		return integer("threshold");
	}

	/**
	 * What is asked for by HTTP.
	 * @return {@code url} and {@code headers}; empty if nothing
	 */
	public Map<String, Object> http() {
		return map("http");
	}

	/**
	 * What is connected to.
	 * @return {@code port} and {@code host}; empty if nothing
	 */
	public Map<String, Object> tcp() {
		return map("tcp");
	}

	/**
	 * What is run.
	 * @return {@code command}, {@code environment}, {@code service-context} and more;
	 * empty if nothing
	 */
	public Map<String, Object> exec() {
		return map("exec");
	}

	/**
	 * The check of a level.
	 * @param level {@code alive} if the workload must be restarted when it fails,
	 * {@code ready} if it only cannot serve then
	 * @return a new one
	 */
	public CheckSpec withLevel(String level) {
		return with("level", level);
	}

	/**
	 * The check that starts by itself, or does not.
	 * @param startup {@code enabled} or {@code disabled}
	 * @return a new one
	 */
	public CheckSpec withStartup(String startup) {
		return with("startup", startup);
	}

	/**
	 * The check that runs more or less often.
	 * @param period the time from one to the next, which is longer than its timeout
	 * @return a new one
	 */
	public CheckSpec withPeriod(Duration period) {
		return with("period", period);
	}

	/**
	 * The check that may take more or less time.
	 * @param timeout the time, which is shorter than its period
	 * @return a new one
	 */
	public CheckSpec withTimeout(Duration timeout) {
		return with("timeout", timeout);
	}

	/**
	 * The check that must fail more or less often.
	 * @param threshold how often in a row
	 * @return a new one
	 */
	public CheckSpec withThreshold(int threshold) {
		return with("threshold", threshold);
	}

}
