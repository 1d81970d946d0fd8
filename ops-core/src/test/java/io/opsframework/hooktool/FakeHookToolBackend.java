package io.opsframework.hooktool;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers every call with the same result and keeps the calls.
 */
class FakeHookToolBackend implements HookToolBackend {

	final List<HookToolCall> calls = new ArrayList<>();

	private HookToolResult result = HookToolResult.success("");

	FakeHookToolBackend answers(String output) {
		this.result = HookToolResult.success(output);
		return this;
	}

	FakeHookToolBackend fails(int exitCode, String error) {
		this.result = new HookToolResult(exitCode, "", error);
		return this;
	}

	@Override
	public HookToolResult call(HookToolCall call) {
		this.calls.add(call);
		return this.result;
	}

}
