package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * Calls hook tools, turns failures into exceptions and answers into values, and remembers
 * values until they are forgotten.
 */
final class HookToolCaller {

	private final HookToolBackend backend;

	private final Map<List<String>, @Nullable Object> remembered = new HashMap<>();

	HookToolCaller(HookToolBackend backend) {
		this.backend = backend;
	}

	String run(String tool, String... arguments) {
		return run(HookToolCall.of(tool, arguments));
	}

	String run(HookToolCall call) {
		HookToolResult result = this.backend.call(call);
		if (result.exitCode() != 0) {
			throw HookToolFailure.of(call, result);
		}
		return result.output();
	}

	/**
	 * Call a tool that answers with JSON.
	 * @param <T> the type of the value
	 * @param expected what the answer should be, for the exception if it is not
	 * @param answer reads the value from the JSON
	 * @param tool the tool
	 * @param arguments its arguments
	 * @return the value
	 */
	<T extends @Nullable Object> T ask(String expected, Answer<T> answer, String tool, String... arguments) {
		String output = run(tool, arguments);
		try {
			return answer.read(Json.parse(output));
		}
		catch (JsonException ex) {
			throw unexpected(tool, expected, ex);
		}
		catch (ClassCastException | IllegalArgumentException ex) {
			// No cause: its message may show the answer.
			throw unexpected(tool, expected, null);
		}
	}

	/**
	 * As {@link #ask}, but a value that is remembered is not asked for again.
	 * @param <T> the type of the value
	 * @param expected what the answer should be, for the exception if it is not
	 * @param answer reads the value from the JSON
	 * @param tool the tool
	 * @param arguments its arguments
	 * @return the value
	 */
	@SuppressWarnings("unchecked")
	<T extends @Nullable Object> T read(String expected, Answer<T> answer, String tool, String... arguments) {
		List<String> key = key(tool, arguments);
		if (this.remembered.containsKey(key)) {
			return (T) this.remembered.get(key);
		}
		T value = ask(expected, answer, tool, arguments);
		this.remembered.put(key, value);
		return value;
	}

	@Nullable Object remembered(String tool, String... arguments) {
		return this.remembered.get(key(tool, arguments));
	}

	/**
	 * Remember a value that is known without asking.
	 * @param value the value
	 * @param tool the tool that would give it
	 * @param arguments its arguments
	 */
	void remember(Object value, String tool, String... arguments) {
		this.remembered.put(key(tool, arguments), value);
	}

	/**
	 * Forget the values of a tool.
	 * @param tool the tool
	 * @param arguments the arguments that the calls to forget begin with
	 */
	void forget(String tool, String... arguments) {
		List<String> beginning = key(tool, arguments);
		this.remembered.keySet().removeIf((key) -> Collections.indexOfSubList(key, beginning) == 0);
	}

	private static List<String> key(String tool, String... arguments) {
		List<String> key = new ArrayList<>(arguments.length + 1);
		key.add(tool);
		Collections.addAll(key, arguments);
		return key;
	}

	private static HookToolOutputException unexpected(String tool, String expected, @Nullable Exception cause) {
		return new HookToolOutputException(tool, 0,
				"Hook tool '" + tool + "' answered something else than " + expected + " in JSON", cause);
	}

	/**
	 * Reads a value from JSON.
	 *
	 * @param <T> the type of the value
	 */
	@FunctionalInterface
	interface Answer<T extends @Nullable Object> {

		/**
		 * Read the value.
		 * @param json the JSON, as {@link Json#parse} gives it
		 * @return the value
		 * @throws ClassCastException or {@code IllegalArgumentException} if the JSON is
		 * of another shape
		 */
		T read(@Nullable Object json);

	}

}
