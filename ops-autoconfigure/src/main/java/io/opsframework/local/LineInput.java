package io.opsframework.local;

import java.io.Closeable;

import org.jspecify.annotations.Nullable;

/**
 * Where the lines come from that a person types.
 */
interface LineInput extends Closeable {

	/**
	 * What is shown where a line is asked for.
	 */
	String PROMPT = "> ";

	/**
	 * Ask for a line, and wait for it.
	 * @return the line; {@code null} at the end of the input
	 */
	@Nullable String readLine();

	@Override
	void close();

}
