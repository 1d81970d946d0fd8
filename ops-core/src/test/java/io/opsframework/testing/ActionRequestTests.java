package io.opsframework.testing;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActionRequest}: defaults as Juju's library for JSON schemas inserts
 * them.
 */
class ActionRequestTests {

	private static final Map<String, Object> SCHEMAS = Map.of("level", Map.of("type", "integer", "default", 1L),
			"target", Map.of("type", "string"), "range",
			Map.of("type", "object", "properties",
					Map.of("from", Map.of("type", "integer", "default", 0L), "to", Map.of("type", "integer"), "step",
							Map.of("properties", Map.of("unit", Map.of("default", "day"))))),
			"plain", Map.of("type", "object", "properties", Map.of("name", Map.of("type", "string"))), "whole",
			Map.of("type", "object", "default", Map.of("a", "b"), "properties", Map.of("c", Map.of("default", "d"))));

	@Test
	void defaultsAreInsertedAlsoInObjectsThatAreNotGiven() {
		assertThat(parameters(Map.of())).isEqualTo(Map.of("level", 1L, "range",
				Map.of("from", 0L, "step", Map.of("unit", "day")), "whole", Map.of("a", "b")));
	}

	@Test
	void defaultsAreInsertedIntoObjectsThatAreGiven() {
		assertThat(parameters(Map.of("range", Map.of("to", 5L, "step", Map.of("unit", "hour")), "whole", Map.of())))
			.containsEntry("range", Map.of("from", 0L, "to", 5L, "step", Map.of("unit", "hour")))
			.containsEntry("whole", Map.of("c", "d"));
	}

	@Test
	void whatIsGivenStays() {
		assertThat(parameters(Map.of("level", 2L, "range", List.of(1L), "other", "x"))).containsEntry("level", 2L)
			.containsEntry("range", List.of(1L))
			.containsEntry("other", "x");
	}

	private static Map<String, Object> parameters(Map<String, Object> given) {
		return new ActionRequest("backup", "1", given).toAction(SCHEMAS).parameters();
	}

}
