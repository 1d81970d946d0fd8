package io.opsframework.event;

/**
 * The statuses of this unit are collected.
 */
public final class CollectUnitStatusEvent extends CollectStatusEvent {

}
