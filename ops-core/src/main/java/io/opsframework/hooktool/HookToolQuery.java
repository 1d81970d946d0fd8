package io.opsframework.hooktool;

import org.jspecify.annotations.Nullable;

/**
 * A question to Juju: the hook tool that is called, with its arguments, and what its
 * answer means. Each is a record of what is asked for; equal ones have the same answer,
 * which is remembered under them.
 *
 * @param <T> the type of the answer
 */
interface HookToolQuery<T extends @Nullable Object> {

	/**
	 * The call that asks for an answer in JSON.
	 * @return the call
	 */
	HookToolCall call();

	/**
	 * What the answer should be, for the message if it is something else.
	 * @return the end of that message, {@code a map of strings}
	 */
	String expected();

	/**
	 * Read the answer.
	 * @param json the answer, as {@link io.opsframework.json.Json#parse} gives it
	 * @return the value
	 * @throws ClassCastException or {@code IllegalArgumentException} if the JSON is of
	 * another shape
	 */
	T read(@Nullable Object json);

}
