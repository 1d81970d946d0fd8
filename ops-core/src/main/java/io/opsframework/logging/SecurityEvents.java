package io.opsframework.logging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.opsframework.json.Json;
import io.opsframework.juju.JujuContext;
import io.opsframework.juju.JujuVariable;
import org.jspecify.annotations.Nullable;

/**
 * Writes security events to Juju's log at level TRACE, one JSON object each, with the
 * names of OWASP's logging vocabulary as {@code ops} does.
 */
public final class SecurityEvents {

	private final JujuContext context;

	private final BiConsumer<String, String> log;

	/**
	 * Create a new writer.
	 * @param context what Juju told about the hook
	 * @param log takes a level and a message
	 */
	public SecurityEvents(JujuContext context, BiConsumer<String, String> log) {
		this.context = context;
		this.log = log;
	}

	/**
	 * The hook failed with an exception.
	 * @param failure the exception, of which only the class is named
	 */
	public void crash(Throwable failure) {
		write("WARN", "sys_crash:" + failure.getClass().getSimpleName(), "Uncaught exception in the charm");
	}

	/**
	 * Juju, or the framework in its place, does not allow what the charm asked for.
	 * @param tool the hook tool
	 * @param description what was refused
	 * @param leader whether this unit is the leader; {@code null} if that is not known
	 */
	public void refused(String tool, String description, @Nullable Boolean leader) {
		String unknown = (leader != null) ? "" : " (leadership unknown)";
		write("CRITICAL", "authz_fail:" + tool, description + (Boolean.TRUE.equals(leader) ? " (as leader)" : unknown));
	}

	/**
	 * The unit makes its machine reboot.
	 */
	public void restart() {
		write("WARN", "sys_restart:" + System.getProperty("user.name"), "The charm reboots its machine");
	}

	/**
	 * The unit stops one of its checks.
	 * @param check the name of the check
	 */
	public void monitorDisabled(String check) {
		write("WARN", "sys_monitor_disabled:%s,%s".formatted(System.getProperty("user.name"), check),
				"The charm stops check '%s'".formatted(check));
	}

	private void write(String level, String event, String description) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("datetime", DateTimeFormatter.ISO_OFFSET_DATE_TIME
			.format(Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
		fields.put("level", level);
		fields.put("type", "security");
		fields.put("appid", this.context.modelUuid() + "-" + this.context.find(JujuVariable.JUJU_UNIT_NAME).orElse(""));
		fields.put("event", event);
		fields.put("description", description);
		this.log.accept("TRACE", Json.write(fields));
	}

}
