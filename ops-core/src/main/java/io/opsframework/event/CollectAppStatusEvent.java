package io.opsframework.event;

/**
 * The statuses of this application are collected, on the leader.
 */
public final class CollectAppStatusEvent extends CollectStatusEvent {

}
