package io.opsframework.local;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CommandLine}.
 */
class CommandLineTests {

	@Test
	void parseSplitsAtWhiteSpace() {
		assertThat(CommandLine.parse("  add-unit \t postgresql  "))
			.isEqualTo(new CommandLine("add-unit", List.of("postgresql")));
	}

	@Test
	void parseWhenNothingIsTypedHasNoName() {
		assertThat(CommandLine.parse("  ")).isEqualTo(new CommandLine("", List.of()));
	}

	@Test
	void parseLeavesJujuOut() {
		assertThat(CommandLine.parse("juju add-unit juju")).isEqualTo(new CommandLine("add-unit", List.of("juju")));
		assertThat(CommandLine.parse("juju")).isEqualTo(new CommandLine("", List.of()));
	}

	@Test
	void parseKeepsQuotedTextTogether() {
		assertThat(CommandLine.parse("config greeting=\"Good 'old' morning\" name='a \"b\"' empty=''").arguments())
			.containsExactly("greeting=Good 'old' morning", "name=a \"b\"", "empty=");
	}

	@Test
	void parseKeepsQuotedNothing() {
		assertThat(CommandLine.parse("a '' b").arguments()).containsExactly("", "b");
	}

	@Test
	void parseRefusesOpenQuote() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> CommandLine.parse("config a=\"b"))
			.withMessage("A quote \" is not closed");
	}

	@Test
	void requireSaysWhatIsMissing() {
		CommandLine line = CommandLine.parse("integrate database");
		assertThat(line.require(0, "an endpoint")).isEqualTo("database");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> line.require(1, "an application"))
			.withMessage("integrate needs an application");
	}

	@Test
	void requireAtMostNamesWhatIsTooMuch() {
		CommandLine line = CommandLine.parse("status now");
		line.requireAtMost(1);
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> line.requireAtMost(0))
			.withMessage("status does not take 'now'");
	}

	@Test
	void pairsSplitAtTheFirstEqualsSign() {
		assertThat(CommandLine.parse("config a=b=c d=").pairs(0)).containsExactly(Map.entry("a", "b=c"),
				Map.entry("d", ""));
	}

	@Test
	void pairsRefuseWhatHasNoKey() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> CommandLine.parse("run a =b").pairs(1))
			.withMessage("Expected key=value, and not '=b'");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> CommandLine.parse("run a b").pairs(1))
			.withMessage("Expected key=value, and not 'b'");
	}

}
