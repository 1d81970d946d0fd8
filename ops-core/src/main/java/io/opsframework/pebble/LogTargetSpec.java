package io.opsframework.pebble;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a layer says about a log target, to which Pebble sends the output of services.
 */
public final class LogTargetSpec extends Spec<LogTargetSpec> {

	private LogTargetSpec(Map<String, ?> fields) {
		super(fields);
	}

	/**
	 * A log target. It takes the place of what layers below say about it.
	 * @param type {@code loki}, {@code opentelemetry} or {@code syslog}
	 * @param location the URL that takes the logs
	 * @param services the names of the services, {@code all}, or {@code -name} for one
	 * less
	 * @return the log target
	 */
	public static LogTargetSpec of(String type, String location, String... services) {
		return new LogTargetSpec(Map.of("override", "replace")).with("type", type)
			.with("location", location)
			.with("services", List.of(services));
	}

	/**
	 * A log target of which fields are known.
	 * @param fields the fields by the names of the layer specification
	 * @return the log target
	 */
	public static LogTargetSpec of(Map<String, ?> fields) {
		return new LogTargetSpec(fields);
	}

	@Override
	LogTargetSpec create(Map<String, ?> fields) {
		return new LogTargetSpec(fields);
	}

	/**
	 * The protocol.
	 * @return {@code loki}, {@code opentelemetry} or {@code syslog}; {@code null} if the
	 * layer does not say
	 */
	public @Nullable String type() {
		return text("type");
	}

	/**
	 * Where the logs are sent.
	 * @return the URL; {@code null} if the layer does not say
	 */
	public @Nullable String location() {
		return text("location");
	}

	/**
	 * The services whose logs are sent.
	 * @return their names, {@code all}, or {@code -name} for one less
	 */
	public List<String> services() {
		return list("services");
	}

	/**
	 * The labels of the logs.
	 * @return the labels
	 */
	public Map<String, String> labels() {
		return texts("labels");
	}

	/**
	 * The log target with one more label.
	 * @param name the name of the label
	 * @param value its value
	 * @return a new one
	 */
	public LogTargetSpec withLabel(String name, String value) {
		return withEntry("labels", name, value);
	}

}
