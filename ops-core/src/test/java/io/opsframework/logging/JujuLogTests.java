package io.opsframework.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.juju.JujuContext;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link JujuLog} and {@link SecurityEvents}.
 */
class JujuLogTests {

	private final List<String> calls = new ArrayList<>();

	private final JujuLog log = new JujuLog((level, message) -> this.calls.add(level + " " + message));

	@Test
	void consecutiveLinesOfOneLevelAreOneCall() {
		this.log.log("INFO", "a");
		this.log.log("INFO", "b\nc");
		assertThat(this.calls).isEmpty();
		this.log.log("ERROR", "d");
		assertThat(this.calls).containsExactly("INFO a\nb\nc");
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO a\nb\nc", "ERROR d");
		this.log.flush();
		assertThat(this.calls).hasSize(2);
	}

	@Test
	void linesThatGetTooLongAreSeveralCalls() {
		String line = "x".repeat(20_000);
		this.log.log("INFO", line);
		this.log.log("INFO", line);
		this.log.flush();
		assertThat(this.calls).containsExactly("INFO " + line, "INFO " + line);
	}

	@Test
	void whatIsLoggedByTheCallItselfIsNotLostAndKeepsItsLevel() {
		List<String> nested = new ArrayList<>();
		JujuLog[] self = new JujuLog[1];
		self[0] = new JujuLog((level, message) -> {
			nested.add(level + " " + message);
			if (message.equals("outer")) {
				self[0].log("TRACE", "inner");
			}
		});
		self[0].log("INFO", "outer");
		self[0].log("ERROR", "next");
		self[0].flush();
		assertThat(nested).containsExactly("INFO outer", "TRACE inner", "ERROR next");
	}

	@Test
	void callThatFailsLosesOnlyItsOwnLines() {
		JujuLog failing = new JujuLog((level, message) -> {
			this.calls.add(message);
			if (message.equals("lost")) {
				throw new IllegalStateException("on purpose");
			}
		});
		failing.log("INFO", "lost");
		assertThatIllegalStateException().isThrownBy(failing::flush);
		failing.log("INFO", "kept");
		failing.flush();
		assertThat(this.calls).containsExactly("lost", "kept");
	}

	@Test
	void lineAfterOneThatCannotBeSentIsKept() {
		JujuLog failing = new JujuLog((level, message) -> {
			if (message.equals("lost")) {
				throw new IllegalStateException("on purpose");
			}
			this.calls.add(level + " " + message);
		});
		failing.log("INFO", "lost");
		assertThatIllegalStateException().isThrownBy(() -> failing.log("ERROR", "kept"));
		failing.flush();
		assertThat(this.calls).containsExactly("ERROR kept");
	}

	@Test
	void crashIsSecurityEventThatNamesOnlyTheClass() {
		JujuContext context = JujuContext.of(Map.of("JUJU_UNIT_NAME", "greeter/0", "JUJU_MODEL_UUID", "cafe"));
		new SecurityEvents(context, this.log::log).crash(new IllegalArgumentException("s3cr3t"));
		this.log.flush();
		assertThat(this.calls).singleElement().asString().startsWith("TRACE {").doesNotContain("s3cr3t");
		assertThat(Json.parse(this.calls.get(0).substring("TRACE ".length())))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("level", "WARN")
			.containsEntry("type", "security")
			.containsEntry("appid", "cafe-greeter/0")
			.containsEntry("event", "sys_crash:IllegalArgumentException")
			.hasEntrySatisfying("datetime",
					(time) -> assertThat(time).asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
	}

}
