package io.opsframework.autoconfigure;

import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolCall;
import io.opsframework.hooktool.HookToolResult;

/**
 * Answers no call: outside of Juju's hooks there are no hook tools, and a test that
 * reached one by mistake would act on whatever model it belongs to.
 */
final class RefusingHookToolBackend implements HookToolBackend {

	@Override
	public HookToolResult call(HookToolCall call) {
		throw new IllegalStateException(
				("Hook tool '%s' was called outside of Juju's hooks. In a test, use @CharmTest, "
						+ "or add @AutoConfigureHarness, and run events with the Harness")
					.formatted(call.tool()));
	}

}
