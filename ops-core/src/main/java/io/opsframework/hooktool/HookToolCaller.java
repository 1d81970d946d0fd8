package io.opsframework.hooktool;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.opsframework.json.Json;
import io.opsframework.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * Calls hook tools, turns failures into exceptions and answers into values, and remembers
 * values until they are forgotten.
 */
final class HookToolCaller {

	private final HookToolBackend backend;

	private final HookToolFailure failures;

	private final Consumer<HookToolPermissionException> refusals;

	private final Map<HookToolQuery<?>, @Nullable Object> remembered = new HashMap<>();

	HookToolCaller(HookToolBackend backend, HookToolFailure failures, Consumer<HookToolPermissionException> refusals) {
		this.backend = backend;
		this.failures = failures;
		this.refusals = refusals;
	}

	String run(HookToolCall call) {
		return run(call, List.of());
	}

	/**
	 * Call a tool that is given more than its call shows.
	 * @param call the call
	 * @param confidential what no message may show
	 * @return what the tool wrote to its standard output
	 */
	String run(HookToolCall call, Collection<String> confidential) {
		HookToolResult result = this.backend.call(call);
		if (result.exitCode() != 0) {
			throw told(this.failures.of(call, result, confidential));
		}
		return result.output();
	}

	private HookToolException told(HookToolException failure) {
		if (failure instanceof HookToolPermissionException refusal) {
			this.refusals.accept(refusal);
		}
		return failure;
	}

	/**
	 * Ask Juju.
	 * @param <T> the type of the answer
	 * @param query what to ask for
	 * @return the answer
	 */
	<T extends @Nullable Object> T ask(HookToolQuery<T> query) {
		HookToolCall call = query.call();
		String output = run(call);
		try {
			return query.read(Json.parse(output));
		}
		catch (JsonException ex) {
			throw unexpected(call, query, ex);
		}
		catch (ClassCastException | IllegalArgumentException | ArithmeticException ex) {
			// No cause: its message may show the answer.
			throw unexpected(call, query, null);
		}
	}

	/**
	 * Give the answer that is remembered, or else ask Juju and remember what it says.
	 * @param <T> the type of the answer
	 * @param query what to ask for
	 * @return the answer
	 */
	@SuppressWarnings("unchecked")
	<T extends @Nullable Object> T read(HookToolQuery<T> query) {
		if (this.remembered.containsKey(query)) {
			return (T) this.remembered.get(query);
		}
		T answer = ask(query);
		this.remembered.put(query, answer);
		return answer;
	}

	@SuppressWarnings("unchecked")
	<T> @Nullable T remembered(HookToolQuery<T> query) {
		return (T) this.remembered.get(query);
	}

	/**
	 * Remember an answer that is known without asking.
	 * @param <T> the type of the answer
	 * @param query the query that would be answered so
	 * @param answer the answer
	 */
	<T> void remember(HookToolQuery<T> query, T answer) {
		this.remembered.put(query, answer);
	}

	/**
	 * Forget answers, so that Juju is asked again.
	 * @param <Q> the type of the queries
	 * @param type the type of the queries
	 * @param which which of them
	 */
	<Q extends HookToolQuery<?>> void forget(Class<Q> type, Predicate<Q> which) {
		this.remembered.keySet().removeIf((query) -> type.isInstance(query) && which.test(type.cast(query)));
	}

	private static HookToolOutputException unexpected(HookToolCall call, HookToolQuery<?> query,
			@Nullable Exception cause) {
		return new HookToolOutputException(call.tool(), 0,
				"Hook tool '" + call.tool() + "' answered something else than " + query.expected() + " in JSON", cause);
	}

}
