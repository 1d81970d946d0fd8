package io.opsframework.pebble;

/**
 * What came of running a check now.
 *
 * @param info the check after that
 * @param error why it failed; empty if it succeeded
 */
public record CheckRefresh(CheckInfo info, String error) {

}
