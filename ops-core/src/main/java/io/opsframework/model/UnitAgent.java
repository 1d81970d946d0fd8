package io.opsframework.model;

import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.juju.JujuContext;
import io.opsframework.state.StateStore;

/**
 * What one hook has of the world: what Juju's unit agent gives to it, or what stands in
 * for that agent. Whether a hook runs in a process of its own or among others, in a test
 * or in a play, shows here and nowhere else.
 *
 * @param context what the agent tells through the environment
 * @param hookTools reaches the agent's hook tools
 * @param stateStore keeps what the charm has to remember
 * @param pebbles reaches the Pebbles of the unit's workload containers
 */
public record UnitAgent(JujuContext context, HookToolBackend hookTools, StateStore stateStore, PebbleClients pebbles) {

}
