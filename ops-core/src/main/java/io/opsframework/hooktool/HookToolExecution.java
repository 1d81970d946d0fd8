package io.opsframework.hooktool;

import org.jspecify.annotations.Nullable;

/**
 * One call of a hook tool that has ended.
 *
 * @param call the call
 * @param exitCode the tool's exit code; -1 where the call ended with an exception
 * @param nanos how long it took
 * @param forked whether a process was started for it
 * @param failure the exception it ended with; {@code null} where the tool answered, also
 * with an exit code other than 0
 */
public record HookToolExecution(HookToolCall call, int exitCode, long nanos, boolean forked,
		@Nullable Throwable failure) {
}
