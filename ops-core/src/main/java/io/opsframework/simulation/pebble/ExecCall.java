package io.opsframework.simulation.pebble;

import io.opsframework.pebble.ExecRequest;

/**
 * A command that was run in a simulated container.
 *
 * @param request what was asked for
 * @param stdin what the command was given to read, in UTF-8
 */
public record ExecCall(ExecRequest request, String stdin) {

}
