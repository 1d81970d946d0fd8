package io.opsframework.pebble;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a command wrote.
 *
 * @param stdout its output
 * @param stderr its standard error; {@code null} if that is part of the output
 */
public record ExecResult(String stdout, @Nullable String stderr) {

	/**
	 * The output's lines.
	 * @return the lines without their ends
	 */
	public List<String> lines() {
		return this.stdout.lines().toList();
	}

	/**
	 * How much there is; what it is may be secret.
	 * @return the lengths
	 */
	@Override
	public String toString() {
		return "ExecResult[%d characters of output, %s of standard error]".formatted(this.stdout.length(),
				(this.stderr != null) ? this.stderr.length() : "none");
	}

}
